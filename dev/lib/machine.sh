# shellcheck shell=bash
# What scripts ask of the machine they run on. Needs progress.sh.

# Everything that is downloaded or built lives below this folder; deleting it is always safe.
NNT_CACHE=${NNT_CACHE:-$HOME/.cache/nodenettuning}
mkdir -p "$NNT_CACHE"

# find_jdk25: prints the home of a JDK 25, found where ./mvnw looks for it.
find_jdk25() {
  local jdk
  for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*jdk*25* "$HOME"/.sdkman/candidates/java/25*; do
    if [[ -x $jdk/bin/javac ]] && grep -q '^JAVA_VERSION="25[."]' "$jdk/release" 2>/dev/null; then
      printf '%s\n' "$jdk"
      return
    fi
  done
  fail "no JDK 25 found: install one below /usr/lib/jvm or /opt, or set JAVA_HOME"
}

# ensure_packages NAME...: installs those of the Debian packages that are missing.
ensure_packages() {
  local name missing=()
  for name in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
  done
  ((${#missing[@]})) || return 0
  ((EUID == 0)) || fail "needs root to install Debian packages: ${missing[*]}"
  note "installing from Debian: ${missing[*]}"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600
    install -y -qq --no-install-recommends "${missing[@]}")
  # The package lists of a fresh or long-running machine are missing or out of date: fetch them only then.
  "${install[@]}" >"$NNT_CACHE/apt.log" 2>&1 || {
    apt-get -o DPkg::Lock::Timeout=600 update -qq >"$NNT_CACHE/apt.log" 2>&1 || true
    logged "$NNT_CACHE/apt.log" "${install[@]}"
  }
}

# hash_of FILE|FOLDER|TEXT...: prints a short hash of the contents of files and folders and of the texts themselves.
hash_of() {
  local input
  for input in "$@"; do
    if [[ -d $input ]]; then
      (cd "$input" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
    elif [[ -f $input ]]; then
      sha256sum <"$input"
    else
      printf '%s\n' "$input"
    fi
  done | sha256sum | cut -c1-16
}

# one_at_a_time NAME: waits until no other script on this machine prepares NAME; the lock is held until this shell ends.
# Programs left running in the background must not inherit it: start them with {lock_fd}>&-
one_at_a_time() {
  exec {lock_fd}>"$NNT_CACHE/$1.lock"
  flock -n "$lock_fd" && return
  note "waiting for another run that prepares: $1"
  flock "$lock_fd"
}
