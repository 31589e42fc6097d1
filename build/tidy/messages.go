package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"tenantry/build/source"
)

const (
	folder = "frontend/messages"
	first  = "en"
)

var languages = []string{first, "fr"}

// message is one key of one language with its texts: one, or one per plural form.
type message struct {
	file  *source.File
	key   string
	line  int
	texts []string
}

// messages are the keys of a language.
func messages(tree *source.Tree, language string) map[string]message {
	out := map[string]message{}
	for _, f := range tree.Where(func(f *source.File) bool { return f.Under(folder+"/"+language) && path.Ext(f.Path) == ".json" }) {
		var values map[string]any
		if json.Unmarshal([]byte(f.Text), &values) != nil {
			continue // the compiler of messages refuses it
		}
		for key, value := range values {
			if key != "$schema" {
				at := max(0, strings.Index(f.Text, `"`+key+`":`))
				out[key] = message{f, key, 1 + strings.Count(f.Text[:at], "\n"), textsOf(value)}
			}
		}
	}
	return out
}

func textsOf(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, one := range v {
			if form, ok := one.(map[string]any); ok {
				match, _ := form["match"].(map[string]any)
				for _, key := range slices.Sorted(maps.Keys(match)) {
					out = append(out, textsOf(match[key])...)
				}
			}
		}
		return out
	}
	return nil
}

func sorted(all map[string]message) []message {
	var out []message
	for _, key := range slices.Sorted(maps.Keys(all)) {
		out = append(out, all[key])
	}
	slices.SortStableFunc(out, func(a, b message) int { return strings.Compare(a.file.Path, b.file.Path) })
	return out
}

var word = regexp.MustCompile(`^\w+$`)

// unusedMessages are keys that the product doesn't name: as m.key in the page, or as a text that is the key.
func unusedMessages(tree *source.Tree) []finding {
	named := map[string]bool{}
	for _, f := range tree.Where(func(f *source.File) bool { return f.Page() && !f.Test() }) {
		for _, imp := range tree.Imports(f) {
			if strings.Contains(imp.Spec, "paraglide/messages") {
				for _, name := range asked(f, imp) {
					named[name] = true
				}
			}
		}
		for _, t := range f.AllTokens() {
			if t.Kind == source.String && word.MatchString(t.Text) {
				named[t.Text] = true
			}
		}
	}
	for _, f := range tree.Where(func(f *source.File) bool { return f.Go() && !f.Test() && f.Under("app", "backend") }) {
		for _, t := range source.Tokens(f.Text, 1) { // close enough: a key has no escapes and no quotes
			if t.Kind == source.String && word.MatchString(t.Text) {
				named[t.Text] = true
			}
		}
	}
	var out []finding
	for _, m := range sorted(messages(tree, first)) {
		if !named[m.key] {
			out = append(out, finding{m.file.Path, m.line, m.key + " is used nowhere"})
		}
	}
	return out
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// untranslated are keys that one language has and another lacks, or asks other things for.
func untranslated(tree *source.Tree) []finding {
	var out []finding
	for _, one := range languages {
		for _, other := range languages {
			if one == other {
				continue
			}
			have := messages(tree, other)
			for _, m := range sorted(messages(tree, one)) {
				theirs, ok := have[m.key]
				if !ok {
					out = append(out, finding{m.file.Path, m.line, fmt.Sprintf("%s is missing in %s", m.key, other)})
				} else if a, b := placeholders(m), placeholders(theirs); one == first && a != b {
					out = append(out, finding{theirs.file.Path, theirs.line, fmt.Sprintf("%s has the placeholders %s, in %s %s", m.key, b, one, a)})
				}
			}
		}
	}
	return out
}

func placeholders(m message) string {
	names := map[string]bool{}
	for _, text := range m.texts {
		for _, p := range placeholder.FindAllStringSubmatch(text, -1) {
			names["{"+p[1]+"}"] = true
		}
	}
	return fmt.Sprint(slices.Sorted(maps.Keys(names)))
}

const hard = "\u00a0\u202f"

var (
	noProse   = regexp.MustCompile(`\w+://\S+|\d{1,2}:\d{2}`)
	softSign  = regexp.MustCompile(`(^|[^` + hard + `:;!?])([:;!?])`)
	softQuote = regexp.MustCompile(`«[^` + hard + `]|«$|(^|[^` + hard + `])»`)
)

// french finds signs without their no-break space and straight apostrophes.
func french(tree *source.Tree) []finding {
	var out []finding
	for _, m := range sorted(messages(tree, "fr")) {
		for _, text := range m.texts {
			prose := noProse.ReplaceAllString(placeholder.ReplaceAllString(text, "x"), "x")
			switch {
			case softSign.MatchString(prose):
				out = append(out, finding{m.file.Path, m.line, fmt.Sprintf("%s: no no-break space before %q: %s", m.key, softSign.FindStringSubmatch(prose)[2], text)})
			case softQuote.MatchString(prose):
				out = append(out, finding{m.file.Path, m.line, fmt.Sprintf("%s: no no-break space inside « »: %s", m.key, text)})
			case strings.Contains(prose, "'"):
				out = append(out, finding{m.file.Path, m.line, fmt.Sprintf("%s: a straight apostrophe: %s", m.key, text)})
			}
		}
	}
	return out
}
