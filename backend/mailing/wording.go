package mailing

import (
	"embed"
	"encoding/json"
	"path"
	"strings"
	"sync"

	"tenantry/backend/template"
)

// The templates that come with the program.
const (
	First    = "first"    // the first word of an incident
	Update   = "update"   // what Microsoft says now, to those who had the first word
	Resolved = "resolved" // it is over
	NotYou   = "not-you"  // to a customer that asks and is not affected
)

// Templates lists the names of the templates, in the order in which an incident needs them.
func Templates() []string { return []string{First, Update, Resolved, NotYou} }

//go:embed templates/*.json
var files embed.FS

// wording is all that messages say in one language.
type wording struct {
	Quote, Undated string // what stands above Microsoft's words: with {moment}, and without a time
	Templates      map[string]struct {
		Subject string
		Text    []string // lines
	}
}

// wordings are read at the first need; the files are the program's own, so they are right or the tests fail.
var wordings = sync.OnceValue(func() map[string]wording {
	all := map[string]wording{}
	for _, language := range template.Languages() {
		b, err := files.ReadFile(path.Join("templates", language+".json"))
		if err != nil {
			panic(err)
		}
		var w wording
		if err := json.Unmarshal(b, &w); err != nil {
			panic(language + ": " + err.Error())
		}
		all[language] = w
	}
	return all
})

// in is the wording of a language; one that is not known gets English.
func in(language string) (wording, string) {
	if w, ok := wordings()[language]; ok {
		return w, language
	}
	return wordings()[template.English], template.English
}

// unknown says whether a line asks for a value that nobody knows.
func unknown(line string, v template.Values) bool {
	for _, name := range template.Left(line) {
		if braced := "{" + name + "}"; template.Fill(braced, v) == braced {
			return true
		}
	}
	return false
}

// squeeze makes one empty line of several, and none at the ends.
func squeeze(lines []string) string {
	var out []string
	for _, l := range lines {
		if l != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, l)
		}
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n")
}
