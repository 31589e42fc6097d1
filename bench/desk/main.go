// Desk measures the program as a desk uses it: whole processes of the command line against the
// simulated cloud on loopback. Each figure stands beside the limit it has to keep.
//
//	cd bench && go run ./desk [-customers 10000] [-memory | -keep DIR | -window PROGRAM [-empty PROGRAM]]
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	customers := flag.Int("customers", 10000, "how many customers the simulated cloud has")
	memory := flag.Bool("memory", false, "only the memory of a full sync, of a tenth of them and of all")
	home := flag.String("keep", "", "only make a home there with so many customers")
	window := flag.String("window", "", "only the memory of this program with its window, at rest")
	empty := flag.String("empty", "", "a program that shows an empty window, to measure beside it")
	flag.Parse()
	ctx, cancel := context.WithCancel(context.Background())
	measure := run
	if *memory {
		measure = grow
	}
	if *home != "" {
		measure = func(ctx context.Context, customers int) error { return keep(ctx, customers, *home) }
	}
	if *window != "" {
		measure = func(ctx context.Context, customers int) error {
			return with(ctx, func(program string) error {
				return desk{ctx: ctx, program: program}.signedIn(customers, resident(*window, *empty))
			})
		}
	}
	err := measure(ctx, *customers)
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "desk:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, customers int) error {
	return with(ctx, func(program string) error { return desk{ctx: ctx, program: program}.signedIn(customers, desk.figures) })
}

// keep makes a home in which so many customers are kept.
func keep(ctx context.Context, customers int, home string) error {
	return with(ctx, func(program string) error {
		return desk{ctx: ctx, program: program}.signedIn(customers, func(d desk, _ int) error {
			if err := d.sync("full sync", "2"); err != nil {
				return err
			}
			return os.Rename(d.home, home) // a copy's files would be readable by others, and refused
		})
	})
}

// with builds the program and lets f use it.
func with(ctx context.Context, f func(program string) error) error {
	dir, err := os.MkdirTemp("", "desk")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "tenantry")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, ".")
	build.Dir, build.Env, build.Stderr = "..", append(os.Environ(), "CGO_ENABLED=0"), os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the program: %w", err)
	}
	return f(program)
}

// signedIn gives f a desk with a home of its own that is signed in to a cloud of so many customers.
func (d desk) signedIn(customers int, f func(desk, int) error) error {
	home, err := os.MkdirTemp("", "desk-home")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	d.home = home
	at, stop, err := d.simulate(customers)
	if err != nil {
		return err
	}
	defer stop()
	if err := d.signIn(at); err != nil {
		return err
	}
	return f(d, customers)
}

// figures are those of one size.
func (d desk) figures(customers int) error {
	fmt.Printf("%d customers, whole processes, simulated cloud on loopback\n\n%-52s %12s %12s\n", customers, "what", "figure", "limit")
	for _, s := range []struct{ what, limit string }{{"full sync, first: requests a customer", "2"}, {"full sync, tokens still valid: requests a customer", "1"}} {
		if err := d.sync(s.what, s.limit); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		what  string
		args  []string
		limit string
	}{
		{"tenantry version (what starting a process costs)", []string{"version", "--json"}, "–"},
		{"tenantry customers --limit 50 --json", []string{"customers", "--limit", "50", "--json"}, "60 ms"},
		{"tenantry search muller --limit 50 --json", []string{"search", "muller", "--limit", "50", "--json"}, "–"},
		{"tenantry incidents --json", []string{"incidents", "--json"}, "–"},
	} {
		if err := d.time(c.what, c.limit, c.args...); err != nil {
			return err
		}
	}
	return nil
}

// desk is a user's computer: the program and its home.
type desk struct {
	ctx           context.Context
	program, home string
}

func (d desk) command(args ...string) *exec.Cmd {
	c := exec.CommandContext(d.ctx, d.program, args...)
	c.Env = append(os.Environ(), "TENANTRY_HOME="+d.home, "TENANTRY_SECRETS=file")
	return c
}

// simulate starts the simulated cloud and returns what it prints.
func (d desk) simulate(customers int) (map[string]string, func(), error) {
	c := d.command("simulate", "--listen", "127.0.0.1:0", "--customers", strconv.Itoa(customers), "--auto-approve")
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := c.Start(); err != nil {
		return nil, nil, err
	}
	stop := func() { _ = c.Process.Kill(); _ = c.Wait() }
	var at map[string]string
	if err := json.NewDecoder(out).Decode(&at); err != nil {
		stop()
		return nil, nil, fmt.Errorf("read the simulated cloud's addresses: %w", err)
	}
	return at, stop, nil
}

func (d desk) signIn(at map[string]string) error {
	c := d.command("login", "--no-browser", "--client-id", at["clientId"], "--tenant", at["tenantId"], "--cloud", "custom",
		"--login-url", at["loginUrl"], "--graph-url", at["graphUrl"], "--partner-center-url", at["partnerCenterUrl"], "--azure-url", at["azureUrl"])
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		return fmt.Errorf("login printed no address")
	}
	res, err := http.Get(lines.Text())
	if err != nil {
		return err
	}
	_ = res.Body.Close()
	for lines.Scan() { // the pipe has to be read to its end before Wait
	}
	return c.Wait()
}

func (d desk) sync(what, limit string) error {
	start := time.Now()
	c := d.command("sync", "--full", "--json")
	out, err := c.Output()
	took := time.Since(start)
	var part *exec.ExitError
	if err != nil && (!asExit(err, &part) || part.ExitCode() != 3) { // 3: some customers have no consent, as in life
		return fmt.Errorf("sync: %w", err)
	}
	var r struct {
		Customers struct{ Listed, Synced, Failed int }
		HTTP      struct{ Requests, Bytes int }
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return err
	}
	fmt.Printf("%-52s %12.2f %12s   %.1f s, %d synced, %d refused, %.0f MB; peak memory %.0f MB\n", what, float64(r.HTTP.Requests)/float64(r.Customers.Listed), limit,
		took.Seconds(), r.Customers.Synced, r.Customers.Failed, float64(r.HTTP.Bytes)/1e6, peak(c))
	return nil
}

func asExit(err error, into **exec.ExitError) bool {
	e, ok := err.(*exec.ExitError)
	*into = e
	return ok
}

// time runs a command eleven times and prints the median and the slowest of the last ten.
func (d desk) time(what, limit string, args ...string) error {
	var all []time.Duration
	for i := range 11 {
		start := time.Now()
		if err := d.command(args...).Run(); err != nil {
			return fmt.Errorf("%s: %w", strings.Join(args, " "), err)
		}
		if i > 0 {
			all = append(all, time.Since(start))
		}
	}
	slices.Sort(all)
	fmt.Printf("%-52s %9.0f ms %12s   slowest of ten %.0f ms\n", what, ms(all[len(all)/2]), limit, ms(all[len(all)-1]))
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
