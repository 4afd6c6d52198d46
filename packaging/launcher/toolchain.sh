# Sourced by ./aloft and ./verify: finds the JDK and installs what is missing to build and run from a checkout.
# The caller defines say(), which prints one line for the person at the terminal.

# Prints the home of the first JDK 25 or newer: JAVA_HOME, then /usr/lib/jvm, then the one on the PATH.
find_jdk() {
  local home line on_path
  on_path=$(type -P javac || true)
  [[ -z $on_path ]] || on_path=$(dirname "$(dirname "$(realpath "$on_path")")")
  for home in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/* ${on_path:+"$on_path"}; do
    [[ -x $home/bin/javac && -r $home/release ]] || continue
    while IFS= read -r line; do
      [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]] || continue
      ((BASH_REMATCH[1] < 25)) || { echo "$home"; return; }
    done <"$home/release"
  done
  return 1
}

# Installs the named packages that are not there; says what to do when it may not.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  [[ $EUID == 0 ]] || { say "missing: ${missing[*]}; run this once as root, or: apt-get install ${missing[*]}"; exit 1; }
  say "installing ${missing[*]}"
  # A daemon that comes with a package is only a peer or a web server for a namespace: it must not start by itself.
  local policy=/usr/sbin/policy-rc.d made_policy= failed= log
  log=$(mktemp)
  [[ -e $policy ]] || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod 755 "$policy"; made_policy=yes; }
  (
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -q -y --no-install-recommends "${missing[@]}" ||
      { apt-get update -q && apt-get install -q -y --no-install-recommends "${missing[@]}"; }
  ) >"$log" 2>&1 </dev/null || failed=yes
  [[ -z $made_policy ]] || rm -f "$policy"
  [[ -z $failed ]] || { tail -n 5 "$log" >&2; rm -f "$log"; say "could not install: ${missing[*]}"; exit 1; }
  rm -f "$log"
}

# Exports JAVA_HOME, and makes sure of Maven, libpcap and iproute2; where the distribution is not Debian's, says what to install.
require_toolchain() {
  local packages=()
  type -P mvn >/dev/null || packages+=(maven)
  PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q 'libpcap\.so' || packages+=(libpcap0.8)
  type -P ip >/dev/null || packages+=(iproute2)
  if [[ ${#packages[@]} -gt 0 ]]; then
    type -P apt-get >/dev/null || { say "install Maven 3.8 or newer, libpcap and iproute2 (missing: ${packages[*]})"; exit 1; }
    install_packages "${packages[@]}"
  fi
  if ! JAVA_HOME=$(find_jdk); then
    if type -P apt-get >/dev/null && apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
      install_packages openjdk-25-jdk-headless
    fi
    JAVA_HOME=$(find_jdk) || {
      say "no JDK 25 or newer: looked at JAVA_HOME, /usr/lib/jvm and the PATH"
      say "install one, for instance Temurin 25 from https://adoptium.net, or set JAVA_HOME"
      exit 1
    }
  fi
  export JAVA_HOME
}
