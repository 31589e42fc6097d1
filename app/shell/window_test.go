//go:build linux && desktop && production

package shell

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/wailsapp/wails/v2"

	"tenantry/app"
	"tenantry/app/contract"
	"tenantry/app/handover"
)

//go:embed testdata/probe.js
var probe []byte

//go:embed testdata/rests.js
var rests []byte

//go:embed testdata/drawn.js
var looks []byte

// probed is the page as it is built, with one script more: as if somebody had got one into it.
type probed struct{ fs.FS }

func (p probed) Open(name string) (fs.File, error) {
	if name != "index.html" {
		return p.FS.Open(name)
	}
	page, err := fs.ReadFile(p.FS, name)
	if err != nil {
		return nil, err
	}
	page = bytes.Replace(page, []byte("</body>"), []byte(`<script type="module" src="/probe.js"></script></body>`), 1)
	return fstest.MapFS{name: {Data: page}}.Open(name)
}

// TestTheWindowsDoors opens the production window over the page as it is built, has a script in it try whatever a script
// can do to get out, and looks from outside at what came of it. It needs a display and the built page: build/smoke.sh.
func TestTheWindowsDoors(t *testing.T) {
	var mu sync.Mutex
	var reached []string
	outside := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		reached = append(reached, r.Method+" "+r.URL.Path)
	}))
	defer outside.Close()
	opened := browser(t)

	report := inWindow(t, func(s *Shell) *app.App { return app.Failed(app.Options{Shell: s}, errors.New("no profile")) },
		bytes.ReplaceAll(probe, []byte("OUTSIDE"), []byte(outside.URL)))
	for _, name := range slices.Sorted(maps.Keys(report)) {
		if want := "refused"; report[name] != want && !strings.HasPrefix(name, "allowed:") || strings.HasPrefix(name, "allowed:") && report[name] != "works" {
			t.Errorf("%s: %s", name, report[name])
		}
	}
	if len(report) < 25 {
		t.Errorf("only %d things were tried: %v", len(report), report)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(reached) > 0 {
		t.Errorf("the page reached another host: %v", reached)
	}
	if text, err := os.ReadFile(opened); err != nil || len(text) > 0 {
		t.Errorf("the page opened %s (%v)", text, err)
	}
	t.Logf("%d things tried", len(report))
}

// TestTheWindowIsDrawn walks over the views and dialogs of the demo in the production window: the system's web view draws
// each, nothing that has text is squeezed to nothing, and it knows every declaration and selector of the built style. What
// an engine doesn't know it leaves out without a word.
func TestTheWindowIsDrawn(t *testing.T) {
	styles, err := filepath.Glob("../../frontend/dist/assets/*.css")
	if err != nil || len(styles) == 0 {
		t.Fatal("the page is not built: make frontend")
	}
	for i, file := range styles {
		styles[i] = "/assets/" + filepath.Base(file)
	}
	names, err := json.Marshal(styles)
	if err != nil {
		t.Fatal(err)
	}
	report := inWindow(t, func(s *Shell) *app.App {
		o, err := app.Demo{}.Options(app.Options{Home: t.TempDir(), Shell: s})
		if err != nil {
			t.Fatal(err)
		}
		a, err := app.Open(o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := a.Stop(); err != nil {
				t.Error(err)
			}
		})
		go func() {
			if err := a.SignInToDemo(t.Context()); err != nil {
				t.Error(err)
			}
		}()
		return a
	}, bytes.ReplaceAll(looks, []byte("[STYLES]"), names))
	for _, name := range slices.Sorted(maps.Keys(report)) {
		if report[name] != "drawn" {
			t.Errorf("%s: %s", name, report[name])
		}
	}
	if len(report) < 15 {
		t.Errorf("only %d places were looked at: %v", len(report), report)
	}
	t.Logf("%d places", len(report))
}

// A window lies where the last one did; what rests in the page is kept before it ends, and one that stays when it is closed
// is shown again.
func TestAClosedWindowStaysAndAnEndedOneKeepsWhatRests(t *testing.T) {
	var a *app.App
	var sh *Shell
	told := map[string]string{}
	tell := func(what string, holds bool) { told[what] = map[bool]string{true: "yes", false: "no"}[holds] }
	o := app.Options{Home: t.TempDir(), Secrets: "file"}
	lay := handover.Geometry{Width: 1000, Height: 700, Placed: true, X: 37, Y: 41}
	inWindow(t, func(s *Shell) *app.App {
		sh, o.Shell = s, s
		var err error
		if a, err = app.Open(o); err != nil {
			t.Fatal(err)
		}
		p, err := a.Settings.Load()
		if err != nil {
			t.Fatal(err)
		}
		csv := "Microsoft ID,Customer name,Primary domain name\n2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c,Köln Bau GmbH,koelnbau.de\n"
		if _, err := a.Customers.ImportDropped("customers.csv", base64.StdEncoding.EncodeToString([]byte(csv))); err != nil {
			t.Fatal(err)
		}
		a.Opening.KeepGeometry(lay)
		p.Closing = contract.Closing{Stays: true, Told: true}
		if err := a.Settings.Save(p, nil); err != nil {
			t.Fatal(err)
		}
		return a
	}, rests, func() {
		ctx, _ := sh.window()
		tell(fmt.Sprintf("it lies where the last one did: %+v", lies(ctx)), lies(ctx) == lay)
		sh.closes() // what the toolkit calls when a person closes the window
		for range 100 {
			if sh.Hidden() {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		tell("hidden when it is closed", sh.Hidden())
		sh.Show()
		tell("shown again", !sh.Hidden())
	})
	if err := a.Stop(); err != nil {
		t.Fatal(err)
	}
	o.Shell = nil
	again, err := app.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Stop() }()
	p, err := again.Settings.Load()
	tell("the order that was just chosen is kept", err == nil && p.Lists["customers"].Sort == "name")
	for what, holds := range told {
		if holds != "yes" {
			t.Errorf("%s: %s", what, holds)
		}
	}
	if len(told) != 4 {
		t.Errorf("%v", told)
	}
}

// windowShown is whether a window was shown: a process can show one.
var windowShown bool

// inWindow opens the production window over the page as it is built and an App, with a script more in it, and gives what
// the script reports; steps are done when it asks for that. It needs a display and the built page: build/smoke.sh.
func inWindow(t *testing.T, over func(*Shell) *app.App, script []byte, steps ...func()) map[string]string {
	if os.Getenv("DISPLAY") == "" || windowShown {
		t.Skip("no display, or a window was shown already: a process can show one")
	}
	page := os.DirFS("../../frontend/dist")
	if _, err := fs.Stat(page, "index.html"); err != nil {
		t.Fatal("the page is not built: make frontend")
	}
	windowShown = true
	s := &Shell{}
	w := window(over(s), s, probed{page}, nil)
	got := make(chan map[string]string, 1)
	w.AssetServer.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/probe.js":
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write(script)
		case "/probe-step":
			for _, step := range steps {
				step()
			}
		case "/probe-report":
			var report map[string]string
			if err := json.Unmarshal([]byte(r.URL.Query().Get("report")), &report); err != nil {
				t.Error(err)
			}
			got <- report
			s.quit()
		default:
			http.NotFound(w, r)
		}
	})
	hangs, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	gone := make(chan struct{})
	context.AfterFunc(hangs, func() { insist(gone, s.quit) })
	if err := wails.Run(w); err != nil {
		t.Fatal(err)
	}
	close(gone)
	select {
	case report := <-got:
		return report
	default:
		t.Fatal("the page never reported: it was left, or ended the program")
		return nil
	}
}

// browser puts a program in the place of the browser that writes down what it is to open, and says where.
func browser(t *testing.T) string {
	dir := t.TempDir()
	opened := filepath.Join(dir, "opened")
	if err := errors.Join(os.WriteFile(opened, nil, 0o600),
		os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\nprintf '%s\\n' \"$1\" >>'"+opened+"'\n"), 0o700)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	return opened
}
