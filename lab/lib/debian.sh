# shellcheck shell=bash
# Debian packages that this machine's own apt does not offer: fetched through an apt configuration of the lab's own and
# unpacked into the cache, so that nothing newer than the machine's release is installed. Needs progress.sh, machine.sh.

debian_release=bookworm
debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# debian_mirror: prints the mirror that this machine uses, or Debian's own.
debian_mirror() {
  {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true
  } | awk '
    /^URIs:/ && /debian/ && !/security/ { print $2; found = 1; exit }
    /^deb / && /debian/ && !/security/ { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; found = 1; exit } }
    END { if (!found) print "http://deb.debian.org/debian" }' | head -n 1
}

# lab_apt COMMAND...: runs an apt program against the lab's own lists, which hold the release and its backports.
lab_apt() {
  local apt=$NNT_CACHE/apt program=$1
  shift
  "$program" -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$apt/lists" \
    -o Dir::Cache="$apt/cache" -o Dir::State::status="$apt/status" -o APT::Sandbox::User=root "$@"
}

# lab_apt_update: fetches the lab's package lists, at most once a day.
lab_apt_update() {
  local apt=$NNT_CACHE/apt mirror
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  [[ -z $(find "$apt/updated" -mtime -1 2>/dev/null) ]] || return 0
  mirror=$(debian_mirror)
  : >"$apt/status"
  printf 'deb [signed-by=%s] %s %s main\n' \
    "$debian_keyring" "$mirror" "$debian_release" "$debian_keyring" "$mirror" "$debian_release-backports" >"$apt/sources.list"
  logged "$apt/update.log" lab_apt apt-get update -qq
  touch "$apt/updated"
}

# unpack_packages FOLDER RELEASE NAME...: unpacks Debian packages, without their dependencies, into FOLDER.
unpack_packages() {
  local folder=$1 release=$2 debs deb
  shift 2
  lab_apt_update
  debs=$(mktemp -d "$NNT_CACHE/debs.XXXXXX")
  (cd "$debs" && logged "$NNT_CACHE/apt/download.log" lab_apt apt-get download -t "$release" "$@")
  mkdir -p "$folder"
  for deb in "$debs"/*.deb; do dpkg -x "$deb" "$folder"; done
  rm -rf "$debs"
}
