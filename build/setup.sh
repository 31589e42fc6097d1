#!/bin/sh
# Makes a machine ready for Tenantry. Installs what is missing and nothing else; when all is there it ends at once.
#   build/setup.sh build    what building and the demo need
#   build/setup.sh test     that, and what the tests need: Chromium, a virtual display, a session bus
#   build/setup.sh windows  what make test-windows needs: Wine, and MinGW for a library that Wine lacks (Debian, Ubuntu)
# Debian and Ubuntu by apt-get, Fedora by dnf, as root or through sudo. On macOS it only checks. Go and Node.js
# are checked, not replaced: which of them a machine has is its owner's choice.
set -eu
cd "$(dirname "$0")/.."

mode=${1:-build}
case $mode in build | test | windows) ;; *)
  echo "usage: build/setup.sh build|test|windows" >&2
  exit 2
  ;;
esac

say() { echo "setup: $*"; }
die() {
  echo "setup: $*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }
has_lib() { has pkg-config && pkg-config --exists "$1"; }
# at_least 20.19 20.20.2: is the second version at least the first?
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$1" ]; }

has_chromium() {
  [ -n "${CHROMIUM:-}" ] && return 0
  for name in chromium chromium-browser google-chrome-stable google-chrome; do has "$name" && return 0; done
  [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ]
}

# missing: the packages, by this system's names, whose programs or libraries are not there.
missing() {
  if [ "$mode" = windows ]; then
    has wine || echo wine wine64
    has x86_64-w64-mingw32-gcc || echo gcc-mingw-w64-x86-64
    return 0
  fi
  has gcc || echo gcc
  has_lib gtk+-3.0 || echo "$gtk"
  has_lib webkit2gtk-4.1 || echo "$webkit"
  has pkg-config || echo "$pkgconfig"
  has git || echo git
  has make || echo make
  [ "$mode" = test ] || return 0
  has Xvfb || echo "$xvfb"
  has dbus-run-session || echo "$dbus"
  has xdotool || echo xdotool
  has python3 || echo python3
  has ps || echo "$procps"
  { has import && has identify; } || echo "$imagemagick"
  has_chromium || echo "$chromium"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo && sudo -n true 2>/dev/null; then
    sudo -n env DEBIAN_FRONTEND="${DEBIAN_FRONTEND:-}" "$@"
  elif has sudo && [ -t 0 ]; then
    sudo env DEBIAN_FRONTEND="${DEBIAN_FRONTEND:-}" "$@"
  else
    die "packages are missing and sudo asks for a password here. Run as root: build/setup.sh $mode"
  fi
}

debian() {
  gtk=libgtk-3-dev webkit=libwebkit2gtk-4.1-dev pkgconfig=pkg-config
  xvfb=xvfb dbus=dbus-daemon imagemagick=imagemagick chromium=chromium procps=procps
  # Ubuntu's Chromium is a snap behind this package.
  if [ -r /etc/os-release ] && grep -q '^ID=ubuntu' /etc/os-release; then chromium='chromium-browser'; fi
  DEBIAN_FRONTEND=${DEBIAN_FRONTEND:-noninteractive}
  export DEBIAN_FRONTEND
  needed=$(missing)
  node_needed=
  has node || node_needed=yes
  [ -n "$needed$node_needed" ] || return 0
  say "updating the package lists (apt-get update)"
  as_root apt-get update -qq
  case $needed in *"$webkit"*)
    apt-cache show "$webkit" >/dev/null 2>&1 || die "this release has no WebKitGTK 4.1, which the window needs" \
      "(Debian 12, Ubuntu 22.04 or newer have it). The command line alone builds everywhere: make cli"
    ;;
  esac
  if [ -n "$node_needed" ]; then
    version=$(apt-cache policy nodejs | sed -n 's/^ *Candidate: *\([0-9.]*\).*/\1/p')
    if [ -n "$version" ] && at_least "$node_min" "$version"; then needed="$needed nodejs npm"; fi
  fi
  [ -n "$needed" ] || return 0
  # shellcheck disable=SC2086 # a list of package names
  say installing $needed '(apt-get install)'
  # shellcheck disable=SC2086 # a list of package names
  as_root apt-get install -y -qq --no-install-recommends $needed >/dev/null
}

fedora() {
  gtk=gtk3-devel webkit=webkit2gtk4.1-devel pkgconfig=pkgconf-pkg-config
  xvfb=xorg-x11-server-Xvfb dbus=dbus-daemon imagemagick=ImageMagick chromium=chromium procps=procps-ng
  needed=$(missing)
  has node || needed="$needed nodejs nodejs-npm"
  [ -n "$needed" ] || return 0
  # shellcheck disable=SC2086 # a list of package names
  say installing $needed '(dnf install)'
  # shellcheck disable=SC2086
  as_root dnf install -y -q $needed
}

macos() {
  xcode-select -p >/dev/null 2>&1 || die "Apple's command line tools are missing. Run: xcode-select --install"
  [ "$mode" = build ] || has_chromium || die "the browser tests need Google Chrome or Chromium: https://www.google.com/chrome/"
}

check_linux() {
  still=$(missing | tr '\n' ' ')
  [ -z "$still" ] || die "still missing after the installation: $still(names as in this system's packages)"
}

check_go() {
  need=$(sed -n 's/^go \([0-9.]*\)$/\1/p' go.mod)
  has go || die "Go $need or newer is missing. Get it from https://go.dev/dl/ and put its bin folder on the PATH"
  # Asked inside the module: a Go that fetches toolchains by itself answers with the one it will use.
  have=$(go env GOVERSION 2>/dev/null | sed 's/^go//; s/[^0-9.].*//') || have=
  { [ -n "$have" ] && at_least "$need" "$have"; } ||
    die "Go $need or newer is needed, found $(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null || echo an older one). Get it from https://go.dev/dl/"
}

check_node() {
  has node || die "Node.js $node_min or newer is missing. Get it from https://nodejs.org/"
  have=$(node --version | sed 's/^v//')
  at_least "$node_min" "$have" || die "Node.js $node_min or newer is needed, found $have. Get it from https://nodejs.org/"
  has npm || die "npm is missing; it comes with Node.js from https://nodejs.org/ (Debian: the package npm)"
}

node_min=20.19
case $(uname -s) in
Linux)
  if has apt-get; then
    debian
    check_linux
  elif has dnf; then
    fedora
    check_linux
  else
    say "neither apt-get nor dnf here: only checking"
    gtk=gtk+-3.0 webkit=webkit2gtk-4.1 pkgconfig=pkg-config
    xvfb=Xvfb dbus=dbus-run-session imagemagick=imagemagick chromium=chromium procps=procps
    check_linux
  fi
  ;;
Darwin) macos ;;
*) die "$(uname -s) is not set up by this script. On Windows: install Go, Node.js and (Windows 10) the WebView2 runtime, then see CONTRIBUTING.md" ;;
esac
check_go
check_node
say "ready ($mode)"
