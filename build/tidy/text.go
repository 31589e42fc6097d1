package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"tenantry/build/source"
)

// property is a custom property: in var( with or without a value to fall back on, or else where it gets its value. A flag in
// a text gets none.
var property = regexp.MustCompile(`(var\(\s*)?(--[a-zA-Z][\w-]*)(?:(\s*,)|\s*[):=},"]|$)`)

// styleTokens are custom properties that no style uses, and such as are used and defined nowhere. A use with a
// value to fall back on needs no definition.
func styleTokens(tree *source.Tree) []finding {
	defined, used, needed := map[string]finding{}, map[string]bool{}, map[string]finding{}
	note := func(f *source.File, text string, line int) {
		for i, row := range strings.Split(text, "\n") {
			for _, m := range property.FindAllStringSubmatch(row, -1) {
				switch {
				case m[1] == "":
					defined[m[2]] = finding{f.Path, line + i, m[2] + " is used nowhere"}
				case m[3] == "":
					needed[m[2]] = finding{f.Path, line + i, m[2] + " is defined nowhere"}
					fallthrough
				default:
					used[m[2]] = true
				}
			}
		}
	}
	for _, f := range tree.Where(func(f *source.File) bool { return f.Under("frontend/src") && !f.Test() }) {
		if path.Ext(f.Path) == ".css" || f.Svelte() {
			note(f, f.Styles(), 1)
			note(f, f.Markup(), 1)
		}
		if f.Page() {
			for _, s := range f.Scripts() {
				for _, t := range s.Tokens {
					if t.Kind == source.String {
						note(f, t.Text, t.Line)
					}
				}
			}
		}
	}
	var out []finding
	for _, name := range slices.Sorted(maps.Keys(defined)) {
		if !used[name] {
			out = append(out, defined[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(needed)) {
		if _, ok := defined[name]; !ok {
			out = append(out, needed[name])
		}
	}
	return out
}

// undescribed are Go packages without a doc.go that says what they are; a program says it above its package main.
func undescribed(tree *source.Tree) []finding {
	program, described, documented := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, f := range tree.Where(func(f *source.File) bool { return f.Go() && !strings.Contains(f.Path, "/testdata/") }) {
		file, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Text, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			continue
		}
		dir := path.Dir(f.Path)
		program[dir] = program[dir] || file.Name.Name == "main"
		described[dir] = described[dir] || file.Doc != nil
		documented[dir] = documented[dir] || file.Doc != nil && path.Base(f.Path) == "doc.go"
	}
	var out []finding
	for _, dir := range slices.Sorted(maps.Keys(program)) {
		if !documented[dir] && !(program[dir] && described[dir]) {
			out = append(out, finding{dir, 0, "nothing says what the package is"})
		}
	}
	return out
}

var (
	code  = []string{".go", ".ts", ".svelte", ".css", ".mjs", ".sh", ".html"}
	later = regexp.MustCompile(`(?:^|[^.\w])(TO` + `DO|FIX` + `ME)\b`)
)

func leftForLater(tree *source.Tree) []finding {
	var out []finding
	for _, f := range tree.Where(func(f *source.File) bool {
		return slices.Contains(code, path.Ext(f.Path)) || path.Base(f.Path) == "Makefile"
	}) {
		for i, row := range strings.Split(f.Text, "\n") {
			if m := later.FindStringSubmatch(row); m != nil {
				out = append(out, finding{f.Path, i + 1, m[1]})
			}
		}
	}
	return out
}

// generous is more lines than any file needs; CONTRIBUTING asks for less.
const generous = 400

func bigFiles(tree *source.Tree) []finding {
	var out []finding
	for _, f := range tree.Where(func(f *source.File) bool { return slices.Contains(code, path.Ext(f.Path)) && !f.Generated() }) {
		if n := f.Lines(); n > generous {
			out = append(out, finding{f.Path, 0, fmt.Sprintf("%d lines; %d are generous", n, generous)})
		}
	}
	return out
}
