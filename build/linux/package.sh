#!/bin/sh
# Packs PROGRAM with its icon and menu entry:  build/linux/package.sh PROGRAM VERSION
# The archive unpacks over a prefix:  tar -xzf tenantry-….tar.gz -C ~/.local --strip-components=1
set -eu
program=$1 name=tenantry-$2-linux-$(go env GOARCH)
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
install -D -m 755 "$program" "$work/$name/bin/tenantry"
install -D -m 644 "$here/tenantry.desktop" "$work/$name/share/applications/tenantry.desktop"
install -D -m 644 "$here/../appicon.svg" "$work/$name/share/icons/hicolor/scalable/apps/tenantry.svg"
install -D -m 644 "$here/../../LICENSE" "$work/$name/share/doc/tenantry/LICENSE"
tar -C "$work" -czf "$here/../bin/$name.tar.gz" "$name"
echo "build/bin/$name.tar.gz"
