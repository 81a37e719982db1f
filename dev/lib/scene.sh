# shellcheck shell=bash
# What the demos share: commands that are shown before they run, and waiting for what they lead to. Needs progress.sh.
# shellcheck disable=SC2154 # The colours are those of progress.sh.

# scene TEXT: begins a part of the demo.
scene() {
  printf '\n%s# %s%s\n' "$progress_bold" "$*" "$progress_plain" >&2
}

# run COMMAND: shows a command as a user would type it, and runs it.
run() {
  printf '%s$ %s%s\n' "$progress_bold" "$*" "$progress_plain" >&2
  bash -euo pipefail -c "$*"
}

# wait_until SECONDS WHAT COMMAND...: waits for a command to succeed; prints how long it took.
wait_until() {
  local seconds=$1 what=$2 start
  shift 2
  start=$(date +%s%N)
  until "$@" >/dev/null 2>&1; do
    (($(date +%s%N) - start < seconds * 1000000000)) || fail "not within $seconds s: $what"
    sleep 0.1
  done
  printf '%s after %d.%d s\n' "$what" $((($(date +%s%N) - start) / 1000000000)) \
    $((($(date +%s%N) - start) / 100000000 % 10)) >&2
}

# holds FILE TEXT: whether a file of the kernel has this value.
holds() {
  [[ $(cat "$1") == "$2" ]]
}
