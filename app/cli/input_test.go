package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// An input is read again from its beginning, until somebody answers for it.
func TestAnInputIsThereAgainUntilItIsSettled(t *testing.T) {
	i := &input{r: io.MultiReader(strings.NewReader("one "), strings.NewReader("two "), strings.NewReader("three"))}
	first := make([]byte, 4)
	if _, err := io.ReadFull(i.from(t.Context()), first); err != nil || string(first) != "one " {
		t.Fatalf("%q, %v", first, err)
	}
	again := i.from(t.Context())
	if _, err := io.ReadFull(again, first); err != nil || string(first) != "one " {
		t.Fatalf("again %q, %v", first, err)
	}
	i.settle()
	if rest, err := io.ReadAll(again); err != nil || string(rest) != "two three" {
		t.Errorf("the rest %q, %v", rest, err)
	}
	if len(i.kept) != 0 {
		t.Errorf("%q is kept for nobody", i.kept)
	}
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

// What a person has not typed yet holds no end up, and is not lost for who reads next.
func TestAReadOfTheInputEndsWithTheCommandThatReads(t *testing.T) {
	r, w := io.Pipe()
	i := &input{r: r}
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		_, err := i.from(ctx).Read(make([]byte, 8))
		failed <- err
	}()
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	go func() { _, _ = io.WriteString(w, "late"); _ = w.Close() }()
	if got, err := io.ReadAll(i.from(t.Context())); err != nil || string(got) != "late" {
		t.Errorf("%q, %v", got, err)
	}
	broken := errors.New("broken")
	if _, err := io.ReadAll((&input{r: readFunc(func([]byte) (int, error) { return 0, broken })}).from(t.Context())); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// A signal ends a command that waits for its standard input, in this process and through the one that holds the profile.
func TestASignalEndsACommandThatReadsItsInput(t *testing.T) {
	for _, held := range []bool{false, true} {
		d := newDesk(t)
		if held {
			d.holds(app.Options{})
		}
		for _, args := range [][]string{{"search", "--stdin", "--json"}, {"import", "-"}, {"logout", "--wipe"}} {
			in, feed := io.Pipe()
			ctx, cancel := context.WithCancel(t.Context())
			var errs bytes.Buffer
			asked := make(chan struct{})
			ended := make(chan int)
			reads := readFunc(func(p []byte) (int, error) { close(asked); return in.Read(p) })
			go func() { ended <- Run(ctx, d.env(args, reads, io.Discard, &errs)) }()
			<-asked
			cancel()
			if code := <-ended; code != command.ExitError || strings.Count(errs.String(), "ended before it was done") > 1 {
				t.Errorf("%v, held %t: exit %d, %s", args, held, code, &errs)
			}
			_ = feed.Close()
		}
	}
}

// A signal ends a sign-in that waits, however it waits, as it ends every command: exit 1, and nobody is told to correct
// what was entered.
func TestASignalEndsASignInThatWaits(t *testing.T) {
	d := newDesk(t)
	d.startCloud(3)
	unapproved := simcloud.New(simcloud.Scenario{Name: "waits", Customers: 1}, 7, simcloud.Options{})
	server, err := unapproved.Listen(t.Context(), "127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	d.at = server.Endpoints
	for _, held := range []bool{false, true} {
		if held {
			d.holds(app.Options{})
		}
		for _, how := range []string{"--device-code", "--no-browser"} {
			ctx, cancel := context.WithCancel(t.Context())
			var out, errs signalling
			out.said, errs.said = cancel, func() {}
			if how == "--device-code" { // which is told beside the output
				out.said, errs.said = errs.said, out.said
			}
			code := Run(ctx, d.env(d.loginArgs(how), strings.NewReader(""), &out, &errs))
			if code != command.ExitError || !strings.Contains(errs.String(), "cancelled") && !strings.Contains(errs.String(), "ended before it was done") || strings.Contains(errs.String(), "correct") {
				t.Errorf("%s, held %t: exit %d, %s", how, held, code, errs.String())
			}
			cancel()
		}
	}
}

// signalling is an output at whose first word something happens.
type signalling struct {
	bytes.Buffer
	said func()
}

func (s *signalling) Write(p []byte) (int, error) {
	defer s.said()
	return s.Buffer.Write(p)
}

func TestALineThatIsTooLongIsNamedAndABrokenInputIsNoEnd(t *testing.T) {
	d := newDesk(t)
	r := d.typesInto("a\n"+strings.Repeat("b", 5<<20)+"\nc\n", "search", "--stdin", "--json")
	if r.code != command.ExitUse || strings.Count(r.out, "\"asOf\"") != 1 || !strings.Contains(r.err, "line 2") {
		t.Errorf("exit %d: %.200s", r.code, r.err)
	}
	in := io.MultiReader(strings.NewReader("a\n"), readFunc(func([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }))
	var errs bytes.Buffer
	if code := Run(t.Context(), d.env([]string{"search", "--stdin", "--json"}, in, io.Discard, &errs)); code == command.ExitDone {
		t.Error("half of the input was the whole")
	}
}

// A script's other commands read the same standard input.
func TestACommandThatReadsNoInputLeavesItAlone(t *testing.T) {
	for _, held := range []bool{false, true} {
		d := newDesk(t)
		if held {
			d.holds(app.Options{})
		}
		in := strings.NewReader("for the next command")
		if code := Run(t.Context(), d.env([]string{"customers"}, in, io.Discard, io.Discard)); code != command.ExitDone {
			t.Fatalf("exit %d", code)
		}
		if in.Len() != len("for the next command") {
			t.Errorf("held %t: %d bytes are left", held, in.Len())
		}
	}
}

// What is wrong with a file is said under the name that was typed.
func TestAFileIsNamedAsItWasTyped(t *testing.T) {
	for _, held := range []bool{false, true} {
		d := newDesk(t)
		if held {
			d.holds(app.Options{})
		}
		if err := os.Mkdir(filepath.Join(d.home, "folder.csv"), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"import", "folder.csv"}, {"import", "./none.csv"}, {"diagnostics", "none/x.zip"},
			{"login", "--client-id", "x", "--tenant", "t", "--cloud", "custom", "--login-url", "https://l.example", "--graph-url", "https://g.example",
				"--partner-center-url", "https://p.example", "--azure-url", "https://a.example", "--ca", "none.pem"}} {
			r := d.types(args...)
			typed := args[len(args)-1]
			if r.code == 0 || !strings.Contains(r.err, typed) || strings.Contains(r.err, d.home) {
				t.Errorf("%v, held %t: exit %d, %s", args, held, r.code, r.err)
			}
			if f := d.types(append(args, "--json")...).document(t)["error"].(map[string]any)["message"].(string); !strings.Contains(f, typed) || strings.Contains(f, d.home) {
				t.Errorf("%v, held %t: %s", args, held, f)
			}
		}
	}
}
