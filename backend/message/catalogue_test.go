package message_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

func TestEveryLanguageSaysTheSame(t *testing.T) {
	c := message.Shared()
	english := c.Keys(message.English)
	if len(english) < 200 {
		t.Fatalf("only %d keys: the test looks at the wrong place", len(english))
	}
	for _, l := range c.Languages() {
		for key := range english {
			if !c.Keys(l)[key] {
				t.Errorf("%s: %s is missing; write it in backend/message/%s", l, key, l)
				continue
			}
			if got, want := c.Placeholders(l, key), c.Placeholders(message.English, key); !slices.Equal(got, want) {
				t.Errorf("%s: %s is about %v, in English about %v", l, key, got, want)
			}
			for _, text := range c.Texts(l, key) {
				if strings.TrimSpace(text) == "" || strings.Contains(text, "!") {
					t.Errorf("%s: %s is empty or exclaims: %q", l, key, text)
				}
			}
		}
		for key := range c.Keys(l) {
			if !english[key] {
				t.Errorf("%s: %s is in no English file; write it there or remove it", l, key)
			}
		}
	}
}

// A key begins with the name of its file: so it is found, and a test can tell keys from other texts.
func TestAKeyBeginsWithTheNameOfItsFile(t *testing.T) {
	for path, keys := range catalogueFiles(t) {
		topic := strings.TrimSuffix(filepath.Base(path), ".json")
		for key := range keys {
			if !strings.HasPrefix(key, topic+"_") {
				t.Errorf("%s: %s doesn't begin with %s_", path, key, topic)
			}
		}
	}
}

// What has to be left out where a text is checked: placeholders, addresses, command lines and their flags.
var noProse = regexp.MustCompile(`\{\w+\}|https?://\S*|tenantry [a-z].*$|--[a-z-]+|chmod \d+`)

// wrongFrench finds signs that need a no-break space before or inside them, and straight apostrophes.
var wrongFrench = regexp.MustCompile("[^\u00a0][:;?]|«[^\u00a0]|[^\u00a0]»|'|\"")

// French sets a no-break space before its tall signs; a plain one would end a line there.
func TestFrenchIsSetAsFrenchIs(t *testing.T) {
	c := message.Shared()
	for key := range c.Keys("fr") {
		for _, text := range c.Texts("fr", key) {
			if at := wrongFrench.FindString(noProse.ReplaceAllString(text, "X")); at != "" {
				t.Errorf("%s: %q in %q; a no-break space (U+00A0) stands before : ; ? and inside « », and ’ for '", key, at, text)
			}
		}
	}
}

func TestEveryKindAndEveryRemedyHasItsSentence(t *testing.T) {
	c := message.Shared()
	want := map[string]bool{}
	for _, k := range fault.Kinds() {
		want["kind_"+string(k)] = true
	}
	for _, r := range fault.Remedies() {
		if !r.Words().Known() {
			t.Errorf("%s has no sentence; write remedy_%s", r, r)
		}
		want[r.Words().Key], want[r.CommandLine("x").Key] = true, true
		for _, l := range c.Languages() {
			if text := r.Words().In(l); strings.Contains(text, "tenantry ") || strings.Contains(text, "--") {
				t.Errorf("%s names a command, but the window has buttons: %q; write it as %s_cli", r, text, r.Words().Key)
			}
		}
	}
	for key := range c.Keys(message.English) {
		if topic, _, _ := strings.Cut(key, "_"); (topic == "kind" || topic == "remedy") && !want[key] {
			t.Errorf("%s belongs to no kind and no remedy; remove it", key)
		}
		delete(want, key)
	}
	for key := range want {
		t.Errorf("%s has no sentence", key)
	}
}

// The window compiles the same files, so its own messages may not use their keys.
func TestTheWindowCompilesTheCatalogue(t *testing.T) {
	settings, err := os.ReadFile("../../frontend/project.inlang/settings.json")
	if err != nil {
		t.Fatal(err)
	}
	c := message.Shared()
	for path := range catalogueFiles(t) {
		if filepath.Base(path) == "cli.json" {
			continue // the command line's own
		}
		if want := `"../backend/message/{locale}/` + filepath.Base(path) + `"`; !strings.Contains(string(settings), want) {
			t.Errorf("frontend/project.inlang/settings.json lacks %s", want)
		}
	}
	own, err := filepath.Glob("../../frontend/messages/en/*.json")
	if err != nil || len(own) == 0 {
		t.Fatalf("%v: no messages of the window: the test looks at the wrong place", err)
	}
	for _, path := range own {
		for key := range keysOf(t, path) {
			if c.Has(key) {
				t.Errorf("%s: the key %s is the catalogue's; choose another", path, key)
			}
		}
	}
}

// catalogueFiles are the English files and their keys.
func catalogueFiles(t *testing.T) map[string]map[string]bool {
	t.Helper()
	paths, err := filepath.Glob("en/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%v: no files", err)
	}
	out := map[string]map[string]bool{}
	for _, path := range paths {
		out[path] = keysOf(t, path)
	}
	return out
}

func keysOf(t *testing.T, path string) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	keys := map[string]bool{}
	for key := range all {
		if !strings.HasPrefix(key, "$") {
			keys[key] = true
		}
	}
	return keys
}
