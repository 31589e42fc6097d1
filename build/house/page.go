package main

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go/ast"
	"go/token"

	"tenantry/build/source"
)

func pageCircles(tree *source.Tree) result {
	edges := map[string][]string{}
	for _, f := range tree.Where(pageSource) {
		for _, imp := range tree.Imports(f) {
			if imp.To != "" {
				edges[f.Path] = append(edges[f.Path], imp.To)
			}
		}
	}
	return circles(edges)
}

var doubleName = regexp.MustCompile(`(?i)(^|[^a-z])(fake|mock)`)

func doubles(tree *source.Tree) result {
	return linesOf(tree.Where(func(f *source.File) bool {
		return f.Under("frontend/src") && noTest(f) && doubleName.MatchString(path.Base(f.Path))
	}))
}

func testHelp(tree *source.Tree) result {
	return linesOf(tree.Where(func(f *source.File) bool { return f.Under("frontend/src/test") }))
}

func linesOf(files []*source.File) result {
	var out result
	for _, f := range files {
		out.value += f.Lines()
		out.places = append(out.places, fmt.Sprintf("%s: %d lines", f.Path, f.Lines()))
	}
	return out
}

// union is words with bars between them: "a" | "b". In code that runs nobody writes that.
type union struct {
	file  *source.File
	line  int
	words []string
}

func (u union) String() string {
	return fmt.Sprintf("%s:%d: %s", u.file.Path, u.line, strings.Join(u.words, " | "))
}

// picking are types that take from another one: what they name is declared there.
var picking = []string{"Pick", "Omit", "Extract", "Exclude"}

// unionsOf finds the unions with at least two words, and lists `["a", "b"] as const`, which become a union.
func unionsOf(f *source.File) []union {
	var out []union
	tokens := f.AllTokens()
	picks := picked(tokens)
	for i := 0; i < len(tokens); i++ {
		start := i
		var words []string
		for ; i < len(tokens) && operand(tokens[i]); i += 2 {
			if tokens[i].Kind == source.String {
				words = append(words, tokens[i].Text)
			}
			if i+1 >= len(tokens) || !tokens[i+1].Is("|") {
				break
			}
		}
		if len(words) >= 2 && !picks[start] {
			out = append(out, union{f, tokens[start].Line, words})
		}
		if words := constant(tokens, start); len(words) >= 2 {
			out = append(out, union{f, tokens[start].Line, words})
		}
		i = max(i, start)
	}
	return out
}

func operand(t source.Token) bool { return t.Kind == source.String || t.Kind == source.Name }

// picked are the places inside the angle brackets of Pick and its like.
func picked(tokens []source.Token) map[int]bool {
	out := map[int]bool{}
	for i, t := range tokens {
		if !slices.Contains(picking, t.Text) || t.Kind != source.Name || i+1 >= len(tokens) || !tokens[i+1].Is("<") {
			continue
		}
		for depth, j := 1, i+2; j < len(tokens) && depth > 0; j++ {
			switch {
			case tokens[j].Is("<"):
				depth++
			case tokens[j].Is(">"):
				depth--
			}
			out[j] = true
		}
	}
	return out
}

// constant is the words of a list `["a", "b"] as const` that begins at i.
func constant(tokens []source.Token, i int) []string {
	if !tokens[i].Is("[") {
		return nil
	}
	var words []string
	for i++; i < len(tokens) && tokens[i].Kind == source.String; i++ {
		words = append(words, tokens[i].Text)
		if i++; i >= len(tokens) || !tokens[i].Is(",") {
			break
		}
	}
	checked := i+3 < len(tokens) && tokens[i+3].Is("satisfies") // against a type, so that it can't drift
	if i+2 < len(tokens) && tokens[i].Is("]") && tokens[i+1].Is("as") && tokens[i+2].Is("const") && !checked {
		return words
	}
	return nil
}

func ownVariants(f *source.File) bool { return f.Under("frontend/src/ui", "frontend/src/lib") }

func unions(tree *source.Tree) result {
	return unionsWhere(tree, func(u union) bool { return !ownVariants(u.file) })
}

func uiUnions(tree *source.Tree) result {
	return unionsWhere(tree, func(u union) bool { return ownVariants(u.file) })
}

// goUnions are those whose every word is also a constant or a tag of Go: the same list in two places.
func goUnions(tree *source.Tree) result {
	known := map[string]bool{"": true}
	for _, f := range parsed(tree, ofProduct) {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if word, err := strconv.Unquote(lit.Value); err == nil {
					known[word] = true
				}
			}
			return true
		})
	}
	return unionsWhere(tree, func(u union) bool {
		unknown := slices.ContainsFunc(u.words, func(w string) bool { return !known[w] })
		return !ownVariants(u.file) && !unknown
	})
}

func unionsWhere(tree *source.Tree, is func(union) bool) result {
	var out result
	for _, f := range tree.Where(pageSource) {
		for _, u := range unionsOf(f) {
			if is(u) {
				out.value++
				out.places = append(out.places, u.String())
			}
		}
	}
	return out
}
