package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/backend/simcloud"
)

// desk is a user at a terminal: a home of its own and, after signIn, a simulated cloud.
type desk struct {
	t     *testing.T
	home  string
	cloud *simcloud.Cloud
	at    simcloud.Endpoints
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{t: t, home: t.TempDir()}
}

type result struct {
	code     int
	out, err string
}

// types runs a command line as a user would type it.
func (d *desk) types(args ...string) result { return d.typesInto("", args...) }

func (d *desk) typesInto(stdin string, args ...string) result {
	d.t.Helper()
	var out, errs bytes.Buffer
	code := Run(d.t.Context(), d.env(args, strings.NewReader(stdin), &out, &errs))
	return result{code, out.String(), errs.String()}
}

func (d *desk) env(args []string, in io.Reader, out, errs io.Writer) Env {
	env := map[string]string{"TENANTRY_HOME": d.home, "TENANTRY_SECRETS": "file"}
	return Env{Args: args, In: in, Out: out, Err: errs, Dir: d.home, Getenv: func(k string) string { return env[k] },
		Version: app.Version{Version: "test", Commit: "c", Date: "d"}, Display: func() bool { return false }}
}

// holds opens the profile, as another process would, until the test ends.
func (d *desk) holds(o app.Options) *app.App {
	d.t.Helper()
	o.Home, o.Secrets = d.home, "file"
	a, end, err := Open(context.Background(), o)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		if err := end(); err != nil {
			d.t.Error(err)
		}
	})
	return a
}

// document decodes the one JSON document on standard output.
func (r result) document(t *testing.T) map[string]any {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(r.out))
	var v map[string]any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("standard output is no JSON document: %v\n%s\n%s", err, r.out, r.err)
	}
	if _, err := dec.Token(); err != io.EOF {
		t.Fatalf("more than one document on standard output:\n%s", r.out)
	}
	return v
}

func (d *desk) must(r result) result {
	d.t.Helper()
	if r.code != 0 {
		d.t.Fatalf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	return r
}

// startCloud serves a cloud in which nothing happens by itself.
func (d *desk) startCloud(customers int) {
	d.t.Helper()
	d.startScenario("demo", customers, simcloud.Options{AutoApprove: true})
}

// startScenario serves a scenario on loopback.
func (d *desk) startScenario(name string, customers int, o simcloud.Options) {
	d.t.Helper()
	sc, ok := simcloud.ScenarioNamed(name)
	if !ok {
		d.t.Fatal("no scenario")
	}
	sc.Customers = customers
	d.cloud = simcloud.New(sc, 7, o)
	ctx, cancel := context.WithCancel(context.Background())
	server, err := d.cloud.Listen(ctx, "127.0.0.1:0", false)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { cancel(); server.Close() })
	d.at = server.Endpoints
}

func (d *desk) loginArgs(more ...string) []string {
	return append([]string{"login", "--client-id", simcloud.ClientID, "--tenant", simcloud.TenantID, "--cloud", "custom",
		"--login-url", d.at.Login, "--graph-url", d.at.Graph, "--partner-center-url", d.at.PartnerCenter, "--azure-url", d.at.Azure}, more...)
}

// signIn signs in as a user without a browser.
func (d *desk) signIn() {
	d.t.Helper()
	d.signInWith(d.loginArgs("--no-browser")...)
}

// signInWith types a command line that prints the address of a sign-in, and opens it; it gives the address.
func (d *desk) signInWith(args ...string) string {
	d.t.Helper()
	out, w := io.Pipe()
	var errs bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- Run(d.t.Context(), d.env(args, strings.NewReader(""), w, &errs))
		_ = w.Close()
	}()
	var line strings.Builder
	buf := make([]byte, 1)
	for !strings.HasSuffix(line.String(), "\n") {
		if _, err := out.Read(buf); err != nil {
			d.t.Fatalf("no address was printed: %v %s", err, &errs)
		}
		line.Write(buf)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	res, err := http.Get(strings.TrimSpace(line.String()))
	if err != nil {
		d.t.Fatal(err)
	}
	_ = res.Body.Close()
	if code := <-done; code != 0 {
		d.t.Fatalf("login: exit %d: %s", code, &errs)
	}
	return strings.TrimSpace(line.String())
}
