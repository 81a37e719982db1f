# shellcheck shell=bash
# What a node leaves in its network namespace, and how it goes away. Matters where that namespace is the machine's own
# (--network host): everything else ends with the container.

# remove_chains IPTABLES: removes the chains of Kubernetes and CNI and the jumps into them, and no other rule.
remove_chains() {
  local table
  for table in filter nat mangle raw; do
    "$1-save" -t "$table" 2>/dev/null | awk -v table="$table" '
      /^:(KUBE|CNI|FLANNEL)-/ { chain = substr($1, 2); flush = flush "-F " chain "\n"; remove = remove "-X " chain "\n" }
      /^-A / && $2 !~ /^(KUBE|CNI|FLANNEL)-/ && / -[jg] (KUBE|CNI|FLANNEL)-/ { sub(/^-A/, "-D"); jumps = jumps $0 "\n" }
      END { if (jumps flush) printf "*%s\n%s%s%sCOMMIT\n", table, jumps, flush, remove }
    ' | "$1-restore" --noflush || true
  done
}

# remove_pod_network: removes rules, bridge and routes of the pods.
remove_pod_network() {
  local link counter route
  remove_chains iptables
  remove_chains ip6tables
  for link in cni0 flannel.1; do
    [[ ! -e /sys/class/net/$link ]] || ip link delete "$link"
  done
  # kube-proxy's packet counters.
  if command -v nfacct >/dev/null; then
    for counter in ct_state_invalid_dropped_pkts localhost_nps_accepted_pkts; do nfacct delete $counter 2>/dev/null || true; done
  fi
  ip -4 route show | awk '$1 ~ /^10\.42\./ { print $1 }' | while read -r route; do ip route delete "$route" || true; done
}

# stop_node: ends the node and leaves the network namespace as it was found.
stop_node() {
  local pid mount
  trap '' TERM INT
  # The kubelet and kube-proxy go first, or they would put back what is taken away.
  # shellcheck disable=SC2154 # process.sh fills it
  for pid in "${!processes[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  # As the first process of its own PID namespace this one can end every pod at once; never do so in the machine's.
  (($$ != 1)) || kill -KILL -1 2>/dev/null || true
  wait 2>/dev/null || true
  remove_pod_network
  awk '$2 ~ /^\/var\/lib\/kubelet\// { print $2 }' /proc/mounts | sort -r |
    while read -r mount; do umount -l "$mount" || true; done
  echo "Node stopped"
  exit 0
}
