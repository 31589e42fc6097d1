#!/bin/sh
# Makes Tenantry.app of PROGRAM, with macOS' own tools:  build/darwin/package.sh PROGRAM VERSION
# The application is not signed; whoever distributes it signs it with their own identity.
set -eu
program=$1 version=$2
here=$(dirname "$0")
contents=$here/../bin/Tenantry.app/Contents
command -v iconutil >/dev/null || { echo "package: iconutil is missing: this needs macOS" >&2; exit 1; }
rm -rf "$here/../bin/Tenantry.app"
mkdir -p "$contents/MacOS" "$contents/Resources"
cp "$program" "$contents/MacOS/tenantry"
sed "s/@VERSION@/$version/g" "$here/Info.plist" >"$contents/Info.plist"
iconset=$(mktemp -d)/icon.iconset
mkdir "$iconset"
for size in 16 32 128 256 512; do
  sips -z $size $size "$here/../appicon.png" --out "$iconset/icon_${size}x$size.png" >/dev/null
  double=$((size * 2))
  sips -z $double $double "$here/../appicon.png" --out "$iconset/icon_${size}x$size@2x.png" >/dev/null
done
iconutil -c icns "$iconset" -o "$contents/Resources/icon.icns"
rm -rf "$(dirname "$iconset")"
echo "build/bin/Tenantry.app"
