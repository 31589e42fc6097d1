package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// screen is a virtual display of our own.
type screen struct {
	display string
	x       *xgb.Conn
	root    xproto.Window
	server  *exec.Cmd
}

// The part of the screen that is looked at: rows stand there, and nothing else with dark letters.
const (
	left, top     = 300, 230
	width, height = 240, 160
	// letters is how many dark points the text of rows has there at least; a window that is being laid out has none.
	letters = 250
)

func openScreen(ctx context.Context) (*screen, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	c := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
	c.ExtraFiles = []*os.File{w}
	if err := c.Start(); err != nil {
		return nil, fmt.Errorf("Xvfb: %w", err)
	}
	_ = w.Close()
	name, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("Xvfb does not start: %w", err)
	}
	s := &screen{display: ":" + strings.TrimSpace(name), server: c}
	if s.x, err = xgb.NewConnDisplay(s.display); err != nil {
		return nil, errors.Join(err, c.Process.Kill())
	}
	s.root = xproto.Setup(s.x).DefaultScreen(s.x).Root
	return s, nil
}

func (s *screen) close() {
	s.x.Close()
	_ = s.server.Process.Kill()
	_ = s.server.Wait()
}

// seen is whether there is light on the part that is looked at, and whether rows are.
func (s *screen) seen() (light, rows bool, err error) {
	image, err := xproto.GetImage(s.x, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), left, top, width, height, ^uint32(0)).Reply()
	if err != nil {
		return false, false, err
	}
	dark := 0
	for i := 0; i+3 < len(image.Data); i += 4 {
		if sum := int(image.Data[i]) + int(image.Data[i+1]) + int(image.Data[i+2]); sum < 330 {
			dark++
		}
	}
	light = dark < width*height/2 // a screen without a window is black
	return light, light && dark >= letters, nil
}

// look is how often the screen is looked at.
const look = 2 * time.Millisecond

// await waits until rows are on the screen.
func (s *screen) await(begun time.Time, patience time.Duration) (times, error) {
	var t times
	for time.Since(begun) < patience {
		light, rows, err := s.seen()
		at := time.Since(begun)
		if err != nil {
			return t, err
		}
		if light && t.light == 0 {
			t.light = at
		}
		if rows {
			t.rows = at
			return t, nil
		}
		time.Sleep(look)
	}
	return t, errors.New("no rows are painted")
}

// blank waits until nothing is on the screen.
func (s *screen) blank(patience time.Duration) error {
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(look) {
		if light, _, err := s.seen(); err != nil || !light {
			return err
		}
	}
	return errors.New("the screen does not get empty")
}

// hideAll takes every window from the screen, as a hidden one is.
func (s *screen) hideAll(patience time.Duration) error {
	tree, err := xproto.QueryTree(s.x, s.root).Reply()
	if err != nil {
		return err
	}
	for _, w := range tree.Children {
		if err := xproto.UnmapWindowChecked(s.x, w).Check(); err != nil {
			return err
		}
	}
	return s.blank(patience)
}
