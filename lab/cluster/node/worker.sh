# shellcheck shell=bash disable=SC2154 # k3s, which sources this, sets the variables
# containerd, the kubelet, kube-proxy and the pod network.

# own_address: prints the IPv4 address that other machines see.
own_address() {
  local address
  address=$(ip -4 route get 192.0.2.1 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p')
  [[ -n $address ]] || address=$(ip -4 -o address show scope global | sed -n '1s/.* inet \([0-9.]*\).*/\1/p')
  printf '%s\n' "${address:-127.0.0.1}"
}

# own_cgroup: prints the container's own control group; the pods' groups are made below it and end with it.
own_cgroup() {
  local group root pid pids
  if [[ -f /sys/fs/cgroup/cgroup.controllers ]]; then
    group=$(sed -n 's/^0:://p' /proc/self/cgroup)
    root=/sys/fs/cgroup$group
    # Version 2 hands controllers only to the children of a group that holds no process itself. The list changes while it is
    # walked, so it is read as a whole, and again until it is empty.
    mkdir -p "$root/node"
    for _ in {1..10}; do
      mapfile -t pids <"$root/cgroup.procs"
      ((${#pids[@]})) || break
      for pid in "${pids[@]}"; do echo "$pid" 2>/dev/null >"$root/node/cgroup.procs" || true; done
    done
    sed 's/\([^ ]*\)/+\1/g' "$root/cgroup.controllers" >"$root/cgroup.subtree_control"
  else
    group=$(sed -n 's/^[0-9]*:memory://p' /proc/self/cgroup)
    [[ -d /sys/fs/cgroup/memory$group ]] || group=/
  fi
  printf '%s\n' "${group:-/}"
}

# shield_machine_sysctls: the kubelet wants these values of the whole machine; it gets files of its own instead.
shield_machine_sysctls() {
  local folder=/run/machine-sysctls setting name
  mkdir -p "$folder"
  for setting in vm/overcommit_memory=1 kernel/panic=10 kernel/panic_on_oops=1 \
    kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
    name=${setting%=*}
    echo "${setting#*=}" >"$folder/${name//\//.}"
    mount --bind "$folder/${name//\//.}" "/proc/sys/$name"
  done
}

start_containerd() {
  local snapshotter=overlayfs
  # overlayfs does not stack on the container's own overlay; the image's volume is on the host's file system.
  [[ $(stat -f -c %T /var/lib/containerd) != overlay* ]] || snapshotter=native
  mkdir -p /etc/containerd /run/containerd /etc/cni/net.d
  cat >/etc/containerd/config.toml <<END
version = 2
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = "nodenettuning-lab/pause:1"
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "/etc/cni/net.d"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "$snapshotter"
END
  run containerd containerd
}

# import_images: loads the node's own images and those that were put where k3s looks for them.
import_images() {
  local archive
  for archive in /opt/kube/images/*.tar /var/lib/rancher/k3s/agent/images/*.tar; do
    [[ ! -f $archive ]] || ctr -n k8s.io images import "$archive" >"$logs/images.log" 2>&1 ||
      give_up "could not import $archive"
  done
}

start_kubelet() {
  cat >"$state/kubelet.yaml" <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, x509: {clientCAFile: $pki/ca.crt}, webhook: {enabled: true}}
authorization: {mode: Webhook}
tlsCertFile: $state/kubelet.crt
tlsPrivateKeyFile: $state/kubelet.key
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: $cgroup
failCgroupV1: false
failSwapOn: false
nodeStatusUpdateFrequency: 4s
clusterDNS: [10.43.0.10]
clusterDomain: cluster.local
# A full disk of the machine is no business of a node that lives for a test.
evictionHard: {nodefs.available: "0%", imagefs.available: "0%", memory.available: "10Mi"}
imageGCHighThresholdPercent: 100
localStorageCapacityIsolation: false
makeIPTablesUtilChains: false
END
  run kubelet "$bin/kubelet" --kubeconfig="$state/kubelet.conf" --config="$state/kubelet.yaml" \
    --hostname-override="$node" --node-ip="$address" --node-labels="$labels"
}

start_kube_proxy() {
  # Nothing of the machine's own: no route_localnet, no conntrack limits.
  run kube-proxy "$bin/kube-proxy" --kubeconfig="$state/admin.conf" --cluster-cidr="$pod_network" \
    --hostname-override="$node" --iptables-localhost-nodeports=false --conntrack-max-per-core=0 --conntrack-min=0 \
    --conntrack-tcp-timeout-established=0 --conntrack-tcp-timeout-close-wait=0
}

pod_cidr_assigned() {
  pod_cidr=$(kubectl get node "$node" -o jsonpath='{.spec.podCIDR}')
  [[ -n $pod_cidr ]]
}

configure_pod_network() {
  cat >/etc/cni/net.d/10-bridge.conflist <<END
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "$pod_cidr"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}},
  {"type": "loopback"}]}
END
}

node_ready() {
  [[ $(kubectl get node "$node" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') == True ]]
}

# follow_pod_routes: keeps a route to the pods of every other node.
follow_pod_routes() {
  local pods via
  while sleep 5; do
    kubectl get nodes -o jsonpath='{range .items[*]}{.spec.podCIDR} {.status.addresses[0].address}{"\n"}{end}' |
      while read -r pods via; do
        [[ -z $via || $via == "$address" ]] || ip route replace "$pods" via "$via" || true
      done || true
  done
}
