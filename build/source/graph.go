package source

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
)

// Import is one import of a page's module: also of a type, also at run time.
type Import struct {
	Line  int
	Spec  string            // as it is written
	To    string            // the file it leads to, or "" when that is none of the tree
	Names map[string]string // what it asks for by name, and what it calls that
	Whole string            // the name that stands for the whole module
	All   bool              // it takes what it wants, at run time
	Again bool              // it exports all of it again
}

// Imports is what a file of the page imports.
func (t *Tree) Imports(f *File) []Import {
	var out []Import
	for _, s := range f.Scripts() {
		out = append(out, importsOf(s.Tokens)...)
	}
	for i := range out {
		out[i].To = t.resolve(f.Path, out[i].Spec)
	}
	for _, i := range slices.Clone(out) {
		if i.All && strings.Contains(i.Spec, "*") { // import.meta.glob: each file that fits
			for _, file := range t.Files {
				if fits, _ := path.Match(path.Join(path.Dir(f.Path), i.Spec), file.Path); fits {
					out = append(out, Import{Line: i.Line, Spec: i.Spec, To: file.Path, All: true})
				}
			}
		}
	}
	return out
}

func importsOf(tokens []Token) []Import {
	var out []Import
	for i, t := range tokens {
		member := i > 0 && (tokens[i-1].Is(".") || tokens[i-1].Is("?."))
		switch next := after(tokens, i); {
		case member || t.Kind != Name:
		case t.Text == "import" && next.Is("("):
			if after(tokens, i+1).Kind == String {
				out = append(out, late(tokens, i))
			}
		case t.Text == "import" && next.Is(".") && i+4 < len(tokens) && tokens[i+4].Is("glob"):
			if at := slices.IndexFunc(tokens[i:], func(t Token) bool { return t.Kind == String }); at > 0 {
				out = append(out, Import{Line: t.Line, Spec: tokens[i+at].Text, All: true})
			}
		case t.Text == "import" && next.Kind == String:
			out = append(out, Import{Line: t.Line, Spec: next.Text})
		case t.Text == "import", t.Text == "export" && (next.Is("*") || next.Is("{") || next.Is("type")):
			if imp, ok := clause(tokens[i:]); ok {
				out = append(out, imp)
			}
		}
	}
	return out
}

// late reads an import at run time, or of a type: const { a } = await import("…"), (await import("…")).a.
func late(tokens []Token, i int) Import {
	imp := Import{Line: tokens[i].Line, Spec: tokens[i+2].Text, Names: map[string]string{}}
	end := i + 3
	for end+1 < len(tokens) && tokens[end].Is(")") && tokens[end+1].Is(")") {
		end++
	}
	if name := after(tokens, end+1); after(tokens, end).Is(".") && !name.Is("then") {
		imp.Names[name.Text] = name.Text
		return imp
	}
	if i < 3 || !tokens[i-1].Is("await") || !tokens[i-2].Is("=") || !tokens[i-3].Is("}") {
		imp.All = true
		return imp
	}
	for j := i - 4; j >= 0 && !tokens[j].Is("{"); j-- {
		if !tokens[j].Is(",") {
			imp.Names[tokens[j].Text] = tokens[j].Text // a new name behind a colon is one too many, which does no harm
		}
	}
	return imp
}

func after(tokens []Token, i int) Token {
	if i+1 < len(tokens) {
		return tokens[i+1]
	}
	return Token{}
}

// clause reads `import a, { b as c } from "…"` and its kin, also with export in front.
func clause(tokens []Token) (Import, bool) {
	imp := Import{Line: tokens[0].Line, Names: map[string]string{}}
	again := tokens[0].Is("export")
	braced := false
	for i := 1; i < len(tokens); i++ {
		t := tokens[i]
		switch {
		case t.Is("from") && after(tokens, i).Kind == String:
			imp.Spec = tokens[i+1].Text
			imp.Again = again && len(imp.Names) == 0
			return imp, true
		case t.Is("{"):
			braced = true
		case t.Is("}"):
			braced = false
		case t.Is("*"):
			if after(tokens, i).Is("as") && i+2 < len(tokens) {
				imp.Whole = tokens[i+2].Text
				i += 2
			}
		case t.Is("type") && after(tokens, i).Kind == Name && !after(tokens, i).Is("as") && !after(tokens, i).Is("from"):
		case t.Is("type") && (after(tokens, i).Is("{") || after(tokens, i).Is("*")):
		case t.Kind == Name && braced:
			as := t.Text
			if after(tokens, i).Is("as") && i+2 < len(tokens) {
				as = tokens[i+2].Text
				i += 2
			}
			imp.Names[t.Text] = as
		case t.Kind == Name && !again:
			imp.Names["default"] = t.Text
		case t.Is(","):
		default:
			return imp, false // a declaration, not an import
		}
	}
	return imp, false
}

// resolve finds the file that an import leads to. Names with a $ or @ are looked up in tsconfig's paths.
func (t *Tree) resolve(from, spec string) string {
	spec, _, _ = strings.Cut(spec, "?")
	base := path.Join(path.Dir(from), spec)
	if !strings.HasPrefix(spec, ".") {
		base = ""
		for alias, to := range t.aliases() {
			if rest, ok := strings.CutPrefix(spec, alias); ok {
				base = path.Join("frontend", to, rest)
			}
		}
	}
	for _, end := range []string{"", ".ts", ".svelte.ts", ".svelte", ".js", ".d.ts", "/index.ts"} {
		if p := base + end; base != "" && t.At(p) != nil {
			return p
		}
	}
	return ""
}

// aliases are the prefixes of tsconfig.json's paths.
func (t *Tree) aliases() map[string]string {
	out := map[string]string{}
	f := t.At("frontend/tsconfig.json")
	if f == nil {
		return out
	}
	var config struct {
		CompilerOptions struct{ Paths map[string][]string }
	}
	if json.Unmarshal([]byte(f.Text), &config) != nil {
		return out
	}
	for alias, to := range config.CompilerOptions.Paths {
		if len(to) > 0 {
			out[strings.TrimSuffix(alias, "*")] = strings.TrimSuffix(to[0], "*")
		}
	}
	return out
}

// Circles is every group of nodes that reach each other, each group sorted, by Tarjan's walk.
func Circles(edges map[string][]string) [][]string {
	w := &walk{edges: edges, index: map[string]int{}, low: map[string]int{}, on: map[string]bool{}}
	for _, n := range slices.Sorted(maps.Keys(edges)) {
		if w.index[n] == 0 {
			w.visit(n)
		}
	}
	return w.out
}

type walk struct {
	edges      map[string][]string
	index, low map[string]int
	on         map[string]bool
	stack      []string
	out        [][]string
}

func (w *walk) visit(n string) {
	w.index[n] = len(w.index) + 1
	w.low[n] = w.index[n]
	w.stack = append(w.stack, n)
	w.on[n] = true
	for _, m := range w.edges[n] {
		if w.index[m] == 0 {
			w.visit(m)
			w.low[n] = min(w.low[n], w.low[m])
		} else if w.on[m] {
			w.low[n] = min(w.low[n], w.index[m])
		}
	}
	if w.low[n] != w.index[n] {
		return
	}
	at := slices.Index(w.stack, n)
	group := slices.Clone(w.stack[at:])
	w.stack = w.stack[:at]
	for _, m := range group {
		w.on[m] = false
	}
	if len(group) > 1 || slices.Contains(w.edges[n], n) {
		slices.Sort(group)
		w.out = append(w.out, group)
	}
}
