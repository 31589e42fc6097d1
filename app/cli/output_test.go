package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
)

// full is an output that takes so many bytes, and then no more for a reason.
type full struct {
	room int
	why  error
}

func (f *full) Write(p []byte) (int, error) {
	n := min(f.room, len(p))
	f.room -= n
	if n < len(p) {
		return n, &os.PathError{Op: "write", Path: "/dev/stdout", Err: f.why}
	}
	return n, nil
}

// written are command lines of every command, by its path: what each writes when all is well. A command that writes
// nothing to standard output then says why.
var written = map[string][]string{
	"tenantry":                        {"", "--help", "--version"},
	"tenantry customers":              {"customers", "customers --json", "customers --csv", "customers --help"},
	"tenantry export":                 {"export list.xlsx", "export list.json --json"},
	"tenantry ticket":                 {"ticket ID", "ticket ID --for html --json"},
	"tenantry search":                 {"search koeln", "search koeln --json", "search --stdin --json"},
	"tenantry customer":               {"customer ID", "customer ID --json", "customer nobody.example --json"},
	"tenantry health":                 {"health", "health ID", "health --json", "health ID --json"},
	"tenantry incidents":              {"incidents", "incidents --json"},
	"tenantry changes":                {"changes", "changes --json", "changes --csv"},
	"tenantry history":                {"history ID", "history ID --json"},
	"tenantry open":                   {"open --help"},    // it opens a browser
	"tenantry message":                {"message --help"}, // no customer of this world has an incident
	"tenantry alerts":                 {"alerts", "alerts --all --json"},
	"tenantry alerts ack":             {"alerts ack --help"}, // there is none in this world
	"tenantry alerts snooze":          {"alerts snooze --help"},
	"tenantry alerts reopen":          {"alerts reopen --help"},
	"tenantry alerts rules":           {"alerts rules", "alerts rules --json"},
	"tenantry alerts webhook":         {"alerts webhook", "alerts webhook --json"},
	"tenantry alerts webhook set":     {"alerts webhook set --help"}, // the address comes by standard input
	"tenantry alerts webhook secret":  {"alerts webhook secret --help"},
	"tenantry alerts webhook test":    {"alerts webhook test --help"}, // there is none in this world
	"tenantry alerts webhook send":    {"alerts webhook send", "alerts webhook send --json"},
	"tenantry alerts webhook retry":   {"alerts webhook retry --help"},
	"tenantry alerts webhook discard": {"alerts webhook discard --help"},
	"tenantry alerts webhook remove":  {"alerts webhook remove", "alerts webhook remove --json"},
	"tenantry messages":               {"messages ID", "messages ID --json"},
	"tenantry passphrase":             {"passphrase --help"}, // its own words need two lines that agree
	"tenantry profiles":               {"profiles --columns name", "profiles --json"},
	"tenantry profiles add":           {"profiles add --help"}, // a second one of the name would be refused
	"tenantry profiles change":        {"profiles change default --colour grey", "profiles change default --colour grey --json"},
	"tenantry profiles remove":        {"profiles remove --help"},
	"tenantry links":                  {"links ID", "links ID --json"},
	"tenantry consent":                {"consent ID --json"},
	"tenantry doctor":                 {"doctor", "doctor --json"},
	"tenantry diagnostics":            {"diagnostics d.zip", "diagnostics d.zip --json"},
	"tenantry sync":                   {"sync --json"},
	"tenantry import":                 {"import new.csv", "import new.csv --json"},
	"tenantry login":                  {"login --device-code --client-id x --tenant t/x --json"},
	"tenantry logout":                 {"logout", "logout --json"},
	"tenantry version":                {"version", "version --json"},
	"tenantry help":                   {"help", "help customers"},
	"tenantry completion bash":        {"completion bash"},
	"tenantry completion zsh":         {"completion zsh"},
	"tenantry completion fish":        {"completion fish"},
	"tenantry completion powershell":  {"completion powershell"},
	"tenantry simulate":               {"simulate --customers 3"},
	"tenantry verdict":                {"verdict --cached", "verdict --cached --json"},
	"tenantry requests list":          {"requests list --json"},
	"tenantry requests outbox":        {"requests outbox", "requests outbox --json"},
	"tenantry requests templates":     {"requests templates", "requests templates --json"},
	"tenantry requests new":           {"requests new ID --title T --description D --channel portal --draft", "requests new ID --title T --description D --channel portal --draft --json"},
	"tenantry requests show":          {"requests show DRAFT", "requests show DRAFT --json"},
	"tenantry requests send":          {"requests send --json"},
}

// What can't be written is an error of the output, never of the network, whatever the command and the kind of its
// output; and of a reader that went away nothing is said. What is asked for stands in every room of the tree.
func TestAnOutputThatCantBeWrittenIsAnError(t *testing.T) {
	d := newDesk(t)
	const id = "2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c"
	if err := os.WriteFile(filepath.Join(d.home, "new.csv"), []byte("Microsoft ID,Customer name,Primary domain name\n"+id+",Köln Bau GmbH,koelnbau.de\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(d.types("import", "new.csv"))
	draft := d.must(d.types("requests", "new", id, "--title", "T", "--description", "D", "--channel", "portal", "--draft", "--json")).document(t)["localId"].(string)
	for path := range treeIn(t, "en") {
		runs := len(written[path]) > 0
		for other := range written {
			runs = runs || strings.HasPrefix(other, path+" ")
		}
		if !runs && !strings.HasPrefix(path, "tenantry requests ") && path != "tenantry demo" {
			t.Errorf("%s: nobody looks at what it writes", path)
		}
	}
	for path, lines := range written {
		for _, words := range lines {
			args := strings.Fields(strings.NewReplacer("ID", id, "DRAFT", draft).Replace(words))
			code, errs := d.typesOnto(&full{5, syscall.ENOSPC}, args...)
			if code != command.ExitError || !strings.Contains(errs, "the output can't be written: no space left on the disk") {
				t.Errorf("%s, %q: exit %d: %s", path, words, code, errs)
			}
			code, errs = d.typesOnto(&full{0, syscall.EPIPE}, args...)
			if code != command.ExitError || strings.Contains(errs, "written") {
				t.Errorf("%s, %q, to a reader that left: exit %d: %s", path, words, code, errs)
			}
		}
	}
}

// typesOnto runs a command line whose output goes to out.
func (d *desk) typesOnto(out io.Writer, args ...string) (code int, errs string) {
	d.t.Helper()
	var b bytes.Buffer
	code = Run(d.t.Context(), d.env(args, strings.NewReader("a\nb\n"), out, &b))
	return code, b.String()
}

// Of notes beside an answer there are none with --quiet; what a person has to do, and what went wrong, is said.
func TestQuietSaysOnlyTheAnswer(t *testing.T) {
	d := newDesk(t)
	if r := d.must(d.types("customers", "--quiet")); r.out+r.err != "" {
		t.Errorf("%q %q", r.out, r.err)
	}
	if r := d.types("customers", "--quiet", "--sort", "size"); r.code != command.ExitUse || r.err == "" {
		t.Errorf("exit %d, %q", r.code, r.err)
	}
}

// --verbose logs what is asked of Microsoft, and no secret of it.
func TestVerboseLogsEachRequest(t *testing.T) {
	d := newDesk(t)
	d.startCloud(3)
	d.signIn()
	r := d.types("sync", "--verbose", "--json")
	if !strings.Contains(r.err, "/v1.0/$batch") || strings.Contains(r.err, "Bearer") || strings.Contains(r.err, "refresh_token") {
		t.Errorf("%s", r.err)
	}
	r.document(t)
}

// The same through the process that holds the profile: whoever has the terminal says it, once, and what the holder
// does is ended in order.
func TestAnOutputThatCantBeWrittenIsAnErrorThroughAnotherProcessToo(t *testing.T) {
	d := newDesk(t)
	d.holds(app.Options{})
	for _, words := range []string{"customers --csv", "customers --json", "version", "doctor", "search --stdin --json"} {
		code, errs := d.typesOnto(&full{5, syscall.ENOSPC}, strings.Fields(words)...)
		if code != command.ExitError || strings.Count(errs, "the output can't be written: no space left on the disk") != 1 {
			t.Errorf("%s: exit %d: %s", words, code, errs)
		}
		code, errs = d.typesOnto(&full{5, syscall.EPIPE}, strings.Fields(words)...)
		if code != command.ExitError || strings.Contains(errs, "written") || strings.Contains(errs, "in use") {
			t.Errorf("%s, to a reader that left: exit %d: %s", words, code, errs)
		}
	}
}

// An input that never ends is no reason to go on for nobody.
func TestACommandEndsWhenItsReaderIsGone(t *testing.T) {
	d := newDesk(t)
	in, feed := io.Pipe()
	go func() {
		var err error
		for !errors.Is(err, io.ErrClosedPipe) {
			_, err = io.WriteString(feed, "a\n")
		}
	}()
	defer in.Close()
	if code := Run(t.Context(), d.env([]string{"search", "--stdin", "--json"}, in, &full{1, syscall.EPIPE}, io.Discard)); code != command.ExitError {
		t.Errorf("exit %d", code)
	}
}
