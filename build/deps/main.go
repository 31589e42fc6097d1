// Deps writes, per system, which modules the program with its window is made of and who pulls each of them:
// build/deps/linux.txt, darwin.txt and windows.txt, and for all of them and for the page the licences. A new module, or a new way to an old one, is a line in a
// review. With -check it only says what differs. It fails when something forbidden is pulled.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const (
	own    = "tenantry"
	folder = "build/deps"
)

// systems are the builds of the Makefile.
var systems = []struct{ os, arch, cgo, tags string }{
	{"linux", "amd64", "1", "webkit2_41,desktop,production"},
	{"darwin", "arm64", "1", "desktop,production"},
	{"windows", "amd64", "0", "desktop,production"},
}

// forbidden says what must never be pulled into the program, and why: packages and all below them.
var forbidden = map[string]string{
	"testing":                            "registers its flags on the command line; what tests share stays in tests",
	"net/http/httptest":                  "the simulated cloud listens by itself; test servers stay in tests",
	"github.com/stretchr/testify":        "tests only",
	"github.com/google/go-cmp":           "tests only",
	"github.com/getkin/kin-openapi":      "tests only: Microsoft's schemas",
	"pgregory.net/rapid":                 "tests only",
	"net/http/pprof":                     "opens the memory, and so tokens, to whoever reaches the port",
	"plugin":                             "loads code that nobody signed",
	"github.com/labstack/echo":           "Wails' development server: only the build with the tag dev listens for browsers",
	"github.com/gorilla/websocket":       "as echo",
	"github.com/microsoftgraph":          "bench/official: a hundred megabytes for twenty requests; our clients say what they ask",
	"github.com/AzureAD":                 "bench/official: tokens have one room, backend/msauth",
	"github.com/Azure/azure-sdk-for-go":  "as microsoftgraph",
	"github.com/junegunn/fzf":            "bench: compared with, never used",
	"github.com/blevesearch":             "bench: compared with, never used",
	"tenantry/backend/catalog/judged":    "what the search is judged by: tests and the bench only",
	"github.com/mattn/go-sqlite3":        "one store: Badger; and no C in the command line",
	"modernc.org/sqlite":                 "one store: Badger",
	"github.com/golang-jwt/jwt":          "an id token is shown, never trusted: nobody here verifies one",
	"github.com/sirupsen/logrus":         "log/slog is the log; its handler knows what may be written",
	"go.uber.org/zap":                    "log/slog is the log",
	"github.com/golang/protobuf":         "the old one: google.golang.org/protobuf is what Badger uses",
	"github.com/getsentry/sentry-go":     "nothing is sent to anybody but Microsoft",
	"go.opentelemetry.io/otel/exporters": "nothing is sent to anybody but Microsoft",
}

func main() {
	check := flag.Bool("check", false, "write nothing; fail when a file is old")
	flag.Parse()
	if err := run(os.Stdout, *check); err != nil {
		fmt.Fprintln(os.Stderr, "deps:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, check bool) error {
	var failed []error
	modules := map[string]string{}
	for _, s := range systems {
		packages, err := list(s.os, s.arch, s.cgo, s.tags)
		if err != nil {
			return err
		}
		for _, f := range found(packages) {
			failed = append(failed, fmt.Errorf("%s: %s", s.os, f))
		}
		for _, p := range packages {
			if p.module() != "" && p.module() != own && p.Module.Replace == nil { // what stands in for a module is ours
				modules[p.Module.Path+" "+p.Module.Version] = p.Module.Dir
			}
		}
		failed = append(failed, put(w, filepath.Join(folder, s.os+".txt"), header+text(packages), check))
	}
	all, err := licences(modules)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	return errors.Join(append(failed, put(w, licencesFile, all, check))...)
}

// put writes a file, or says what differs in it.
func put(w io.Writer, file, text string, check bool) error {
	if !check {
		return os.WriteFile(file, []byte(text), 0o644)
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if lines := difference(string(kept), text); lines != "" {
		fmt.Fprintf(w, "%s\n%s", file, lines)
		return fmt.Errorf("%s is old. Run: make deps", file)
	}
	return nil
}

const header = "# Written by `make deps`: each module of the program, and which packages of ours and direct dependencies pull it.\n"

// pkg is what go list says of a package.
type pkg struct {
	ImportPath string
	Module     *module // nil for the standard library
	Imports    []string
}

type module struct {
	Path, Version string
	Dir           string // where its files lie
	Replace       *module
}

func (p pkg) module() string {
	if p.Module == nil {
		return ""
	}
	return p.Module.Path
}

func list(system, arch, cgo, tags string) ([]pkg, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Module,Imports", "-tags", tags, ".")
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED="+cgo)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w", system, err)
	}
	var packages []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
	return packages, nil
}

// text is one line a module: its path, and who pulls it.
func text(packages []pkg) string {
	pulled := pulledBy(packages)
	var out strings.Builder
	for _, module := range slices.Sorted(maps.Keys(pulled)) {
		fmt.Fprintf(&out, "%s ← %s\n", module, strings.Join(slices.Sorted(maps.Keys(pulled[module])), ", "))
	}
	return out.String()
}

// pulledBy tells for each module which of our packages import it, and which direct dependencies reach it.
func pulledBy(packages []pkg) map[string]map[string]bool {
	at := map[string]pkg{}
	for _, p := range packages {
		at[p.ImportPath] = p
	}
	out := map[string]map[string]bool{}
	note := func(module, who string) {
		if out[module] == nil {
			out[module] = map[string]bool{}
		}
		out[module][who] = true
	}
	for _, p := range packages {
		if p.module() != own {
			continue
		}
		for _, to := range p.Imports {
			direct := at[to].module()
			if direct == "" || direct == own {
				continue
			}
			note(direct, short(p.ImportPath))
			for reached := range reach(at, to) {
				if reached != direct {
					note(reached, direct)
				}
			}
		}
	}
	return out
}

func short(importPath string) string {
	if importPath == own {
		return "main"
	}
	return strings.TrimPrefix(importPath, own+"/")
}

// reach is the modules that a package needs.
func reach(at map[string]pkg, from string) map[string]bool {
	out, seen := map[string]bool{}, map[string]bool{from: true}
	for next := []string{from}; len(next) > 0; {
		p := at[next[0]]
		next = next[1:]
		if p.module() != "" {
			out[p.module()] = true
		}
		for _, to := range p.Imports {
			if !seen[to] {
				seen[to] = true
				next = append(next, to)
			}
		}
	}
	return out
}

// found is what is forbidden, who imports it, and why that must not be.
func found(packages []pkg) []string {
	var out []string
	for _, p := range packages {
		for _, to := range p.Imports {
			for what, why := range forbidden {
				if to == what || strings.HasPrefix(to, what+"/") {
					out = append(out, fmt.Sprintf("%s imports %s, which is forbidden (%s)", p.ImportPath, to, why))
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// difference is the lines that went and the lines that came.
func difference(before, after string) string {
	var out strings.Builder
	old, now := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	for _, l := range old {
		if !slices.Contains(now, l) {
			out.WriteString("- " + l)
		}
	}
	for _, l := range now {
		if !slices.Contains(old, l) {
			out.WriteString("+ " + l)
		}
	}
	return out.String()
}
