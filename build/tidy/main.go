// Tidy looks for what nobody needs any more and what was forgotten: dead files, texts, tokens and exports of the
// page, untranslated texts, French typography, packages without a description. Every finding names its remedy. It
// knows the code as text; the compilers and linters know the rest.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"tenantry/build/source"
)

// finding is one thing that is wrong, and where.
type finding struct {
	path string
	line int // 0 is the whole file
	what string
}

// check is one rule; its remedy is what to do about a finding.
type check struct {
	name   string
	find   func(*source.Tree) []finding
	remedy string
}

var checks = []check{
	{"dead files", deadFiles, "delete the file, or import it where it is meant to be used; help of tests belongs in frontend/src/test"},
	{"orphan exports", orphanExports, "delete it, or drop the word export when its own file uses it"},
	{"unused messages", unusedMessages, "delete the key in every language"},
	{"translations", untranslated, "write the text in every language, with the same placeholders"},
	{"French typography", french, "a no-break space (U+00A0 or U+202F) before : ; ! ? and inside « », and ’ for '"},
	{"style tokens", styleTokens, "delete the custom property, or define it in frontend/src/styles"},
	{"package descriptions", undescribed, "say in doc.go what the package owns and who uses it (a program: above package main)"},
	{"left for later", leftForLater, "do it now, or write down elsewhere that it is to be done"},
	{"big files", bigFiles, "split the file by what changes together"},
}

func main() {
	root := flag.String("root", ".", "the repository")
	flag.Parse()
	tree, err := source.Read(*root)
	if err != nil {
		fmt.Fprintln(os.Stderr, "tidy:", err)
		os.Exit(2)
	}
	if !report(os.Stdout, tree, checks) {
		os.Exit(1)
	}
}

// report prints what each check finds and says whether nothing was found.
func report(w io.Writer, tree *source.Tree, checks []check) bool {
	tidy := true
	for _, c := range checks {
		found := c.find(tree)
		if len(found) == 0 {
			continue
		}
		tidy = false
		fmt.Fprintf(w, "\ntidy: %s (%d). Remedy: %s\n", c.name, len(found), c.remedy)
		for _, f := range found {
			if f.line > 0 {
				fmt.Fprintf(w, "  %s:%d: %s\n", f.path, f.line, f.what)
			} else {
				fmt.Fprintf(w, "  %s: %s\n", f.path, f.what)
			}
		}
	}
	return tidy
}
