package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// mutant is a file with one change.
type mutant struct {
	pkg, file string
	line      int
	what      string // before → after
	text      string // the whole changed file
}

func (m mutant) String() string { return fmt.Sprintf("%s:%d: %s", m.file, m.line, m.what) }

// mutants are a file's. Types are not looked at: what does not compile is counted and left out.
func mutants(file, text string) ([]mutant, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := &finder{set: set, file: file, text: text}
	for _, d := range tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			f.function(fn.Type, fn.Body)
		}
	}
	return f.out, nil
}

type finder struct {
	set        *token.FileSet
	file, text string
	out        []mutant
}

// swap adds a mutant in which the code from one place to another reads otherwise.
func (f *finder) swap(from, to token.Pos, after string) {
	a, b := f.set.Position(from), f.set.Position(to)
	before := f.text[a.Offset:b.Offset]
	f.out = append(f.out, mutant{file: f.file, line: a.Line, what: oneLine(before) + " → " + oneLine(after),
		text: f.text[:a.Offset] + after + f.text[b.Offset:]})
}

func oneLine(code string) string {
	code = strings.Join(strings.Fields(code), " ")
	if r := []rune(code); len(r) > 60 {
		code = string(r[:59]) + "…"
	}
	return code
}

func (f *finder) source(n ast.Node) string {
	return f.text[f.set.Position(n.Pos()).Offset:f.set.Position(n.End()).Offset]
}

// function goes through one body; literals inside have answers of their own.
func (f *finder) function(typ *ast.FuncType, body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			f.function(x.Type, x.Body)
			return false
		case *ast.BinaryExpr:
			for _, op := range signs[x.Op] {
				f.swapSign(x, op)
			}
		case *ast.IncDecStmt:
			f.swap(x.TokPos, x.TokPos+2, map[token.Token]string{token.INC: "--", token.DEC: "++"}[x.Tok])
		case *ast.IfStmt:
			f.swap(x.Cond.Pos(), x.Cond.End(), "!("+f.source(x.Cond)+")")
		case *ast.ReturnStmt:
			f.answers(typ, x)
		case *ast.BlockStmt:
			f.statements(x.List)
		case *ast.CaseClause:
			f.statements(x.Body)
		case *ast.CommClause:
			f.statements(x.Body)
		}
		return true
	})
}

// signs are what a sign is swapped for: its opposite, and its neighbour where a boundary lies.
var signs = map[token.Token][]token.Token{
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL}, token.REM: {token.MUL},
}

// swapSign changes the sign and shows the whole expression.
func (f *finder) swapSign(x *ast.BinaryExpr, op token.Token) {
	at := f.set.Position(x.OpPos).Offset
	text := f.text[:at] + op.String() + f.text[at+len(x.Op.String()):]
	f.out = append(f.out, mutant{file: f.file, line: f.set.Position(x.OpPos).Line, text: text,
		what: fmt.Sprintf("%s: %s → %s", oneLine(f.source(x)), x.Op, op)})
}

// answers changes one result of a return: the opposite, no error, one more, another text.
func (f *finder) answers(typ *ast.FuncType, r *ast.ReturnStmt) {
	var types []string
	if typ.Results != nil {
		for _, field := range typ.Results.List {
			for range max(1, len(field.Names)) {
				types = append(types, f.source(field.Type))
			}
		}
	}
	if len(types) != len(r.Results) {
		return
	}
	for i, result := range r.Results {
		code := f.source(result)
		switch after := ""; types[i] {
		case "bool":
			after = "!(" + code + ")"
			f.swap(result.Pos(), result.End(), after)
		case "error":
			if code != "nil" {
				f.swap(result.Pos(), result.End(), "nil")
			}
		case "int", "int64", "uint64", "time.Duration":
			f.swap(result.Pos(), result.End(), "("+code+")+1")
		case "string":
			f.swap(result.Pos(), result.End(), "("+code+`)+"mutant"`)
		}
	}
}

// statements takes one away. What is assigned is still worked out, or variables would be unused.
func (f *finder) statements(list []ast.Stmt) {
	for _, s := range list {
		switch x := s.(type) {
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.SendStmt, *ast.DeferStmt:
			f.swap(x.Pos(), x.End(), "{}")
		case *ast.AssignStmt:
			if x.Tok == token.DEFINE {
				continue
			}
			blanks := strings.TrimSuffix(strings.Repeat("_, ", len(x.Lhs)), ", ")
			if after := blanks + " = " + f.text[f.set.Position(x.Rhs[0].Pos()).Offset:f.set.Position(x.End()).Offset]; after != f.source(x) {
				f.swap(x.Pos(), x.End(), after)
			}
		}
	}
}
