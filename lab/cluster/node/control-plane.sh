# shellcheck shell=bash disable=SC2154 # k3s, which sources this, sets the variables
# etcd, the API server, the controllers and the scheduler.

pod_network=10.42.0.0/16
service_network=10.43.0.0/16
first_service_address=10.43.0.1

kubectl() {
  "$bin/kubectl" --kubeconfig "$state/admin.conf" "$@"
}

start_api() {
  certificate apiserver /CN=kube-apiserver "$(alternative_names 127.0.0.1 "$address" "$first_service_address" \
    localhost kubernetes kubernetes.default kubernetes.default.svc "${names[@]}")"
  openssl genrsa -traditional -out "$state/service-accounts.key" 2048 2>/dev/null
  openssl rsa -in "$state/service-accounts.key" -pubout -out "$state/service-accounts.pub" 2>/dev/null
  run etcd "$bin/etcd" --data-dir="$state/etcd" --unsafe-no-fsync --listen-client-urls=http://127.0.0.1:2379 \
    --advertise-client-urls=http://127.0.0.1:2379 --listen-peer-urls=http://127.0.0.1:2380
  # InternalIP first: host names of containers resolve nowhere, and logs and exec go through the kubelet's address.
  run kube-apiserver "$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --secure-port=6443 \
    --advertise-address="$address" --cert-dir="$state" --client-ca-file="$pki/ca.crt" \
    --tls-cert-file="$state/apiserver.crt" --tls-private-key-file="$state/apiserver.key" \
    --service-account-key-file="$state/service-accounts.pub" \
    --service-account-signing-key-file="$state/service-accounts.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-cluster-ip-range="$service_network" \
    --kubelet-client-certificate="$state/admin.crt" --kubelet-client-key="$state/admin.key" \
    --kubelet-preferred-address-types=InternalIP --authorization-mode=Node,RBAC \
    --enable-admission-plugins=NodeRestriction --allow-privileged=true
}

start_controllers() {
  # Limits of the client are raised so that fleets of a thousand simulated nodes do not wait for them.
  run kube-controller-manager "$bin/kube-controller-manager" --kubeconfig="$state/admin.conf" --leader-elect=false \
    --controllers='*' --use-service-account-credentials --root-ca-file="$pki/ca.crt" \
    --service-account-private-key-file="$state/service-accounts.key" --allocate-node-cidrs \
    --cluster-cidr="$pod_network" --node-monitor-period=2s --node-monitor-grace-period="${NODE_GRACE_PERIOD:-20s}" \
    --kube-api-qps=200 --kube-api-burst=400
  run kube-scheduler "$bin/kube-scheduler" --kubeconfig="$state/admin.conf" --leader-elect=false
}
