//go:build desktop || dev || bindings

package shell

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"tenantry/app"
	"tenantry/app/contract"
	"tenantry/app/handover"
)

// Shell is app.Shell over Wails. Before Wails started, events are dropped: the page
// takes a snapshot after it subscribed.
type Shell struct {
	lay handover.Geometry // how the window was made to lie

	closing  closing
	notifier             // shows notifications of the system
	paged    atomic.Bool // the page is loaded, and answers

	mu  sync.RWMutex
	ctx context.Context
}

func (s *Shell) ready(ctx context.Context) {
	s.mu.Lock()
	s.ctx = ctx
	s.mu.Unlock()
}

// gone says that the window is no more: nothing is sent to it.
func (s *Shell) gone() {
	s.mu.Lock()
	s.ctx = nil
	s.mu.Unlock()
	s.silences()
}

// quit ends the window, whatever is preferred when a person closes it.
func (s *Shell) quit() {
	if _, ok := s.window(); ok {
		s.closing.end()
	}
}

// closes ends the window as the user would.
func (s *Shell) closes() {
	if ctx, ok := s.window(); ok {
		runtime.Quit(ctx)
	}
}

func (s *Shell) window() (context.Context, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.ctx, s.ctx != nil
}

// Emit tells the window that something changed.
func (s *Shell) Emit(e contract.Event, n uint64) {
	if ctx, ok := s.window(); ok {
		runtime.EventsEmit(ctx, string(e), n)
	}
}

// OpenURL opens an address in the user's browser. Wails' own way refuses lawful addresses (with a ";"
// or a "~" in them) and only logs that.
func (s *Shell) OpenURL(url string) error {
	return app.OpenBrowser(url)
}

// OpenFile asks for a file to read.
func (s *Shell) OpenFile(title, pattern string) (string, error) {
	ctx, ok := s.window()
	if !ok {
		return "", nil
	}
	return runtime.OpenFileDialog(ctx, runtime.OpenDialogOptions{Title: title,
		Filters: []runtime.FileFilter{{DisplayName: pattern, Pattern: pattern}}})
}

// SaveFile asks where to write a file.
func (s *Shell) SaveFile(name, pattern string) (string, error) {
	if path, ok := saveIn(name); ok {
		return path, nil
	}
	ctx, ok := s.window()
	if !ok {
		return "", nil
	}
	return runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{DefaultFilename: name,
		Filters: []runtime.FileFilter{{DisplayName: pattern, Pattern: pattern}}})
}

// ShowFile shows where a file lies.
func (s *Shell) ShowFile(path string) error { return app.ShowFile(path) }

// Show brings the window to the front.
func (s *Shell) Show() {
	if ctx, ok := s.window(); ok {
		s.closing.shown()
		runtime.WindowUnminimise(ctx)
		runtime.WindowShow(ctx)
	}
}

// StartDemo starts this program once more, on the simulated cloud.
func (s *Shell) StartDemo() error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	cmd := exec.Command(self, "demo")
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the demo: %w", err)
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// StartAnew starts this program once more with the same arguments and ends this window. What it is to read is in its pipe
// before this process ends.
func (s *Shell) StartAnew(h handover.Handover, input string) error {
	if ctx, ok := s.window(); ok {
		h.Lay = lies(ctx).After(s.lay)
	}
	cmd, err := anew(h)
	if err != nil {
		return err
	}
	if err := handOver(cmd, input); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	s.Leave()
	return nil
}

// Leave ends the window once the page has its answer.
func (s *Shell) Leave() { go s.quit() }

// Kept says that the page has kept what rested there.
func (s *Shell) Kept() { s.closing.answered() }

// Hide puts the window out of sight, if it stays.
func (s *Shell) Hide() { s.closing.away() }

// Hidden says whether it is.
func (s *Shell) Hidden() bool { return s.closing.isHidden() }
