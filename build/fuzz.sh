#!/bin/sh
# Fuzzes every decoder for a while each: every Fuzz function of the project, one after another. What a run finds stands
# in the package's testdata/fuzz afterwards: commit it with the mend.
#   build/fuzz.sh [a minute, say: 1m] [a pattern of names]
set -eu
cd "$(dirname "$0")/.."
time=${1:-1m} pattern=${2:-.}
failed=0
for package in $(grep -rl --include='*_test.go' '^func Fuzz' app backend | xargs -n1 dirname | sort -u); do
  for name in $(go test -list '^Fuzz' "./$package" | grep '^Fuzz' | grep -E "$pattern" || true); do
    echo "== $package $name"
    go test -run '^$' -fuzz "^$name\$" -fuzztime "$time" "./$package" | tail -n 3 || failed=1
  done
done
exit $failed
