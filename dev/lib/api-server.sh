# shellcheck shell=bash
# A Kubernetes API server without a cluster, as lab/prepare built it, for as long as the script runs. Needs progress.sh, machine.sh.

api_server_pids=()

# start_api_server FOLDER: starts it with its state there, applies the chart's CRDs, and sets KUBECONFIG for whoever may do all.
# The script ends the processes in api_server_pids.
start_api_server() {
  local folder=$1 programs port=26443 store=http://127.0.0.1:22379
  programs=$(echo "$KUBE_API_TEST_DIR"/k8s/*)
  rm -rf "$folder"
  mkdir -p "$folder"
  openssl genrsa -out "$folder/accounts.key" 2048 2>/dev/null
  printf 'bench,bench,bench,system:masters\n' >"$folder/tokens"
  "$programs/etcd" --data-dir "$folder/etcd" --unsafe-no-fsync --listen-client-urls "$store" --advertise-client-urls "$store" \
    --listen-peer-urls http://127.0.0.1:22380 >"$folder/etcd.log" 2>&1 &
  api_server_pids=($!)
  "$programs/kube-apiserver" --etcd-servers "$store" --secure-port "$port" --bind-address 127.0.0.1 --cert-dir "$folder" \
    --token-auth-file "$folder/tokens" --authorization-mode RBAC --service-account-issuer https://localhost \
    --service-account-key-file "$folder/accounts.key" --service-account-signing-key-file "$folder/accounts.key" \
    >"$folder/kube-apiserver.log" 2>&1 &
  api_server_pids+=($!)
  export KUBECONFIG=$folder/kubeconfig
  kubectl config set-cluster bench --server "https://127.0.0.1:$port" --insecure-skip-tls-verify >/dev/null
  kubectl config set-credentials bench --token bench >/dev/null
  kubectl config set-context bench --cluster bench --user bench --namespace default >/dev/null
  kubectl config use-context bench >/dev/null
  # Its readiness, and the namespace that it makes a moment later.
  local tries=60
  until kubectl get --raw /readyz >/dev/null 2>&1 && kubectl get namespace default >/dev/null 2>&1; do
    ((tries--)) || { tail -n 20 "$folder/kube-apiserver.log" >&2; fail "the API server does not start"; }
    sleep 1
  done
  kubectl apply -f "$checkout/helm/nodenettuning/files/crds" >/dev/null
  kubectl wait --for condition=Established --timeout 60s -f "$checkout/helm/nodenettuning/files/crds" >/dev/null
}
