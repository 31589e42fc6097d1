package control

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// Call is the command line that a second process wants run.
type Call struct {
	Args    []string `json:"args"`
	Dir     string   `json:"dir"`     // the caller's working folder: relative file names mean that one
	Display bool     `json:"display"` // the caller could show a window
	Width   int      `json:"width"`   // of the caller's terminal; 0: not a terminal
	// Language is the caller's: the holder's environment is another.
	Language string `json:"language"`
	// Show asks for nothing but that the holder's window comes to the front; an exit code other than 0: it has none.
	Show bool `json:"show,omitempty"`
}

// Handler runs a call and returns its exit code. ctx ends when the caller goes away, or when the holder ends; done is
// then whether the call was carried out all the same.
type Handler func(ctx context.Context, c Call, in io.Reader, out, errs io.Writer) (code int, done bool)

// Holder answers the calls of other processes: it lets them wait until [Holder.Answer], runs them until [Holder.End],
// and lets those that come later wait until [Holder.Withdraw] tells them to look for another holder.
type Holder struct {
	ln     net.Listener
	dir    string
	secret string

	run    Handler
	ready  chan struct{} // closed when run is set
	ctx    context.Context
	cancel context.CancelFunc // ends the calls under way
	left   chan struct{}      // closed when the profile is let go of
	talks  sync.WaitGroup

	mu     sync.Mutex // guards ending; Add of calls never meets their Wait
	ending bool
	calls  sync.WaitGroup
}

// Announce tells other processes that this one holds the profile in dir, and lets their calls wait. The caller has just
// taken the profile's lock, so that there is one holder at most, and whatever an earlier one left is stale.
func Announce(dir string) (*Holder, error) {
	forget(dir)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for other processes: %w", err)
	}
	var raw [32]byte
	_, _ = rand.Read(raw[:]) // never fails
	h := newHolder(hex.EncodeToString(raw[:]))
	h.ln, h.dir = ln, dir
	if err := writeAddress(dir, address{Addr: ln.Addr().String(), Secret: h.secret, PID: os.Getpid()}); err != nil {
		_ = ln.Close()
		return nil, fmt.Errorf("tell other processes: %w", err)
	}
	h.talks.Go(h.accept)
	return h, nil
}

func newHolder(secret string) *Holder {
	h := &Holder{secret: secret, ready: make(chan struct{}), left: make(chan struct{})}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	return h
}

// Answer runs the calls, those that wait and those that come.
func (h *Holder) Answer(run Handler) {
	h.run = run
	close(h.ready)
}

// End begins no further call, and lets those under way go on for at most grace. Every call that was not done by then is
// left to another process.
func (h *Holder) End(grace time.Duration) {
	h.mu.Lock()
	h.ending = true
	h.mu.Unlock()
	timer := time.AfterFunc(grace, h.cancel)
	h.calls.Wait()
	timer.Stop()
	h.cancel()
}

// farewell bounds how long a holder waits for its callers to read the last word.
const farewell = time.Second

// Withdraw removes the address and tells who waits to look for another holder. The caller lets go of the profile's
// lock right after it.
func (h *Holder) Withdraw() {
	h.End(0)
	forget(h.dir)
	close(h.left)
	_ = h.ln.Close()
	told := make(chan struct{})
	go func() { h.talks.Wait(); close(told) }()
	select {
	case <-told:
	case <-time.After(farewell): // they see the connection end
	}
}

func (h *Holder) accept() {
	for {
		conn, err := h.ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			select {
			case <-h.left:
			case <-time.After(50 * time.Millisecond): // out of descriptors, say: do not spin
			}
			continue
		}
		h.talks.Go(func() { h.serve(conn) })
	}
}
