# shellcheck shell=bash
# Builds with Maven. Needs progress.sh.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# applications LOG ARGUMENT...: makes applications with the checkout's Maven, without their tests and checks of style. What it
# says goes to target/LOG.log and is shown only when it fails.
applications() {
  local log=$checkout/target/$1.log
  shift
  mkdir -p "$checkout/target"
  logged "$log" "$checkout/mvnw" -q -f "$checkout/pom.xml" -Pimages -Dapp.only=true -DskipTests -Dspotless.check.skip=true \
    "$@" package
}
