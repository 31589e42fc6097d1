package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"tenantry/build/source"
)

// goFile is a parsed Go file. A file that doesn't parse is the compiler's to report.
type goFile struct {
	*source.File
	set *token.FileSet
	ast *ast.File
}

func (f goFile) lines(n ast.Node) (from, to int) {
	return f.set.Position(n.Pos()).Line, f.set.Position(n.End()).Line
}

func parsed(tree *source.Tree, is func(*source.File) bool) []goFile {
	var out []goFile
	for _, f := range tree.Where(func(f *source.File) bool { return f.Go() && !f.Generated() && is(f) }) {
		set := token.NewFileSet()
		if file, err := parser.ParseFile(set, f.Path, f.Text, parser.SkipObjectResolution); err == nil {
			out = append(out, goFile{f, set, file})
		}
	}
	return out
}

func everyFile(*source.File) bool { return true }
func noTest(f *source.File) bool  { return !f.Test() }
func ofProduct(f *source.File) bool {
	return noTest(f) && (f.Under("app", "backend") || path.Dir(f.Path) == ".")
}
func belowApp(f *source.File) bool   { return noTest(f) && f.Under("app") }
func pageSource(f *source.File) bool { return f.Page() && noTest(f) && !f.Generated() }

// structure is a struct with what it has over all files of its package.
type structure struct {
	name, file      string
	fields, methods int
}

// structures are the structs below app/, by folder and name.
func structures(tree *source.Tree) map[string]*structure {
	files := parsed(tree, belowApp)
	out := map[string]*structure{}
	for _, f := range files {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok {
				name := path.Dir(f.Path) + "." + spec.Name.Name
				line, _ := f.lines(spec)
				out[name] = &structure{name: name, file: fmt.Sprintf("%s:%d", f.Path, line), fields: fieldsOf(s)}
			}
			return true
		})
	}
	for _, f := range files {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				if s := out[path.Dir(f.Path)+"."+receiver(fn)]; s != nil {
					s.methods++
				}
			}
		}
	}
	return out
}

func fieldsOf(s *ast.StructType) int {
	n := 0
	for _, f := range s.Fields.List {
		n += max(1, len(f.Names)) // an embedded one has no name
	}
	return n
}

func receiver(fn *ast.FuncDecl) string {
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

const theApp = "app.App"

func appFields(tree *source.Tree) result {
	return ofApp(tree, func(s *structure) int { return s.fields })
}
func appMethods(tree *source.Tree) result {
	return ofApp(tree, func(s *structure) int { return s.methods })
}

func ofApp(tree *source.Tree, count func(*structure) int) result {
	s := structures(tree)[theApp]
	if s == nil {
		return result{1000, []string{"package app has no struct App: the measure looks at the wrong place"}}
	}
	return result{count(s), []string{s.file}}
}

func mostFields(tree *source.Tree) result {
	return biggest(tree, func(s *structure) int { return s.fields })
}
func mostMethods(tree *source.Tree) result {
	return biggest(tree, func(s *structure) int { return s.methods })
}

func biggest(tree *source.Tree, count func(*structure) int) result {
	var all []*structure
	for name, s := range structures(tree) {
		if name != theApp {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b *structure) int {
		return cmp.Or(cmp.Compare(count(b), count(a)), cmp.Compare(a.name, b.name))
	})
	var out result
	for _, s := range all[:min(5, len(all))] {
		out.value = max(out.value, count(s))
		out.places = append(out.places, fmt.Sprintf("%s: %s, %d fields, %d methods", s.file, s.name, s.fields, s.methods))
	}
	return out
}

const longest = 70

func longFunctions(tree *source.Tree) result {
	var out result
	for _, f := range parsed(tree, everyFile) {
		for _, d := range f.ast.Decls {
			for _, fn := range functions(d) {
				if from, to := f.lines(fn.node); to-from+1 > longest {
					out.value++
					out.places = append(out.places, fmt.Sprintf("%s:%d: %s has %d lines", f.Path, from, fn.name, to-from+1))
				}
			}
		}
	}
	return out
}

type function struct {
	name string
	node ast.Node
}

// functions are a declaration's: itself, or the literals of a variable. What lies inside counts with the outer one.
func functions(d ast.Decl) []function {
	if fn, ok := d.(*ast.FuncDecl); ok {
		return []function{{fn.Name.Name, fn}}
	}
	var out []function
	ast.Inspect(d, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if ok {
			out = append(out, function{"a function literal", lit})
		}
		return !ok
	})
	return out
}

const mostFiles = 25

func bigPackages(tree *source.Tree) result {
	files := map[string]int{}
	for _, f := range tree.Where(func(f *source.File) bool { return f.Go() && noTest(f) }) {
		files[path.Dir(f.Path)]++
	}
	var out result
	for dir, n := range files {
		if n > mostFiles {
			out.places = append(out.places, fmt.Sprintf("%s: %d files", dir, n))
		}
	}
	slices.Sort(out.places)
	out.value = len(out.places)
	return out
}

const module = "tenantry"

// goCircles is 0 in whatever compiles; it is shown beside the page's, which no compiler refuses.
func goCircles(tree *source.Tree) result {
	edges := map[string][]string{}
	for _, f := range parsed(tree, noTest) {
		for _, imp := range f.ast.Imports {
			to, err := strconv.Unquote(imp.Path.Value)
			if dir, ours := strings.CutPrefix(to, module+"/"); err == nil && ours {
				edges[path.Dir(f.Path)] = append(edges[path.Dir(f.Path)], dir)
			}
		}
	}
	return circles(edges)
}

func circles(edges map[string][]string) result {
	var out result
	for _, group := range source.Circles(edges) {
		out.value++
		out.places = append(out.places, fmt.Sprintf("%d in a circle: %s", len(group), strings.Join(group, ", ")))
	}
	return out
}
