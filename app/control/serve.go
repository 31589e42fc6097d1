package control

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// serve is one conversation with another process.
func (h *Holder) serve(conn net.Conn) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(greeting))
	l, err := greetCaller(conn, h.secret)
	if err != nil {
		return
	}
	kind, p, err := l.receive()
	var call Call
	if err != nil || kind != frameCall || json.Unmarshal(p, &call) != nil {
		return
	}
	_ = conn.SetDeadline(time.Time{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := &served{line: l, input: make(chan []byte, 1)}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		defer cancel()
		s.listen()
	}()
	var beats sync.WaitGroup
	beats.Go(func() { s.beat(ctx) })
	last, p := h.attend(ctx, s, call)
	if h.ctx.Err() != nil {
		_ = conn.SetWriteDeadline(time.Now().Add(farewell))
	}
	_ = s.send(last, p)
	// Closed with something of the caller's unread, the connection would be reset, and what it has not read yet lost.
	_ = conn.SetReadDeadline(time.Now().Add(hangUp))
	<-gone
	beats.Wait()
}

// hangUp is how long the caller has to read the rest and to hang up.
const hangUp = 10 * time.Second

// attend runs the call, where the holder still begins one, and gives the last frame. ctx ends when the caller goes away.
func (h *Holder) attend(ctx context.Context, s *served, call Call) (kind byte, p []byte) {
	select {
	case <-h.ready:
		if h.begin() {
			code, done := h.carryOut(ctx, s, call)
			if done {
				return frameExit, []byte{byte(code)}
			}
		}
	case <-h.left:
	case <-ctx.Done():
	}
	select { // who asks anew before the profile is free would only be told to wait
	case <-h.left:
	case <-ctx.Done():
	}
	return frameLeft, nil
}

// begin says whether another call may be begun; calls.Done is due then.
func (h *Holder) begin() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.ending {
		h.calls.Add(1)
	}
	return !h.ending
}

// carryOut runs the call; done is false where it was cut short because the holder ends, with nothing done.
func (h *Holder) carryOut(ctx context.Context, s *served, call Call) (code int, done bool) {
	defer h.calls.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	hurried := make(chan struct{})
	stop := context.AfterFunc(h.ctx, func() {
		cancel()
		_ = s.conn.SetWriteDeadline(time.Now().Add(farewell)) // a caller that reads nothing holds nobody up
		close(hurried)
	})
	defer func() {
		if !stop() { // the profile may take longer to close: until then the caller hears the beat
			<-hurried
			_ = s.conn.SetWriteDeadline(time.Time{})
		}
	}()
	if s.send(frameBegun, nil) != nil {
		return 0, false
	}
	out, errs := &late{w: s.output(), ends: h.ctx}, &late{w: s.stream(frameError), ends: h.ctx}
	code, done = h.run(ctx, call, readFunc(func(p []byte) (int, error) { return s.read(ctx, p) }), out, errs)
	if done || h.ctx.Err() == nil {
		out.release()
		errs.release()
		return code, true
	}
	return 0, false
}

// late passes what is written through until the holder ends. What is written from then on is kept back: a call that
// was cut short is run anew, and what it says of that is not for its caller.
type late struct {
	w    io.Writer
	ends context.Context
	kept []byte
}

func (l *late) Write(p []byte) (int, error) {
	if l.ends.Err() == nil {
		return l.w.Write(p)
	}
	if len(l.kept)+len(p) > maxFrame {
		return 0, l.ends.Err()
	}
	l.kept = append(l.kept, p...)
	return len(p), nil
}

// release passes on what was kept back: the call was done all the same.
func (l *late) release() { _, _ = l.w.Write(l.kept) }

// served is a call under way, as its holder sees it.
type served struct {
	*line
	input chan []byte // what the caller sent because it was asked to; nil: nothing more
	rest  []byte      // of the last of it, what was not read yet
	ended error       // why there is no more input
	full  atomic.Bool // the caller can't write its standard output any more
}

// listen hears the caller until it goes away.
func (s *served) listen() {
	for {
		kind, p, err := s.receive()
		if err != nil {
			return
		}
		switch kind {
		case frameFull:
			s.full.Store(true)
		case frameInput, frameNoInput:
			if kind == frameNoInput {
				p = nil
			} else if p == nil {
				p = []byte{}
			}
			select {
			case s.input <- p:
			default: // nobody asked for it
				return
			}
		}
	}
}

// beat says that the holder is still here, for as long as the conversation goes on.
func (s *served) beat(ctx context.Context) {
	t := time.NewTicker(beat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			if s.send(frameBeat, nil) != nil {
				return
			}
		}
	}
}

// read asks the caller for standard input where none is left.
func (s *served) read(ctx context.Context, p []byte) (int, error) {
	if len(s.rest) == 0 {
		if s.ended != nil {
			return 0, s.ended
		}
		if err := s.send(frameWant, nil); err != nil {
			return 0, err
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case s.rest = <-s.input:
		}
		switch {
		case s.rest == nil:
			s.ended = io.ErrUnexpectedEOF // half of a text is not the whole
		case len(s.rest) == 0:
			s.ended = io.EOF
		}
		if s.ended != nil {
			return 0, s.ended
		}
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// output sends standard output for as long as the caller can write it.
func (s *served) output() io.Writer {
	w := s.stream(frameOutput)
	return writeFunc(func(p []byte) (int, error) {
		if s.full.Load() {
			return 0, io.ErrClosedPipe
		}
		return w.Write(p)
	})
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }
