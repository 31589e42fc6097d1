package cli

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"tenantry/backend/message"
)

// sentences are those of the command line in a language.
func sentences(t *testing.T, language string) map[string]string {
	t.Helper()
	b, err := os.ReadFile("../../backend/message/" + language + "/cli.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	delete(raw, "$schema")
	all := map[string]string{}
	for key, value := range raw {
		if text, one := value.(string); one { // no help changes with a number
			all[key] = text
		}
	}
	if len(all) < 300 {
		t.Fatalf("only %d sentences: the test looks at the wrong place", len(all))
	}
	return all
}

var placeholder = regexp.MustCompile(`\\\{\w+\\\}`)

// patterns find the texts that are a sentence whose placeholders are filled in.
func patterns(sentences map[string]string) map[string]*regexp.Regexp {
	all := map[string]*regexp.Regexp{}
	for key, s := range sentences {
		all[key] = regexp.MustCompile(`(?s)^` + placeholder.ReplaceAllString(regexp.QuoteMeta(s), `.*`) + `$`)
	}
	return all
}

// treeIn is the command tree in a language, by the path of each command.
func treeIn(t *testing.T, language message.Language) map[string]*cobra.Command {
	t.Helper()
	e := newDesk(t).env(nil, nil, nil, nil)
	e.Language = language
	root, _ := e.root(t.Context())
	all := map[string]*cobra.Command{}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		c.InitDefaultHelpFlag()
		_ = c.UsageString() // names the flags that the library adds
		all[c.CommandPath()] = c
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
	if len(all) < 30 {
		t.Fatalf("only %d commands", len(all))
	}
	return all
}

// explanations are all that a command says of itself, by what it is said of.
func explanations(c *cobra.Command) map[string]string {
	all := map[string]string{"": c.Short}
	if c.Long != "" {
		all["at length"] = c.Long
	}
	for line := range strings.Lines(c.LocalFlags().FlagUsages() + "\n" + c.InheritedFlags().FlagUsages()) {
		if m := flagName.FindStringSubmatch(line); m != nil {
			all["--"+m[1]] = c.Flag(m[1]).Usage
		}
	}
	return all
}

func TestEveryCommandAndFlagIsExplainedInBothLanguages(t *testing.T) {
	english, french := patterns(sentences(t, "en")), patterns(sentences(t, "fr"))
	inFrench := treeIn(t, "fr")
	for path, c := range treeIn(t, message.English) {
		other := explanations(inFrench[path])
		for of, text := range explanations(c) {
			said := false
			for key, sentence := range english {
				said = said || sentence.MatchString(text) && french[key].MatchString(other[of])
			}
			if strings.Contains(text, "\t") { // commands to type stand between sentences: the next test reads them
				said = other[of] != ""
			}
			if text == "" || text == other[of] || !said {
				t.Errorf("%s %s: %q and %q are no sentence of backend/message/{en,fr}/cli.json", path, of, text, other[of])
			}
		}
	}
}

// TestNoHelpInFrenchSaysAnythingInEnglish reads every page of help as a user would.
func TestNoHelpInFrenchSaysAnythingInEnglish(t *testing.T) {
	english, french := sentences(t, "en"), sentences(t, "fr")
	inFrench := ""
	for _, s := range french {
		inFrench += s + "\n"
	}
	pieces := map[string]string{} // what is sure to be English, by itself
	for key, s := range english {
		for _, piece := range placeholder.Split(regexp.QuoteMeta(s), -1) {
			piece = strings.TrimSpace(strings.ReplaceAll(piece, `\`, ""))
			if len(piece) > 5 && strings.ContainsAny(piece, " :") && !strings.Contains(inFrench, piece) && strings.IndexFunc(piece, isLetter) >= 0 {
				pieces[piece] = key
			}
		}
	}
	d := newDesk(t)
	for path := range treeIn(t, message.English) {
		args := append(strings.Fields(path)[1:], "--help")
		page := d.must(d.typesIn("fr_FR.UTF-8", args...)).out
		for piece, key := range pieces {
			if strings.Contains(page, piece) {
				t.Errorf("%s: %q (%s) is English:\n%s", path, piece, key, page)
			}
		}
		for _, word := range []string{"[flags]", "[command]", "(default", " string ", " int ", "help for"} {
			if strings.Contains(page, word) {
				t.Errorf("%s: %q is the library's:\n%s", path, word, page)
			}
		}
	}
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// TestTheEnglishHelpIsTheLibrarysOwn holds our page of usage, and our sentences for what the library adds, to
// the library's, byte for byte.
func TestTheEnglishHelpIsTheLibrarysOwn(t *testing.T) {
	for path, c := range treeIn(t, message.English) {
		ours := c.UsageString()
		root := c.Root()
		our := root.UsageFunc()
		root.SetUsageFunc(nil)
		if theirs := c.UsageString(); ours != theirs {
			t.Errorf("%s:\n%s\nis not\n%s", path, ours, theirs)
		}
		root.SetUsageFunc(our)
	}
	bare := &cobra.Command{Use: "tenantry"}
	bare.AddCommand(&cobra.Command{Use: "other", Run: func(*cobra.Command, []string) {}})
	bare.InitDefaultHelpCmd()
	bare.InitDefaultCompletionCmd()
	ours := treeIn(t, message.English)
	for _, name := range []string{"help", "completion", "completion bash", "completion zsh", "completion fish", "completion powershell"} {
		theirs, _, err := bare.Find(strings.Fields(name))
		if err != nil {
			t.Fatal(err)
		}
		mine := ours["tenantry "+name]
		if mine.Short != theirs.Short || mine.Long != theirs.Long || mine.Use != theirs.Use {
			t.Errorf("%s: %q %q, the library says %q %q", name, mine.Short, mine.Long, theirs.Short, theirs.Long)
		}
		if f := mine.Flags().Lookup("no-descriptions"); f != nil && f.Usage != theirs.Flags().Lookup("no-descriptions").Usage {
			t.Errorf("%s: %q", name, f.Usage)
		}
	}
}
