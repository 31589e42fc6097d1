package main

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"tenantry/build/source"
)

var (
	entry     = regexp.MustCompile(`["'](?:\.?/)?(src/[^"']+)["']`)
	cssImport = regexp.MustCompile(`@import\s+(?:url\()?["']([^"']+)["']`)
)

// deadFiles are the page's files that nothing leads to from index.html, and those that only tests lead to.
func deadFiles(tree *source.Tree) []finding {
	var page, tests []string
	for _, f := range tree.Files {
		switch {
		case f.Path == "frontend/index.html":
			page = append(page, entries(f)...)
		case f.Page() && strings.HasSuffix(f.Path, ".test.ts"), f.Under("frontend/e2e") && path.Ext(f.Path) == ".ts":
			tests = append(tests, f.Path)
		case f.Path == "frontend/vite.config.ts":
			tests = append(tests, entries(f)...)
		}
	}
	used, tested := reach(tree, page), reach(tree, tests)
	var out []finding
	for _, f := range tree.Where(func(f *source.File) bool { return f.Page() || f.Under("frontend/src") && path.Ext(f.Path) == ".css" }) {
		switch {
		case used[f.Path] || f.Test() && tested[f.Path] || strings.HasSuffix(f.Path, ".d.ts"):
		case tested[f.Path]:
			out = append(out, finding{f.Path, 0, "only tests lead to it"})
		default:
			out = append(out, finding{f.Path, 0, "nothing leads to it"})
		}
	}
	return out
}

// entries are the files below src that a file of the front end names.
func entries(f *source.File) []string {
	var out []string
	for _, m := range entry.FindAllStringSubmatch(f.Text, -1) {
		out = append(out, "frontend/"+m[1])
	}
	return out
}

func reach(tree *source.Tree, from []string) map[string]bool {
	seen := map[string]bool{}
	for next := from; len(next) > 0; {
		f := tree.At(next[0])
		next = next[1:]
		if f == nil || seen[f.Path] {
			continue
		}
		seen[f.Path] = true
		if path.Ext(f.Path) == ".css" {
			for _, m := range cssImport.FindAllStringSubmatch(f.Styles(), -1) {
				next = append(next, path.Join(path.Dir(f.Path), m[1]))
			}
			continue
		}
		for _, imp := range tree.Imports(f) {
			next = append(next, imp.To)
		}
	}
	return seen
}

// orphanExports are exported and used in no other file, not even in a test. A type that its own file uses is left
// alone: it belongs to what that file does export.
func orphanExports(tree *source.Tree) []finding {
	used := usedNames(tree)
	var out []finding
	for _, f := range tree.Where(func(f *source.File) bool { return f.Page() && !f.Generated() }) {
		for _, e := range exports(f) {
			names := used[f.Path]
			if names["*"] || names[e.Text] || e.ofType && times(f, e.Text) > 1 {
				continue
			}
			out = append(out, finding{f.Path, e.Line, e.Text + " is used in no other file"})
		}
	}
	return out
}

// usedNames are, by file, the names that others ask it for; "*" is all.
func usedNames(tree *source.Tree) map[string]map[string]bool {
	used := map[string]map[string]bool{}
	through := map[string][]string{} // files by those that export them again
	for _, f := range tree.Where(func(f *source.File) bool {
		return f.Page() || f.Under("frontend") && path.Ext(f.Path) == ".ts" && !f.Generated()
	}) {
		for _, imp := range tree.Imports(f) {
			if used[imp.To] == nil {
				used[imp.To] = map[string]bool{}
			}
			for _, name := range asked(f, imp) {
				used[imp.To][name] = true
			}
			if imp.Again {
				through[f.Path] = append(through[f.Path], imp.To)
			}
		}
	}
	for range through { // as long as the longest chain can be
		for from, tos := range through {
			for _, to := range tos {
				maps.Copy(used[to], used[from])
			}
		}
	}
	return used
}

func times(f *source.File, name string) int {
	n := 0
	tokens := f.AllTokens()
	for i, t := range tokens {
		if t.Is(name) && (i == 0 || !tokens[i-1].Is(".")) {
			n++
		}
	}
	return n
}

// asked is the names that a file takes from an import; "*" when that can't be told.
func asked(f *source.File, imp source.Import) []string {
	var out []string
	for name := range imp.Names {
		out = append(out, name)
	}
	if imp.All {
		out = append(out, "*")
	}
	if imp.Whole == "" {
		return out
	}
	for _, s := range f.Scripts() {
		for i, t := range s.Tokens {
			switch {
			case !t.Is(imp.Whole) || i > 0 && (s.Tokens[i-1].Is("as") || s.Tokens[i-1].Is(".")):
			case i+2 < len(s.Tokens) && (s.Tokens[i+1].Is(".") || s.Tokens[i+1].Is("?.")):
				out = append(out, s.Tokens[i+2].Text)
			default:
				out = append(out, "*")
			}
		}
	}
	for _, m := range regexp.MustCompile(`\b`+regexp.QuoteMeta(imp.Whole)+`\.(\w+)`).FindAllStringSubmatch(f.Markup(), -1) {
		out = append(out, m[1])
	}
	return out
}

var (
	declares  = []string{"const", "let", "var", "function", "class", "type", "interface", "enum"}
	modifiers = []string{"async", "declare", "abstract", "*"}
)

// export is a name that other files can ask for.
type export struct {
	source.Token
	ofType bool
}

// exports are a file's: of a component those of its module script.
func exports(f *source.File) []export {
	var out []export
	for _, s := range f.Scripts() {
		depth := 0
		for i, t := range s.Tokens {
			switch {
			case t.Is("{") || t.Is("(") || t.Is("[") || t.Is("${"):
				depth++
			case t.Is("}") || t.Is(")") || t.Is("]"):
				depth--
			case s.Module && depth == 0 && t.Is("export"):
				out = append(out, exported(s.Tokens[i+1:])...)
			}
		}
	}
	return out
}

// exported reads what stands after the word export.
func exported(tokens []source.Token) []export {
	for i, t := range tokens {
		switch {
		case slices.Contains(modifiers, t.Text):
		case slices.Contains(declares, t.Text):
			if i+1 == len(tokens) {
				return nil
			}
			switch next := tokens[i+1]; {
			case t.Is("type") && next.Is("{"), t.Is("const") && next.Is("enum"), t.Is("function") && next.Is("*"):
			case next.Kind == source.Name:
				return []export{{next, t.Is("type") || t.Is("interface")}}
			default:
				return nil
			}
		case t.Is("{"):
			return listed(tokens[i+1:])
		case t.Kind == source.Name && i > 1 && tokens[i-1].Is("*"):
			return []export{{t, false}} // function* x
		default:
			return nil
		}
	}
	return nil
}

// listed is the names of export { a, b as c }.
func listed(tokens []source.Token) []export {
	var out []export
	for i, t := range tokens {
		switch {
		case t.Is("}"):
			return out
		case t.Is(","), t.Is("as"), t.Is("type"):
		case i+1 < len(tokens) && tokens[i+1].Is("as"):
		default:
			out = append(out, export{t, false})
		}
	}
	return out
}
