// Start measures, on a screen of its own, how long a start takes until rows are painted: of Tenantry's window over a home
// with kept customers, and of an empty Wails window, in turn. Nothing in either helps it: it looks at the screen.
//
//	cd bench && go run ./start [-customers 10000] [-runs 10] [-program FILE] [-other FILE] (Linux, Xvfb; the page is built)
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// aim is how many times as long as the empty window's a start may take.
const aim = 1.25

func main() {
	customers := flag.Int("customers", 10000, "how many customers are kept")
	runs := flag.Int("runs", 10, "how often each is started")
	program := flag.String("program", "", "a program that is built already")
	other := flag.String("other", "", "another build, started in turn with it: what a change bought")
	again := flag.Bool("again", true, "measure second starts as well")
	flag.Parse()
	if err := run(context.Background(), *customers, *runs, *program, *other, *again); err != nil {
		fmt.Fprintln(os.Stderr, "start:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, customers, runs int, program, other string, again bool) error {
	dir, err := os.MkdirTemp("", "start")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	empty := filepath.Join(dir, "empty")
	if err := build(ctx, ".", empty, "./start/empty"); err != nil {
		return err
	}
	if program == "" {
		program = filepath.Join(dir, "tenantry")
		if err := build(ctx, "..", program, "."); err != nil {
			return err
		}
	}
	home, err := kept(ctx, customers)
	if err != nil {
		return err
	}
	s, err := openScreen(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	windows := []*window{{name: "an empty Wails window", path: empty}, {name: fmt.Sprintf("Tenantry, %d customers kept", customers), path: program, home: home}}
	if other != "" {
		windows = append(windows, &window{name: "the other build", path: other, home: home})
	}
	for i := range runs + 1 { // the first one fills the machine's caches, and is not counted
		for _, w := range windows {
			got, err := w.start(ctx, s, dir)
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			if i > 0 {
				w.got = append(w.got, got)
			}
		}
	}
	tell(windows)
	if !again {
		return nil
	}
	second, err := secondStart(ctx, s, windows[1], dir, runs)
	if err == nil {
		fmt.Printf("\n%-34s %16s %16.0f   p95 %.0f (limit 50)\n", "a second start, ms", "", median(second), quantile(second, .95))
	}
	return err
}

// build builds a window of the module in dir.
func build(ctx context.Context, dir, to, what string) error {
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-tags", "webkit2_41,desktop,production", "-o", to, what)
	c.Dir, c.Stderr = dir, os.Stderr
	c.Env = append(os.Environ(), "CGO_ENABLED=1")
	if err := c.Run(); err != nil {
		return fmt.Errorf("build %s: %w", what, err)
	}
	return nil
}

// kept is a home in which so many customers are kept. It is made once a machine's life: that takes a minute.
func kept(ctx context.Context, customers int) (string, error) {
	home := filepath.Join(os.TempDir(), "tenantry-bench-"+strconv.Itoa(customers))
	if _, err := os.Stat(filepath.Join(home, "profiles")); err == nil {
		return home, nil
	}
	c := exec.CommandContext(ctx, "go", "run", "./desk", "-customers", strconv.Itoa(customers), "-keep", home)
	c.Stderr = os.Stderr
	return home, c.Run()
}

// window is a program that is started again and again.
type window struct {
	name, path string
	home       string // empty: it keeps nothing
	got        []times
}

// times are what a start took, each from the start of the process.
type times struct {
	light, rows time.Duration
	steps       []step // as the program's log tells them
}

// opened is the step that tells that the profile could be opened.
const opened = "opened the profile"

type step struct {
	name string
	at   time.Duration
}

// command is a start of w with places of its own for what else a window leaves on a disk.
func (w *window) command(ctx context.Context, s *screen, dir string) *exec.Cmd {
	c := exec.CommandContext(ctx, w.path)
	c.Env = append(os.Environ(), "DISPLAY="+s.display, "WAYLAND_DISPLAY=", "DBUS_SESSION_BUS_ADDRESS=disabled:", "LC_ALL=C.UTF-8", "TENANTRY_LOG=debug",
		"HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_CACHE_HOME="+dir, "XDG_DATA_HOME="+dir, "TENANTRY_SECRETS=file", "TENANTRY_HOME="+w.home)
	return c
}

// patience is how long a window may take to show rows, or to end, before something is wrong with it.
const patience = 20 * time.Second

// start starts w, waits until its rows are painted, and ends it.
func (w *window) start(ctx context.Context, s *screen, dir string) (times, error) {
	c := w.command(ctx, s, dir)
	log := w.logged()
	if err := s.blank(patience); err != nil {
		return times{}, err
	}
	begun := time.Now()
	if err := c.Start(); err != nil {
		return times{}, err
	}
	got, err := s.await(begun, patience)
	if err == nil {
		time.Sleep(300 * time.Millisecond) // what begins after the first picture is written down as well
	}
	got.steps = w.steps(log, begun)
	if err == nil && w.home != "" && got.at(opened) == 0 {
		err = errors.New("it did not open the profile: what is painted is no list of customers")
	}
	return got, errors.Join(err, end(c))
}

// end has a window end as its user's session would.
func end(c *exec.Cmd) error {
	if err := c.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	timer := time.AfterFunc(patience, func() { _ = c.Process.Kill() })
	defer timer.Stop()
	_ = c.Wait() // how a window that is interrupted says so is no matter
	return nil
}

// secondStart starts the program again and again while its window is shown but hidden behind another, and waits for its rows.
func secondStart(ctx context.Context, s *screen, w *window, dir string, runs int) ([]time.Duration, error) {
	if err := s.blank(patience); err != nil {
		return nil, err
	}
	first := w.command(ctx, s, dir)
	begun := time.Now()
	if err := first.Start(); err != nil {
		return nil, err
	}
	defer func() { _ = end(first) }()
	if _, err := s.await(begun, patience); err != nil {
		return nil, err
	}
	time.Sleep(2 * time.Second) // it is at rest
	var got []time.Duration
	for range runs {
		if err := s.hideAll(patience); err != nil {
			return nil, err
		}
		again := w.command(ctx, s, dir)
		begun := time.Now()
		if err := again.Start(); err != nil {
			return nil, err
		}
		t, err := s.await(begun, patience)
		if err = errors.Join(err, again.Wait()); err != nil {
			return nil, fmt.Errorf("a second start: %w", err)
		}
		got = append(got, t.rows)
	}
	return got, nil
}

func tell(windows []*window) {
	fmt.Printf("%-34s %16s %16s\n", "from the process's start, ms", "first light", "rows painted")
	base := median(each(windows[0].got, func(t times) time.Duration { return t.rows }))
	for _, w := range windows {
		light, rows := each(w.got, func(t times) time.Duration { return t.light }), each(w.got, func(t times) time.Duration { return t.rows })
		fmt.Printf("%-34s %16.0f %16.0f   p95 %.0f, %.2fx (aim %.2fx)\n", w.name, median(light), median(rows), quantile(rows, .95), median(rows)/base, aim)
	}
	for _, w := range windows {
		fmt.Printf("\n%s, rows painted:\n", w.name)
		histogram(each(w.got, func(t times) time.Duration { return t.rows }))
	}
	for _, w := range windows[1:] {
		fmt.Printf("\n%s, the steps that its log tells, medians:\n", w.name)
		for _, name := range names(w.got) {
			at := each(w.got, func(t times) time.Duration { return t.at(name) })
			fmt.Printf("  %-40s %6.0f\n", name, median(at))
		}
	}
}

// names are those of the steps, in their order at the last start.
func names(got []times) (out []string) {
	for _, s := range got[len(got)-1].steps {
		if !slices.Contains(out, s.name) {
			out = append(out, s.name)
		}
	}
	return out
}

func (t times) at(name string) time.Duration {
	for _, s := range t.steps {
		if s.name == name {
			return s.at
		}
	}
	return 0
}

func histogram(all []time.Duration) {
	const width = 50 * time.Millisecond
	counts := map[time.Duration]int{}
	for _, d := range all {
		counts[d/width]++
	}
	for b := slices.Min(all) / width; b <= slices.Max(all)/width; b++ {
		fmt.Printf("  %5d ms %s\n", (b * width).Milliseconds(), strings.Repeat("#", counts[b]))
	}
}

func each(all []times, f func(times) time.Duration) (out []time.Duration) {
	for _, t := range all {
		out = append(out, f(t))
	}
	return out
}

func median(all []time.Duration) float64 { return quantile(all, .5) }

// quantile is in milliseconds.
func quantile(all []time.Duration, q float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return float64(sorted[min(int(float64(len(sorted))*q), len(sorted)-1)].Microseconds()) / 1000
}
