package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/partner"
)

// generator turns the declarations of the contract into TypeScript.
type generator struct {
	out   bytes.Buffer
	words map[string]contract.Words
	shape map[string]*ast.StructType
}

// generate reads the contract in dir and answers with the text of the page's file. The lenders are packages
// whose types the contract shows as they are, where a field names one.
func generate(dir string, lenders ...string) ([]byte, error) {
	g := &generator{words: map[string]contract.Words{}, shape: map[string]*ast.StructType{}}
	shapes, err := read(dir)
	if err != nil {
		return nil, err
	}
	var lendable []*ast.GenDecl
	for _, lender := range lenders {
		more, err := read(lender)
		if err != nil {
			return nil, err
		}
		lendable = append(lendable, more...)
	}
	shapes = append(shapes, lent(shapes, lendable)...)
	for _, d := range shapes {
		g.shape[nameOf(d)] = d.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType)
	}
	slices.SortFunc(shapes, func(a, b *ast.GenDecl) int { return strings.Compare(nameOf(a), nameOf(b)) })
	g.printf("// Generated from app/contract by \"make generate\"; do not edit.\n\n")
	for _, w := range contract.Vocabulary() {
		g.words[w.Name] = w
		g.list(w)
	}
	for _, d := range shapes {
		if err := g.structure(d); err != nil {
			return nil, err
		}
	}
	if err := g.ways(); err != nil {
		return nil, err
	}
	return g.out.Bytes(), nil
}

// lent are those of other packages' shapes that the contract's name, and those that these name in turn.
func lent(shapes, lendable []*ast.GenDecl) (out []*ast.GenDecl) {
	byName := map[string]*ast.GenDecl{}
	for _, d := range lendable {
		byName[nameOf(d)] = d
	}
	take := func(name string) {
		if d := byName[name]; d != nil {
			out = append(out, d)
			delete(byName, name)
		}
	}
	for _, d := range shapes {
		ast.Inspect(d, func(n ast.Node) bool {
			if of, ok := n.(*ast.SelectorExpr); ok {
				take(of.Sel.Name)
			}
			return true
		})
	}
	for i := 0; i < len(out); i++ {
		ast.Inspect(out[i], func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok && jsonName(f) != "" {
				take(nameOfType(element(f.Type)))
			}
			return true
		})
	}
	return out
}

// element is what a list or a pointer holds.
func element(e ast.Expr) ast.Expr {
	switch t := e.(type) {
	case *ast.ArrayType:
		return element(t.Elt)
	case *ast.StarExpr:
		return element(t.X)
	}
	return e
}

// read collects the shapes of the package in dir.
func read(dir string) (shapes []*ast.GenDecl, err error) {
	files, err := filepath.Glob(dir + "/*.go")
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		shapes = append(shapes, structs(file)...)
	}
	return shapes, err
}

func nameOf(d *ast.GenDecl) string { return d.Specs[0].(*ast.TypeSpec).Name.Name }

// structs are the file's exported struct types that have JSON tags.
func structs(file *ast.File) (out []*ast.GenDecl) {
	for _, d := range file.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.TYPE || len(decl.Specs) != 1 {
			continue
		}
		spec := decl.Specs[0].(*ast.TypeSpec)
		s, ok := spec.Type.(*ast.StructType)
		if ok && spec.Name.IsExported() && slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return jsonName(f) != "" }) {
			out = append(out, decl)
		}
	}
	return out
}

// list writes a list of words and its type. Of an open list the page must expect other words too.
func (g *generator) list(w contract.Words) {
	name := strings.ToLower(w.Name[:1]) + w.Name[1:] + "s"
	switch {
	case strings.HasSuffix(name, "ys"):
		name = strings.TrimSuffix(name, "ys") + "ies"
	case strings.HasSuffix(name, "ss"):
		name = strings.TrimSuffix(name, "s") + "es"
	}
	g.printf("export const %s = [\n", name)
	for _, word := range w.List {
		g.printf("  %q,\n", word)
	}
	open := ""
	if w.Open {
		open = " | (string & {})"
	}
	g.printf("] as const;\nexport type %s = (typeof %s)[number]%s;\n\n", w.Name, name, open)
}

// structure writes an interface.
func (g *generator) structure(d *ast.GenDecl) error {
	name := nameOf(d)
	g.comment("", d.Doc.Text())
	var parents []string
	s := g.shape[name]
	for _, f := range s.Fields.List {
		if len(f.Names) == 0 {
			parents = append(parents, nameOfType(f.Type))
		}
	}
	extends := ""
	if len(parents) > 0 {
		extends = " extends " + strings.Join(parents, ", ")
	}
	g.printf("export interface %s%s {\n", name, extends)
	for _, f := range s.Fields.List {
		word := jsonName(f)
		if word == "" {
			continue
		}
		kind, err := g.typeOf(f)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", name, word, err)
		}
		g.comment("  ", f.Comment.Text())
		optional := ""
		if _, option, _ := strings.Cut(tagOf(f, "json"), ","); option != "" {
			optional, kind = "?", kind+" | null"
			kind = strings.ReplaceAll(kind, " | null | null", " | null")
		}
		g.printf("  %s%s: %s;\n", word, optional, kind)
	}
	g.printf("}\n\n")
	return nil
}

func (g *generator) comment(indent, text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" {
		g.printf("%s/** %s */\n", indent, text)
	}
}

// typeOf is a field's type in TypeScript; its tag "ts" names the list of words that it may hold.
// Its tag "ts_type", which Wails' generator reads too, is the type itself.
func (g *generator) typeOf(f *ast.Field) (string, error) {
	if t := tagOf(f, "ts_type"); t != "" {
		return t, nil
	}
	words := tagOf(f, "ts")
	list, _, _ := strings.Cut(words, ",")
	if list != "" {
		w, ok := g.words[list]
		if !ok {
			return "", fmt.Errorf("no list of words is called %q", list)
		}
		if w.Empty || strings.HasSuffix(words, ",empty") {
			list += ` | ""`
		}
	}
	return g.expression(f.Type, list)
}

func (g *generator) expression(e ast.Expr, words string) (string, error) {
	switch t := e.(type) {
	case *ast.StarExpr:
		of, err := g.expression(t.X, words)
		return of + " | null", err
	case *ast.ArrayType:
		of, err := g.expression(t.Elt, words)
		if strings.Contains(of, "|") {
			of = "(" + of + ")"
		}
		return of + "[]", err
	case *ast.MapType:
		of, err := g.expression(t.Value, "")
		if words != "" { // the words are the keys'; not every one need be there
			return "Partial<Record<" + strings.TrimSuffix(words, ` | ""`) + ", " + of + ">>", err
		}
		return "Record<string, " + of + ">", err
	case *ast.SelectorExpr:
		if g.shape[t.Sel.Name] != nil {
			return t.Sel.Name, nil
		}
		if words != "" { // a named text
			return words, nil
		}
	case *ast.Ident:
		switch t.Name {
		case "string":
			if words != "" {
				return words, nil
			}
			return "string", nil
		case "bool":
			return "boolean", nil
		case "int", "int64", "uint64", "float64":
			return "number", nil
		}
		if g.shape[t.Name] != nil {
			return t.Name, nil
		}
		if words != "" { // a named text
			return words, nil
		}
	}
	return "", fmt.Errorf("the generator does not know the type %s; a named text needs the tag ts", nameOfType(e))
}

func nameOfType(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.SelectorExpr:
		return t.Sel.Name
	}
	return fmt.Sprintf("%T", e)
}

func jsonName(f *ast.Field) string {
	name, _, _ := strings.Cut(tagOf(f, "json"), ",")
	return name
}

func tagOf(f *ast.Field, key string) string {
	if f.Tag == nil {
		return ""
	}
	return reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get(key)
}

func (g *generator) printf(format string, args ...any) { fmt.Fprintf(&g.out, format, args...) }

// ways writes the table of the channels, as it stands in the domain.
func (g *generator) ways() error {
	table := map[partner.Channel]partner.Way{}
	for _, w := range partner.Ways() {
		table[w.Channel] = w
	}
	text, err := json.MarshalIndent(table, "", "  ")
	g.printf("/** What there is to know of each channel. */\nexport const ways = %s as const satisfies Record<Channel, unknown>;\n", text)
	return err
}
