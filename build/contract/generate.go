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
	lent := named(shapes)
	for _, lender := range lenders {
		more, err := read(lender)
		if err != nil {
			return nil, err
		}
		shapes = append(shapes, slices.DeleteFunc(more, func(d *ast.GenDecl) bool { return !lent[nameOf(d)] })...)
	}
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

// named are the types of other packages that shapes name.
func named(shapes []*ast.GenDecl) map[string]bool {
	out := map[string]bool{}
	for _, d := range shapes {
		ast.Inspect(d, func(n ast.Node) bool {
			if of, ok := n.(*ast.SelectorExpr); ok {
				out[of.Sel.Name] = true
			}
			return true
		})
	}
	return out
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
	if strings.HasSuffix(name, "ys") {
		name = strings.TrimSuffix(name, "ys") + "ies"
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
func (g *generator) typeOf(f *ast.Field) (string, error) {
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
		if t.Sel.Name == "Time" { // the domain's; its shapes write it as RFC 3339, or null when it is unknown
			return "string | null", nil
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
