package processtest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// desk is a user at a terminal with the real program and a simulated cloud in a process of its own.
type desk struct {
	t       *testing.T
	program string
	run     []string // what runs the program and where it keeps its key; the program itself comes last
	env     []string
	home    string
	cloud   map[string]string // the line that simulate prints
}

// newDesk is a desk with a cloud, whom nobody has signed in yet.
func newDesk(t *testing.T) *desk {
	t.Helper()
	d := build(t)
	d.simulate()
	return d
}

// build builds the program for a new home.
func build(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
	d := &desk{t: t, program: filepath.Join(dir, "tenantry"), home: filepath.Join(dir, "home")}
	d.run, d.env = []string{d.program}, []string{"TENANTRY_SECRETS=file"}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", d.program, ".")
	build.Dir = filepath.Join("..", "..", "..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return d
}

// setUp is a desk that is signed in and has synced.
func setUp(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.signIn()
	d.syncs()
	return d
}

func (d *desk) syncs() {
	d.t.Helper()
	if code, _, errs := d.types("sync"); code != 0 && code != 3 {
		d.t.Fatalf("sync: exit %d\n%s", code, errs)
	}
}

func (d *desk) command(args ...string) *exec.Cmd {
	c := exec.CommandContext(d.t.Context(), d.run[0], append(d.run[1:len(d.run):len(d.run)], args...)...)
	c.Env = append(append(os.Environ(), "TENANTRY_HOME="+d.home), d.env...)
	return c
}

// types runs one command line to its end.
func (d *desk) types(args ...string) (code int, out, errs string) {
	d.t.Helper()
	var o, e bytes.Buffer
	c := d.command(args...)
	c.Stdout, c.Stderr = &o, &e
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		d.t.Fatalf("%v: %v", args, err)
	}
	return c.ProcessState.ExitCode(), o.String(), e.String()
}

// answers runs a command line that must succeed and decodes its document.
func (d *desk) answers(into any, args ...string) {
	d.t.Helper()
	code, out, errs := d.types(append(args, "--json")...)
	if code != 0 {
		d.t.Fatalf("%v: exit %d\n%s\n%s", args, code, out, errs)
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		d.t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

func (d *desk) simulate() {
	d.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	c := exec.CommandContext(ctx, d.program, "simulate", "--listen", "127.0.0.1:0", "--auto-approve", "--latency", "5ms", "--scenario", "small", "--customers", "60", "--seed", "7") // where every plan lets programs open tickets
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 5 * time.Second
	out, err := c.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { cancel(); _ = c.Wait() })
	if err := json.NewDecoder(out).Decode(&d.cloud); err != nil {
		d.t.Fatalf("what simulate printed: %v", err)
	}
}

// loginArgs are a sign-in at the desk's cloud.
func (d *desk) loginArgs(more ...string) []string {
	return append([]string{"login", "--client-id", d.cloud["clientId"], "--tenant", d.cloud["tenantId"], "--cloud", "custom", "--login-url", d.cloud["loginUrl"],
		"--graph-url", d.cloud["graphUrl"], "--partner-center-url", d.cloud["partnerCenterUrl"], "--azure-url", d.cloud["azureUrl"]}, more...)
}

func (d *desk) signIn() {
	d.t.Helper()
	c := d.command(d.loginArgs("--no-browser")...)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	in := bufio.NewReader(out)
	address, err := in.ReadString('\n')
	if err != nil {
		d.t.Fatalf("no address was printed: %v %s", err, &errs)
	}
	d.get(strings.TrimSpace(address), nil)
	_, _ = io.Copy(io.Discard, in)
	if err := c.Wait(); err != nil {
		d.t.Fatalf("login: %v %s", err, &errs)
	}
}

func (d *desk) get(address string, into any) {
	d.t.Helper()
	res, err := http.Get(address)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if into == nil {
		return
	}
	if err := json.NewDecoder(res.Body).Decode(into); err != nil {
		d.t.Fatalf("%s: %v", address, err)
	}
}

// item is what the test reads of something outgoing.
type item struct {
	ID       string `json:"id"`
	LocalID  string `json:"localId"`
	TenantID string `json:"tenantId"`
	Title    string `json:"title"`
	State    string `json:"state"`
	Channel  string `json:"channel"`
	Note     string `json:"note"`
	Attempts int    `json:"attempts"`
	Problem  *struct {
		Kind    string `json:"kind"`
		Message string `json:"message"`
	} `json:"problem"`
	History []struct {
		Event string `json:"event"`
	} `json:"history"`
}

type outbox struct {
	Waiting  int               `json:"onTheirWay"`
	Damaged  []json.RawMessage `json:"damaged"`
	Requests []item            `json:"requests"`
}

func (d *desk) outbox() outbox {
	d.t.Helper()
	var o outbox
	d.answers(&o, "requests", "outbox")
	return o
}

// created is a ticket or a note as the simulated cloud counts them.
type created struct {
	ID       string `json:"id"`
	TenantID string `json:"tenantId"`
	Title    string `json:"title"`
	Text     string `json:"text"`
}

func (d *desk) atMicrosoft() (tickets, notes []created) {
	d.t.Helper()
	var s struct{ Tickets, Notes []created }
	d.get(d.cloud["loginUrl"]+"/_control/state", &s)
	return s.Tickets, s.Notes
}
