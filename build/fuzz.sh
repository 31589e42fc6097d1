#!/bin/sh
# Fuzzes every decoder for a while each: every Fuzz function of the project, one after another. What a run finds stands
# in the package's testdata/fuzz afterwards: commit it with the mend.
#   build/fuzz.sh [a minute, say: 1m] [a pattern of names]
set -eu
cd "$(dirname "$0")/.."
time=${1:-1m} pattern=${2:-.}
told=$(mktemp)
trap 'rm -f "$told"' EXIT
ran=0 failed=
for package in $(grep -rl --include='*_test.go' '^func Fuzz' app backend | xargs -n1 dirname | sort -u); do
  for name in $(go test -list '^Fuzz' "./$package" | grep '^Fuzz' | grep -E "$pattern" || true); do
    echo "== $package $name"
    ran=$((ran + 1))
    if go test -run '^$' -fuzz "^$name\$" -fuzztime "$time" "./$package" >"$told" 2>&1; then
      tail -n 3 "$told"
    else
      cat "$told"
      failed="$failed $package/$name"
    fi
  done
done
echo "$ran functions"
[ "$ran" -gt 0 ] || { echo "fuzz.sh: no function is called like $pattern" >&2; exit 1; }
[ -z "$failed" ] || { echo "fuzz.sh: failed:$failed" >&2; exit 1; }
