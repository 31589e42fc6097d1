#!/bin/sh
# Runs the tests of what is another thing on Windows under Wine, then those of the Windows program (app/cli/processtest):
# builds it, makes a Windows of its own in a folder, and throws that away in the end. Debian's Wine 8 lacks a library that Go's runtime wants; its one function is
# made here of the one that Wine has under another name.
#   build/windows/wine.sh [arguments for go test]
set -eu
cd "$(dirname "$0")/../.."
command -v wine >/dev/null && command -v x86_64-w64-mingw32-gcc >/dev/null || {
  echo "wine.sh: Wine and MinGW are missing: build/setup.sh windows" >&2
  exit 1
}
work=$(mktemp -d)
export WINEPREFIX="$work/windows" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" # no dialogs that offer .NET
cleanup() {
  wineserver -k 2>/dev/null || true
  wineserver -w 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
unset DISPLAY WAYLAND_DISPLAY

cat >"$work/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return n <= 0xffffffff && SystemFunction036(p, (ULONG)n); }
C
mkdir "$WINEPREFIX"
wineserver -p # stays between the commands: each would wait for it otherwise
wineboot -i >/dev/null 2>&1
x86_64-w64-mingw32-gcc -shared -O2 -s -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$work/prng.c" -ladvapi32
GOOS=windows CGO_ENABLED=0 go build -o "$WINEPREFIX/drive_c/tenantry.exe" .
wine "$WINEPREFIX/drive_c/tenantry.exe" version

# Where Windows has a newer way to delete, Go asks for it first; Wine's answer is one that Go does not know. So Go is
# built here as its own tests have it for older Windows; only t.TempDir and os.RemoveAll need it.
go=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
sed 's/^var TestDeleteatFallback bool$/var TestDeleteatFallback = true/' "$go" >"$work/at_windows.go"
echo "{\"Replace\": {\"$go\": \"$work/at_windows.go\"}}" >"$work/overlay.json"
GOOS=windows CGO_ENABLED=0 go test -count=1 -short -timeout 30m -exec wine -overlay "$work/overlay.json" ./app/home ./app/control ./app/stores \
  ./backend/fault ./backend/folder ./backend/logbook ./backend/secret ./backend/store/... ./backend/textfile ./backend/transport
TENANTRY_WINE="$WINEPREFIX" go test -count=1 -timeout 30m -run TestWindows "$@" ./app/cli/processtest
