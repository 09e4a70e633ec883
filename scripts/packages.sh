# shellcheck shell=sh
# Sourced by tcpwalk and test: the one list of what they need of a machine, and how it is got.
# Results belong on stdout and input may be a capture, so what runs here talks on stderr and reads nothing.

wanted=

say() {
  printf 'tcpwalk: %s\n' "$*" >&2
}

# The environment lacks something: exit code 5, as in tcpwalk.cli.ExitCode.
give_up() {
  say "$@"
  exit 5
}

want() {
  say "$1 is missing ($2)"
  wanted="$wanted $1"
}

want_build() {
  find_java javac || want openjdk-17-jdk-headless 'compiles and runs tcpwalk'
  has mvn || want maven 'builds it'
}

want_live() {
  has_libpcap || want libpcap0.8 'captures and injects packets'
  has ip || want iproute2 'shows routes, makes the networks that tests use'
}

# What only tests need; those that miss it are skipped, and say so.
want_tests() {
  has tmux || want tmux 'is the terminal that the tests of the full screen drive'
  has tcpdump || want tcpdump 'is what tests compare a capture with'
  has nft || want nftables 'drops the segments that tests lose'
  has zstd || want zstd 'packs captures that tests read'
}

has() {
  command -v "$1" >/dev/null
}

has_libpcap() {
  for library in /usr/lib/*/libpcap.so.* /usr/lib*/libpcap.so.* /usr/local/lib/libpcap.so.*; do
    [ ! -e "$library" ] || return 0
  done
  return 1
}

# Sets $java_home to that of the first Java 17 or later, of JAVA_HOME and PATH, that has the given program.
find_java() {
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" java; do
    properties=$("$candidate" -XshowSettings:properties -version 2>&1) || continue
    java_home=$(printf '%s\n' "$properties" | sed -n 's/^ *java\.home = //p')
    version=$(printf '%s\n' "$properties" | sed -n 's/^ *java\.specification\.version = //p')
    # Java 8 calls itself 1.8.
    [ "${version%%.*}" -ge 17 ] 2>/dev/null && [ -x "$java_home/bin/$1" ] && return 0
  done
  return 1
}

install_wanted() {
  [ -n "$wanted" ] || return 0
  has apt-get || give_up "this is no Debian: install by its own means what Debian calls$wanted"
  by_hand="apt-get update && apt-get install -y --no-install-recommends$wanted"
  if [ "$(id -u)" = 0 ]; then
    as_root=env
  elif has sudo; then
    as_root='sudo env'
  else
    give_up "run this as root, then try again: $by_hand"
  fi
  say "installing$wanted, which can take a minute"
  # One broken package source need not matter, so only the second command decides.
  # shellcheck disable=SC2086 # words
  said=$(apt_get update 2>&1; apt_get install -y --no-install-recommends $wanted 2>&1) ||
    { printf '%s\n' "$said" >&2 && give_up "that failed; as root, try: $by_hand"; }
  wanted=
}

apt_get() {
  $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}
