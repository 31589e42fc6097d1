package cli

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
	"tenantry/backend/fault"
)

// samples stand for what a sentence leaves open.
var samples = strings.NewReplacer("{id}", "TNT-7F3K2M", "{tenant}", "11111111-0000-4000-8000-000000000001", "{flag}", "title", "FILE.csv", "customers.csv",
	"NUMBER", "616122292874576")

var (
	named   = regexp.MustCompile(`\btenantry ([a-z].*)`)
	flagged = regexp.MustCompile(`--[a-z][a-z-]*`)
	token   = regexp.MustCompile(`^("[^"]*"|\S+)\s*`)
	opened  = regexp.MustCompile(`^(--[a-z][a-z-]*|\{\w+\}|[A-Z][A-Z0-9.a-z-]*|[\w-]+\.[\w.]+|\d+|[0-9a-f-]{36})$`) // an argument, where it is no command's name
)

// printedCommands are the command lines that a text names, without "tenantry" and with samples filled in.
func printedCommands(root *cobra.Command, text string) (all [][]string) {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
	for text != "" {
		m := named.FindStringSubmatchIndex(text)
		if m == nil {
			return all
		}
		rest := text[m[2]:]
		text = rest
		at, value := root, false
		var args []string
		for rest != "" {
			t := token.FindString(rest)
			rest = rest[len(t):]
			word := strings.TrimSpace(t)
			bare := strings.TrimRight(word, ",;:.)…`")
			sub := slices.IndexFunc(at.Commands(), func(c *cobra.Command) bool { return c.Name() == bare })
			switch {
			case bare == "": // a sign that stands alone, as in French
				rest = ""
				continue
			case sub >= 0:
				at = at.Commands()[sub]
			case len(args) == 0, value, strings.HasPrefix(word, `"`), opened.MatchString(bare):
			default:
				rest = "" // the sentence goes on
				continue
			}
			f := at.Flags().Lookup(strings.TrimPrefix(bare, "--"))
			if f == nil {
				f = at.InheritedFlags().Lookup(strings.TrimPrefix(bare, "--"))
			}
			value = strings.HasPrefix(bare, "--") && f != nil && f.NoOptDefVal == ""
			first, _, _ := strings.Cut(samples.Replace(strings.Trim(bare, `"`)), "|")
			args = append(args, first)
			if bare != word {
				break
			}
		}
		all = append(all, args)
	}
	return all
}

func freshTree(t *testing.T) *cobra.Command {
	t.Helper()
	root, _ := newDesk(t).envRoot()
	root.InitDefaultHelpCmd()
	return root
}

func (d *desk) envRoot() (*cobra.Command, *line) {
	e := d.env(nil, nil, nil, nil)
	return e.root(d.t.Context())
}

// accepts says what is wrong with a command line; nothing: the tree takes it.
func accepts(t *testing.T, args []string) error {
	t.Helper()
	c, rest, err := freshTree(t).Find(args)
	if err != nil {
		return err
	}
	c.InitDefaultHelpFlag()
	if !c.Runnable() {
		return fmt.Errorf("%s does nothing by itself", c.CommandPath())
	}
	if err := c.ParseFlags(rest); err != nil {
		return err
	}
	if help, _ := c.Flags().GetBool("help"); help {
		return nil
	}
	if err := c.ValidateArgs(c.Flags().Args()); err != nil {
		return err
	}
	return c.ValidateRequiredFlags()
}

// catalogueTexts are all texts of a language, by key; of a sentence with several, all of them.
func catalogueTexts(t *testing.T, language string) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob("../../backend/message/" + language + "/*.json")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%v, %v", paths, err)
	}
	out := map[string][]string{}
	var leaves func(key string, v any)
	leaves = func(key string, v any) {
		switch v := v.(type) {
		case string:
			out[key] = append(out[key], v)
		case []any:
			for _, x := range v {
				leaves(key, x)
			}
		case map[string]any:
			leaves(key, v["match"])
			for _, x := range v {
				if text, ok := x.(string); ok {
					out[key] = append(out[key], text)
				}
			}
		}
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(b, &all); err != nil {
			t.Fatal(err)
		}
		for key, v := range all {
			if !strings.HasPrefix(key, "$") {
				leaves(key, v)
			}
		}
	}
	return out
}

// Every command line that any sentence of the program names is one that the command tree takes, in every
// language the same, and every flag is one that there is.
func TestEveryCommandThatIsPrintedIsTaken(t *testing.T) {
	flags := map[string]bool{}
	for _, c := range treeIn(t, "en") {
		for _, f := range flagged.FindAllString(c.UsageString(), -1) {
			flags[f] = true
		}
	}
	tree, count := freshTree(t), 0
	english := map[string]string{}
	for _, language := range []string{"en", "fr"} {
		for key, texts := range catalogueTexts(t, language) {
			for _, text := range texts {
				for _, f := range flagged.FindAllString(text, -1) {
					if !flags[f] {
						t.Errorf("%s, %s: there is no flag %s: %s", language, key, f, text)
					}
				}
			}
			if strings.HasSuffix(key, "_example") || strings.HasPrefix(key, "cli_root") {
				continue
			}
			var commands [][]string
			for _, text := range texts {
				commands = append(commands, printedCommands(tree, text)...)
			}
			for _, args := range commands {
				count++
				if err := accepts(t, args); err != nil {
					t.Errorf("%s, %s: tenantry %s: %v", language, key, strings.Join(args, " "), err)
				}
			}
			if !strings.HasPrefix(key, "remedy_") {
				continue
			}
			if language == "en" {
				english[key] = fmt.Sprint(commands)
			} else if fmt.Sprint(commands) != english[key] {
				t.Errorf("%s: %v in %s, %s in English", key, commands, language, english[key])
			}
		}
	}
	if count < 40 {
		t.Errorf("only %d command lines were found: the test looks at the wrong place", count)
	}
}

// tries are how the commands and the flags that remedies name are done.
func (d *desk) tries(customer, authority string) (commands map[string]func(args []string), flags map[string]func()) {
	t := d.t
	browse := func(args []string) { d.signInWith(append(args, "--no-browser")...) }
	run := func(args []string) { d.must(d.types(args...)) }
	commands = map[string]func(args []string){
		"login":                        browse,
		"login --customer " + customer: browse,
		"login --help":                 run,
		"help":                         run,
		"links " + customer:            run,
		"customer " + customer:         run,
		"consent " + customer:          run, // prints the link for its administrator
		"sync --confirm-removals":      run,
		"alerts webhook --help":        run,
		"alerts webhook set --help":    run,
		"sync": func(args []string) {
			if r := d.types(args...); r.code != command.ExitDone && r.code != command.ExitPart {
				t.Errorf("exit %d %s", r.code, r.err)
			}
		},
	}
	flags = map[string]func(){
		"--profile": func() { run([]string{"--profile", "second", "customers"}) },
		"--home":    func() { run([]string{"--home", t.TempDir(), "customers"}) },
		"--secrets": func() { run([]string{"--secrets", "file", "customers"}) },
		"--ca":      func() { run(d.loginArgs("--device-code", "--ca", authority)) },
		"--proxy":   func() { run(d.loginArgs("--device-code", "--proxy", "http://USER:PASSWORD@proxy.example:8080")) },
	}
	return commands, flags
}

// Every remedy is done as it is printed, by a user who was signed in before. A remedy that names something
// else needs a line here that tries it.
func TestEveryRemedyWorksAsItIsPrinted(t *testing.T) {
	d := newDesk(t)
	d.startCloud(8)
	d.signIn()
	d.types("sync")
	rows := d.must(d.types("customers", "--health", "healthy", "--json")).document(t)["customers"].([]any)
	customer := rows[0].(map[string]any)["tenantId"].(string)
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	authority := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(authority, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	commands, flags := d.tries(customer, authority)
	tree := freshTree(t)
	for _, r := range fault.Remedies() {
		for _, tenant := range []string{"", customer} {
			text := r.CommandLine(tenant).String()
			if strings.Contains(text, "{") {
				t.Errorf("%s: something is left open: %s", r, text)
			}
			printed := printedCommands(tree, text)
			for _, args := range printed {
				try := commands[strings.Join(args, " ")]
				if try == nil {
					t.Errorf("%s: nobody tries tenantry %s", r, strings.Join(args, " "))
					continue
				}
				try(args)
			}
			if len(printed) > 0 {
				continue
			}
			for _, f := range flagged.FindAllString(text, -1) {
				if flags[f] == nil {
					t.Errorf("%s: nobody tries %s", r, f)
					continue
				}
				flags[f]()
			}
		}
	}
}
