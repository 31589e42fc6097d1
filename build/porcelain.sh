#!/bin/sh
# Is what is generated and kept in the repo up to date, and is every go.mod tidy? Generates anew beside the kept
# files, says what differs, and leaves the work tree as it found it.
set -eu
cd "$(dirname "$0")/.."

kept=$(mktemp -d)
cp -Rp frontend/wailsjs "$kept/wailsjs"
restore() {
  rm -rf frontend/wailsjs
  cp -Rp "$kept/wailsjs" frontend/wailsjs # with their times, or make would build the frontend again
  rm -rf "$kept"
}
trap restore EXIT

failed=0
build/bindings.sh
diff -r "$kept/wailsjs" frontend/wailsjs || { echo "porcelain: the bindings are old. Run: make generate"; failed=1; }
go run ./build/contract -check || failed=1
(cd frontend && npm run --silent tokens -- --check) || { echo "porcelain: the design tokens are old. Run: make tokens"; failed=1; }
go run ./build/faults -check || failed=1
go run ./build/deps -check || { echo "porcelain: the lists in build/deps are old, or something forbidden is pulled"; failed=1; }
go test -count=1 -run Answers ./app || { echo "porcelain: the page's answers are old. Run: go test ./app -run Answers -update"; failed=1; }
for module in . build/tools $(git ls-files --cached --others --exclude-standard 'bench/go.mod' 'bench/*/go.mod' | sed 's|/go.mod$||'); do
  (cd "$module" && go mod tidy -diff) || { echo "porcelain: $module/go.mod is not tidy. Run: go mod tidy"; failed=1; }
done
[ $failed = 0 ] && echo "porcelain: generated code is up to date and every go.mod is tidy"
exit $failed
