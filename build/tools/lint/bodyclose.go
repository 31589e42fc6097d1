package main

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// bodyClose finds answers of net/http that end where they came from with their body open: never closed in the
// function, nor handed on. Who is given the answer, or its body by a function of ours, is trusted to close it. A
// test may drop an answer unseen: the call has to fail, or a fake answered.
// (github.com/timakov/bodyclose follows it further, but has no release that could be pinned.)
var bodyClose = &analysis.Analyzer{
	Name: "bodyclose",
	Doc:  "find HTTP answers whose body nobody closes",
	Run:  runBodyClose,
}

func runBodyClose(pass *analysis.Pass) (any, error) {
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			checkBodies(pass, d, isTest(pass, f))
		}
	}
	return nil, nil
}

// checkBodies looks at one declaration with all function literals in it: a cleanup may close what its maker opened.
func checkBodies(pass *analysis.Pass, d ast.Decl, test bool) {
	opened := map[types.Object]ast.Node{}
	ast.Inspect(d, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.ExprStmt:
			if call, ok := x.X.(*ast.CallExpr); ok && position(pass, call) >= 0 {
				pass.Reportf(call.Pos(), "nobody has the answer of this call: its body stays open")
			}
		case *ast.AssignStmt:
			if len(x.Rhs) != 1 {
				return true
			}
			call, ok := ast.Unparen(x.Rhs[0]).(*ast.CallExpr)
			if !ok {
				return true
			}
			at := position(pass, call)
			if at < 0 || at >= len(x.Lhs) {
				return true
			}
			if id, ok := x.Lhs[at].(*ast.Ident); ok && id.Name == "_" {
				if !test {
					pass.Reportf(call.Pos(), "the answer is dropped: its body stays open")
				}
			} else if ok {
				opened[object(pass, id)] = call
			}
		}
		return true
	})
	released := map[types.Object]bool{}
	ast.Inspect(d, func(n ast.Node) bool { return release(pass, n, released) })
	for o, call := range opened {
		if !released[o] {
			pass.Reportf(call.Pos(), "the body of %s is not closed in this function, nor is %s handed on", o.Name(), o.Name())
		}
	}
}

// position says which result of a call is an answer, or -1.
func position(pass *analysis.Pass, call *ast.CallExpr) int {
	t := pass.TypesInfo.TypeOf(call)
	if isAnswer(t) {
		return 0
	}
	if tuple, ok := t.(*types.Tuple); ok {
		for i := range tuple.Len() {
			if isAnswer(tuple.At(i).Type()) {
				return i
			}
		}
	}
	return -1
}

func isAnswer(t types.Type) bool { return t != nil && t.String() == "*net/http.Response" }

func object(pass *analysis.Pass, id *ast.Ident) types.Object { return pass.TypesInfo.ObjectOf(id) }

// release notes answers that are closed or handed on: used as a value, or their body is.
func release(pass *analysis.Pass, n ast.Node, released map[types.Object]bool) bool {
	give := func(values ...ast.Expr) {
		for _, v := range values {
			if s, ok := v.(*ast.SelectorExpr); ok && s.Sel.Name == "Body" {
				v = s.X
			}
			if u, ok := v.(*ast.UnaryExpr); ok {
				v = u.X
			}
			if id, ok := v.(*ast.Ident); ok {
				released[object(pass, id)] = true
			}
		}
	}
	switch x := n.(type) {
	case *ast.CallExpr:
		if s, ok := x.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Close" {
			give(s.X)
		}
		if f := function(pass, x); f == nil || f.Pkg() == nil || f.Pkg().Path() != "io" {
			give(x.Args...) // io reads a body, it never closes one
		}
	case *ast.SelectorExpr:
		if s, ok := x.X.(*ast.SelectorExpr); ok && x.Sel.Name == "Close" {
			give(s) // close := answer.Body.Close
		}
	case *ast.ReturnStmt:
		give(x.Results...)
	case *ast.AssignStmt:
		give(x.Rhs...)
	case *ast.CompositeLit:
		give(x.Elts...)
	case *ast.KeyValueExpr:
		give(x.Value)
	case *ast.SendStmt:
		give(x.Value)
	}
	return true
}
