// Lint runs the analysers that go vet and staticcheck don't have, over packages that are loaded once:
//
//	lint ./...
//
// errcheck: an error that nobody looks at; ignored.go says which may be ignored, and why. errorlint: an error that
// is compared, asserted or formatted as if nobody wrapped it. bodyclose: an answer of the net whose body nobody
// closes. And some of the Go team's: nilness, unusedwrite, deepequalerrors, scannererr.
package main

import (
	"github.com/polyfloyd/go-errorlint/errorlint"
	"golang.org/x/tools/go/analysis/multichecker"
	"golang.org/x/tools/go/analysis/passes/deepequalerrors"
	"golang.org/x/tools/go/analysis/passes/nilness"
	"golang.org/x/tools/go/analysis/passes/scannererr"
	"golang.org/x/tools/go/analysis/passes/unusedwrite"
)

func main() {
	multichecker.Main(
		errCheck(),
		errorlint.NewAnalyzer(),
		bodyClose,
		nilness.Analyzer,
		unusedwrite.Analyzer,
		deepequalerrors.Analyzer,
		scannererr.Analyzer,
	)
}
