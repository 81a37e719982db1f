# shellcheck shell=bash
# Progress lines for people, on standard error: standard output stays free for what a script prints as its result.

if [[ -t 2 ]]; then
  progress_bold=$'\e[1m' progress_red=$'\e[31m' progress_plain=$'\e[0m'
else
  progress_bold='' progress_red='' progress_plain=''
fi

# step TEXT: says what is being done now.
step() {
  printf '%(%T)T %s==>%s %s\n' -1 "$progress_bold" "$progress_plain" "$*" >&2
}

# note TEXT: a detail of the current step.
note() {
  printf '%(%T)T     %s\n' -1 "$*" >&2
}

# fail TEXT: says what is wrong and ends the script.
fail() {
  printf '%(%T)T %serror:%s %s\n' -1 "$progress_red" "$progress_plain" "$*" >&2
  exit 1
}

# logged FILE COMMAND...: runs a talkative command with its output in FILE, which is shown only when the command fails.
logged() {
  local file=$1 status=0
  shift
  "$@" >"$file" 2>&1 || status=$?
  if ((status != 0)); then
    tail -n 30 "$file" >&2
    printf '%(%T)T %serror:%s %s ended with status %d; all of its output: %s\n' \
      -1 "$progress_red" "$progress_plain" "$1" "$status" "$file" >&2
  fi
  return "$status"
}
