package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/kisielk/errcheck/errcheck"
	"golang.org/x/tools/go/analysis"
)

// ignored are calls whose error may be dropped everywhere, and why: functions by their name, methods by the type that
// they are called on.
var ignored = map[string]string{
	"fmt.Fprint":            printed,
	"fmt.Fprintf":           printed,
	"fmt.Fprintln":          printed,
	"(io.ReadCloser).Close": "only read from: what was to be read is here",
}

const printed = "it goes to a terminal, a pipe or a buffer; nobody is left to be told that a reader has gone"

// errCheck is errcheck without what may be ignored: the calls above, a deferred Close (what was written is synced or
// closed before that, or only read), and what a test leaves to its own end.
func errCheck() *analysis.Analyzer {
	a := *errcheck.Analyzer
	a.Run = func(pass *analysis.Pass) (any, error) {
		excused := excuses(pass)
		quiet := *pass
		quiet.Report = func(d analysis.Diagnostic) {
			if !excused[d.Pos] {
				pass.Report(d)
			}
		}
		return errcheck.Analyzer.Run(&quiet)
	}
	return &a
}

// excuses are the places of the calls that may drop their error.
func excuses(pass *analysis.Pass) map[token.Pos]bool {
	out := map[token.Pos]bool{}
	for _, f := range pass.Files {
		test := isTest(pass, f)
		ast.Inspect(f, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.DeferStmt:
				if called(pass, x.Call) == "Close" {
					out[x.Call.Lparen] = true
				}
			case *ast.CallExpr:
				_, known := ignored[full(pass, x)]
				if known || test && called(pass, x) == "Close" {
					out[x.Lparen] = true // where errcheck reports it
				}
			}
			return true
		})
	}
	return out
}

func isTest(pass *analysis.Pass, f *ast.File) bool {
	return strings.HasSuffix(pass.Fset.Position(f.Pos()).Filename, "_test.go")
}

func called(pass *analysis.Pass, call *ast.CallExpr) string {
	if f := function(pass, call); f != nil {
		return f.Name()
	}
	return ""
}

// full is "fmt.Fprint" or "(io.ReadCloser).Close": a method by the type that it is called on.
func full(pass *analysis.Pass, call *ast.CallExpr) string {
	f := function(pass, call)
	if f == nil {
		return ""
	}
	if s, ok := call.Fun.(*ast.SelectorExpr); ok && f.Signature().Recv() != nil {
		return "(" + pass.TypesInfo.TypeOf(s.X).String() + ")." + f.Name()
	}
	return f.FullName()
}

func function(pass *analysis.Pass, call *ast.CallExpr) *types.Func {
	id, _ := call.Fun.(*ast.Ident)
	if s, ok := call.Fun.(*ast.SelectorExpr); ok {
		id = s.Sel
	}
	if id == nil {
		return nil
	}
	f, _ := pass.TypesInfo.Uses[id].(*types.Func)
	return f
}
