# shellcheck shell=bash disable=SC2154 # k3s, which sources this, sets the variables
# Certificates and kubeconfigs. Keys are SEC1 or RSA: some clients of the tests cannot read PKCS#8 EC keys.

# certificate NAME SUBJECT ALTERNATIVE_NAMES: makes state/NAME.key and .crt, signed by the lab's authority.
certificate() {
  local file=$state/$1
  openssl ecparam -name prime256v1 -genkey -noout -out "$file.key"
  openssl req -new -key "$file.key" -subj "$2" -out "$file.csr" 2>/dev/null
  openssl x509 -req -in "$file.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -set_serial "0x$(openssl rand -hex 8)" -days 365 \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$3") -out "$file.crt" 2>/dev/null
}

# kubeconfig NAME: makes state/NAME.conf from the certificate of that name.
kubeconfig() {
  cat >"$state/$1.conf" <<END
apiVersion: v1
kind: Config
clusters:
- name: default
  cluster: {server: "$server", certificate-authority-data: $(base64 -w0 "$pki/ca.crt")}
users:
- name: default
  user: {client-certificate-data: $(base64 -w0 "$state/$1.crt"), client-key-data: $(base64 -w0 "$state/$1.key")}
contexts:
- name: default
  context: {cluster: default, user: default}
current-context: default
END
}

# alternative_names NAME...: prints names and addresses as openssl wants them.
alternative_names() {
  local name list=''
  for name in "$@"; do
    case $name in
      *:*) list+=,IP:$name ;;
      *[a-zA-Z]*) list+=,DNS:$name ;;
      *) list+=,IP:$name ;;
    esac
  done
  printf '%s\n' "${list#,}"
}
