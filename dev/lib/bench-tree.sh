# shellcheck shell=bash
# Benchmarks run in the shipped tree, beside its jars: were they elsewhere, its archive of classes would not fit. Needs maven.sh.

# make_tree NAME: builds what the checkout ships, and puts the benchmarks into a copy of it for this one.
make_tree() {
  local tree=$checkout/benchmarks/target/$1/nnt
  step "building the benchmark"
  applications bench -Djib.skip=true -pl benchmarks -am
  rm -rf "$tree"
  mkdir -p "$tree"
  cp -a "$checkout/node-daemon/target/nnt/." "$tree"
  cp "$checkout"/benchmarks/target/nodenettuning-benchmarks-*.jar "$tree/lib/benchmarks.jar"
}

# use_tree NAME: sets the command that starts a benchmark there, with the shipped options.
use_tree() {
  local tree=$checkout/benchmarks/target/$1/nnt
  # shellcheck disable=SC2034 # for the script that reads this
  java=("$tree/runtime/bin/java" -Dorg.slf4j.simpleLogger.defaultLogLevel=off
    -cp "$tree/lib/nnt.jar:$tree/lib/benchmarks.jar")
}
