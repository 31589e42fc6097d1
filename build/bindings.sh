#!/bin/sh
# Writes the TypeScript bindings of the bound Go structs into frontend/wailsjs. With the tag "bindings" Wails'
# generator is the program itself; it needs no WebKit and no C compiler.
set -eu
cd "$(dirname "$0")/.."
generator=$(mktemp -d)
trap 'rm -rf "$generator"' EXIT
CGO_ENABLED=0 go build -buildvcs=false -tags bindings -o "$generator/tenantry" .
tsoutputtype=interfaces "$generator/tenantry" >/dev/null # it tells of each field
