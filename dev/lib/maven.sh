# shellcheck shell=bash
# Building with Maven from scripts. Needs progress.sh.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# maven LOG ARGUMENT...: runs the checkout's Maven without tests; what it says goes to target/LOG.log and is shown only when it
# fails.
maven() {
  local log=$checkout/target/$1.log
  shift
  mkdir -p "$checkout/target"
  logged "$log" "$checkout/mvnw" -q -f "$checkout/pom.xml" -DskipTests "$@"
}
