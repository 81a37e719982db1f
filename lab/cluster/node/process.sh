# shellcheck shell=bash disable=SC2154 # k3s, which sources this, sets the variables
# Starting, watching and awaiting the node's processes.

declare -A processes=()

# run NAME COMMAND...: starts a process of the node in the background, with a log of its own.
run() {
  local name=$1
  shift
  "$@" >"$logs/$name.log" 2>&1 &
  processes[$!]=$name
}

# give_up TEXT: says why the node cannot go on, shows the end of every log, and ends the container.
give_up() {
  echo "k3s: $*" >&2
  tail -n 15 "$logs"/*.log >&2
  exit 1
}

# ended_process: prints the name of a process that has ended, if one has.
ended_process() {
  local pid
  for pid in "${!processes[@]}"; do
    [[ -e /proc/$pid ]] || printf '%s\n' "${processes[$pid]}"
  done
}

# await WHAT COMMAND...: waits until the command succeeds; two minutes, or a process that ended, are the end of it.
await() {
  local what=$1 deadline=$((SECONDS + 120)) ended
  shift
  until "$@" >/dev/null 2>&1; do
    ended=$(ended_process)
    [[ -z $ended ]] || give_up "$ended ended while waiting for $what"
    ((SECONDS < deadline)) || give_up "waited two minutes in vain for $what"
    sleep 0.1
  done
}

# supervise: returns never; a node that lost one of its processes is no node.
supervise() {
  local pid
  wait -n -p pid || true
  give_up "${processes[${pid:-0}]:-a process} ended"
}
