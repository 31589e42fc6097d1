package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"hash/maphash"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tenantry/build/source"
)

// partWord finds the part in a name: Subscriptions, subscriptionRow, PartSubscriptions.
var partWord = regexp.MustCompile(`(^|[a-z_.])[sS]ubscriptions?([A-Z_]|$)`)

// azureSense are the rooms in which the word is Azure's: a service request can name no other subscription.
var azureSense = regexp.MustCompile(`azure|request|outbox|outgoing|draft|choices|senders|channel`)

// subscriptions counts the files in which the part has a name of its own: a name in Go or TypeScript, or a text that
// is nothing but the word. Rooms of azureSense, names with Azure or with ID behind it, comments and paths don't
// count. A store, a client and a simulated answer do: each is a place to touch for a new part.
func subscriptions(tree *source.Tree) result {
	var out result
	for _, f := range parsed(tree, ofProduct) {
		n := 0
		ast.Inspect(f.ast, func(node ast.Node) bool {
			switch x := node.(type) {
			case *ast.Ident:
				n += names(x.Name)
			case *ast.BasicLit:
				if word, err := strconv.Unquote(x.Value); err == nil && x.Kind == token.STRING {
					n += says(word)
				}
			case *ast.ImportSpec:
				return false
			}
			return true
		})
		out.names(f.File, n)
	}
	for _, f := range tree.Where(pageSource) {
		n := 0
		for _, t := range f.AllTokens() {
			switch t.Kind {
			case source.Name:
				n += names(t.Text)
			case source.String:
				n += says(t.Text)
			}
		}
		out.names(f, n)
	}
	return out
}

func (r *result) names(f *source.File, n int) {
	if n > 0 && !azureSense.MatchString(f.Path) {
		r.value++
		r.places = append(r.places, fmt.Sprintf("%s: %d times", f.Path, n))
	}
}

func names(name string) int {
	lower := strings.ToLower(name)
	if partWord.MatchString(name) && !strings.Contains(lower, "azure") && !strings.Contains(lower, "subscriptionid") {
		return 1
	}
	return 0
}

func says(text string) int {
	if text == "subscription" || text == "subscriptions" {
		return 1
	}
	return 0
}

// least is how many lines alike, one after the other, are a block.
const least = 6

type line struct {
	text string
	at   int
}

var trivial = regexp.MustCompile(`^([\W_]*|(import|package) .*|\} else \{|return( nil| err)?;?|default:|break;?|if err != nil \{|return nil, err)$`)

// telling are the lines that say something, without their indentation; imports, comments and brackets don't.
func telling(f *source.File) []line {
	var out []line
	inImports, inComment := false, false
	for i, text := range strings.Split(f.Text, "\n") {
		text = strings.Join(strings.Fields(text), " ")
		switch {
		case inImports:
			inImports = text != ")" && !strings.Contains(text, " from ")
		case inComment:
			inComment = !strings.Contains(text, "*/") && !strings.Contains(text, "-->")
		case text == "import (" || text == "import {" || text == "import type {":
			inImports = true
		case strings.HasPrefix(text, "/*") || strings.HasPrefix(text, "<!--"):
			inComment = !strings.Contains(text, "*/") && !strings.Contains(text, "-->")
		case strings.HasPrefix(text, "//") || trivial.MatchString(text):
		default:
			out = append(out, line{text, i + 1})
		}
	}
	return out
}

type place struct{ file, line int }

// duplicates counts the blocks that stood before: the second copy is one, the third another.
func duplicates(tree *source.Tree) result {
	files := tree.Where(func(f *source.File) bool {
		return !f.Generated() && (f.Go() && ofProduct(f) || pageSource(f))
	})
	lines := make([][]line, len(files))
	first := map[uint64]place{}
	seed := maphash.MakeSeed()
	var out result
	for i, f := range files {
		lines[i] = telling(f)
		end := -1 // of the block that was found last
		for at := 0; at+least <= len(lines[i]); at++ {
			var h maphash.Hash
			h.SetSeed(seed)
			for _, l := range lines[i][at : at+least] {
				h.WriteString(l.text + "\n")
			}
			before, seen := first[h.Sum64()]
			if !seen {
				first[h.Sum64()] = place{i, at}
				continue
			}
			if before.file == i && at-before.line < least {
				continue // it overlaps itself: rows of a table
			}
			if at > end {
				out.value++
				out.places = append(out.places, fmt.Sprintf("%s:%d repeats %s:%d", f.Path, lines[i][at].at,
					files[before.file].Path, lines[before.file][before.line].at))
			}
			end = at + least - 1
		}
	}
	return out
}

func goMedian(tree *source.Tree) result   { return percentile(tree, goSource, 50) }
func goNinety(tree *source.Tree) result   { return percentile(tree, goSource, 90) }
func pageMedian(tree *source.Tree) result { return percentile(tree, pageSource, 50) }
func pageNinety(tree *source.Tree) result { return percentile(tree, pageSource, 90) }

func goSource(f *source.File) bool {
	return f.Go() && noTest(f) && !f.Generated() && path.Base(f.Path) != "doc.go"
}

func percentile(tree *source.Tree, is func(*source.File) bool, percent int) result {
	var lines []int
	for _, f := range tree.Where(is) {
		lines = append(lines, f.Lines())
	}
	if len(lines) == 0 {
		return result{}
	}
	slices.Sort(lines)
	return result{value: lines[(len(lines)-1)*percent/100]}
}
