# shellcheck shell=bash
# Builds programs from pinned Go modules. Needs progress.sh, machine.sh, debian.sh.
# shellcheck source=debian.sh
. "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

# From this version on, Go fetches by itself the newer toolchain that a go.mod asks for.
go_minimum=1.21

# find_go: prints the path of a usable go command; without one, Debian's backport is unpacked into the cache.
find_go() {
  local go version backport=$NNT_CACHE/go/usr/lib/go-1.23/bin/go
  for go in "$(command -v go || true)" /usr/local/go/bin/go "$backport"; do
    [[ -x $go ]] || continue
    version=$("$go" env GOVERSION)
    if printf '%s\n' "$go_minimum" "${version#go}" | sort -CV; then
      printf '%s\n' "$go"
      return
    fi
  done
  note "no Go $go_minimum or later here: fetching Debian's backport"
  unpack_packages "$NNT_CACHE/go" "$debian_release-backports" golang-1.23-go golang-1.23-src
  # The package's own links point to an installed golang-1.23-src.
  ln -sfn "$NNT_CACHE"/go/usr/share/go-1.23/{src,api,test,misc} "$NNT_CACHE/go/usr/lib/go-1.23/"
  printf '%s\n' "$backport"
}

# go_build MODULE OUTPUT LDFLAGS PACKAGE: builds PACKAGE of the module in folder MODULE, with exactly the versions of its
# go.mod and go.sum, into the static program OUTPUT.
go_build() {
  local module=$1 output=$2 ldflags=$3 package=$4 go
  go=$(find_go)
  mkdir -p "$(dirname "$output")"
  logged "$output.log" env -C "$module" CGO_ENABLED=0 GOTOOLCHAIN=auto GOFLAGS=-mod=readonly \
    "$go" build -trimpath -buildvcs=false -ldflags "-s -w $ldflags" -o "$output.new" "$package"
  mv "$output.new" "$output"
  rm -f "$output.log"
}
