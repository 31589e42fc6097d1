package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

type outcome int

const (
	survived outcome = iota
	noticed
	unbuilt
)

// build is how long compiling one package and its tests may take.
const build = 2 * time.Minute

// runs tests mutants, one after the other.
type runs struct {
	dir   string
	limit map[string]time.Duration // a package's tests may take so long
}

func newRuns() (*runs, error) {
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	// A mutant may ask for memory without end: its tests get four gigabytes of addresses.
	err = os.WriteFile(filepath.Join(dir, "bounded"), []byte("#!/bin/sh\nulimit -v 4194304\nexec \"$@\"\n"), 0o755)
	return &runs{dir: dir, limit: map[string]time.Duration{}}, err
}

func (r *runs) close() { _ = os.RemoveAll(r.dir) }

// unchanged runs the tests on the code as it is: they have to pass, and their time is the measure for mutants'.
func (r *runs) unchanged(w io.Writer, packages []string) error {
	for _, p := range packages {
		r.limit[p] = build
		if out, err := r.run(p); err != nil { // the first one also compiles
			return fmt.Errorf("the tests of %s fail without any mutant:\n%s", p, out)
		}
		start := time.Now()
		if out, err := r.run(p); err != nil {
			return fmt.Errorf("the tests of %s fail without any mutant:\n%s", p, out)
		}
		r.limit[p] = 10*time.Second + 4*time.Since(start)
		fmt.Fprintf(w, "%s: a mutant has %s\n", p, r.limit[p].Round(time.Second))
	}
	return nil
}

func (r *runs) test(m mutant) (outcome, error) {
	changed, overlay := filepath.Join(r.dir, "mutant.go"), filepath.Join(r.dir, "overlay.json")
	file, err := filepath.Abs(m.file)
	if err != nil {
		return 0, err
	}
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{file: changed}})
	if err != nil {
		return 0, err
	}
	if err := errors.Join(os.WriteFile(changed, []byte(m.text), 0o600), os.WriteFile(overlay, replace, 0o600)); err != nil {
		return 0, err
	}
	switch out, err := r.run(m.pkg, "-overlay="+overlay); {
	case err == nil:
		return survived, nil
	case strings.Contains(out, "[build failed]") || strings.Contains(out, "[setup failed]"):
		return unbuilt, nil
	default:
		return noticed, nil // also when it ran out of time or memory
	}
}

// run is the package's tests; an end in time that go test itself overlooks is forced.
func (r *runs) run(pkg string, flags ...string) (string, error) {
	args := append([]string{"test", "-count=1", "-failfast", "-vet=off", "-timeout=" + r.limit[pkg].String()}, flags...)
	if runtime.GOOS != "windows" {
		args = append(args, "-exec="+filepath.Join(r.dir, "bounded"))
	}
	args = append(args, pkg)
	if usesRapid(pkg) {
		args = append(args, "-rapid.nofailfile") // a mutant's failure is no case to keep
	}
	ctx, cancel := context.WithTimeout(context.Background(), r.limit[pkg]+build)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func usesRapid(pkg string) bool {
	tests, _ := filepath.Glob(filepath.Join(pkg, "*_test.go"))
	for _, t := range tests {
		if text, err := os.ReadFile(t); err == nil && bytes.Contains(text, []byte(`"pgregory.net/rapid"`)) {
			return true
		}
	}
	return false
}
