package control

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// fileName lies in the profile's folder while a holder listens.
const fileName = "running.json"

// Call is the command line that a second process wants run.
type Call struct {
	Secret  string   `json:"secret"`
	Args    []string `json:"args"`
	Dir     string   `json:"dir"`     // the caller's working folder: relative file names mean that one
	Display bool     `json:"display"` // the caller could show a window
	Width   int      `json:"width"`   // of the caller's terminal; 0: not a terminal
	// Language is the caller's: the holder's environment is another.
	Language string `json:"language"`
}

// Handler runs a call and returns its exit code. ctx ends when the caller goes away.
type Handler func(ctx context.Context, c Call, in io.Reader, out, errs io.Writer) int

type address struct {
	Addr   string `json:"addr"`
	Secret string `json:"secret"`
	PID    int    `json:"pid"`
}

// Holder listens for calls until it is closed.
type Holder struct {
	ln     net.Listener
	path   string
	secret string
	run    Handler
	ctx    context.Context
	cancel context.CancelFunc
	calls  sync.WaitGroup
}

// Hold starts to listen for calls on behalf of the profile in dir. The caller must hold the profile's
// lock, so that there is one holder at most.
func Hold(dir string, run Handler) (*Holder, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for other processes: %w", err)
	}
	var raw [32]byte
	_, _ = rand.Read(raw[:]) // never fails
	h := &Holder{ln: ln, path: filepath.Join(dir, fileName), secret: hex.EncodeToString(raw[:]), run: run}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	b, _ := json.Marshal(address{Addr: ln.Addr().String(), Secret: h.secret, PID: os.Getpid()})
	// A new file each time: an old one might be open to others.
	_ = os.Remove(h.path)
	if err := os.WriteFile(h.path, b, 0o600); err != nil {
		_ = ln.Close()
		return nil, fmt.Errorf("tell other processes: %w", err)
	}
	h.calls.Go(h.accept)
	return h, nil
}

// Close stops listening, lets calls under way end for at most grace, and removes the file.
func (h *Holder) Close(grace time.Duration) {
	if b, err := os.ReadFile(h.path); err == nil && bytes.Contains(b, []byte(h.secret)) {
		_ = os.Remove(h.path) // ours; a later holder's stays
	}
	_ = h.ln.Close()
	timer := time.AfterFunc(grace, h.cancel)
	h.calls.Wait()
	timer.Stop()
	h.cancel()
}

func (h *Holder) accept() {
	for {
		conn, err := h.ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			time.Sleep(50 * time.Millisecond) // out of descriptors, say: do not spin
			continue
		}
		h.calls.Go(func() { h.serve(conn) })
	}
}

func (h *Holder) serve(conn net.Conn) {
	defer conn.Close()
	ctx, cancel := context.WithCancel(h.ctx)
	defer cancel()
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	kind, p, err := receive(conn)
	var call Call
	if err != nil || kind != frameCall || json.Unmarshal(p, &call) != nil ||
		subtle.ConstantTimeCompare([]byte(call.Secret), []byte(h.secret)) != 1 {
		return
	}
	_ = conn.SetReadDeadline(time.Time{})
	in, feed := io.Pipe()
	stopReading := context.AfterFunc(ctx, func() { _ = in.CloseWithError(context.Canceled) })
	defer stopReading()
	var full atomic.Bool
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		defer cancel()
		for {
			kind, p, err := receive(conn)
			if err != nil {
				_ = feed.CloseWithError(io.ErrUnexpectedEOF)
				return
			}
			switch {
			case kind == frameFull:
				full.Store(true)
			case kind == frameInput && len(p) == 0:
				_ = feed.Close()
			case kind == frameInput:
				_, _ = feed.Write(p) // the command may not read its input at all
			}
		}
	}()
	w := &writer{w: conn}
	out := writeFunc(func(p []byte) (int, error) {
		if full.Load() {
			return 0, io.ErrClosedPipe
		}
		return stream{w, frameOutput}.Write(p)
	})
	code := h.run(ctx, call, in, h.open(out), h.open(stream{w, frameError}))
	_ = in.Close()
	if h.ctx.Err() != nil {
		_ = w.send(frameLeft, nil)
	} else {
		_ = w.send(frameExit, []byte{byte(code)})
	}
	// Closed with something of the caller's unread, the connection would be reset, and what it has not read yet lost.
	_ = conn.SetReadDeadline(time.Now().Add(hangUp))
	<-gone
}

// hangUp is how long the caller has to read the rest and to hang up.
const hangUp = 10 * time.Second

// open passes what is written through until the holder ends: what a command says of being cut short
// is not for its caller, who will have it run anew.
func (h *Holder) open(w io.Writer) io.Writer {
	return writeFunc(func(p []byte) (int, error) {
		if h.ctx.Err() != nil {
			return 0, h.ctx.Err()
		}
		return w.Write(p)
	})
}

type writeFunc func([]byte) (int, error)

func (f writeFunc) Write(p []byte) (int, error) { return f(p) }
