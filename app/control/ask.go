package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

var (
	// ErrNobody says that no process answers for the profile: nobody listens, or whoever does is not its holder.
	ErrNobody = errors.New("no running Tenantry answers for this profile")
	// ErrLeft says that the holder ended before it began the call, or in time to undo it: the call can be run anew.
	ErrLeft = errors.New("the running Tenantry ended before it could answer")
	// ErrStopped says that the holder greeted and then fell silent: it is stopped. What became of the call is unknown.
	ErrStopped = errors.New("the running Tenantry stopped answering")
	// ErrGone says that the holder ended while it ran the call. What became of the call is unknown.
	ErrGone = errors.New("the running Tenantry ended while it ran the command")
)

const (
	// greeting is how long whoever listens may take to prove that it holds the profile.
	greeting = 5 * time.Second
	// beat is how often a holder says that it is still here, patience how long a caller goes on without a word of it.
	beat     = 2 * time.Second
	patience = 4 * beat
	// winding is how long a caller that gives a call up waits for the holder to end it: whoever asks next finds it ended.
	winding = 3 * time.Second
)

// Ask has the holder of the profile in dir run a command line, and passes its streams through: of in no more than the
// command reads. It returns the exit code, ErrNobody or ErrLeft when nothing of the call was done, ErrStopped or ErrGone
// when nobody can say. An output that can't be written ends no call that is under way: the holder is told, and out's
// own error is for the caller to ask out for. A read of in may still be under way when Ask returns.
func Ask(ctx context.Context, dir string, call Call, in io.Reader, out, errs io.Writer) (int, error) {
	a, err := readAddress(dir)
	if err != nil {
		return 0, ErrNobody
	}
	until := time.Now().Add(greeting)
	d := net.Dialer{Deadline: until}
	conn, err := d.DialContext(ctx, "tcp", a.Addr)
	if err != nil {
		return 0, errors.Join(ctx.Err(), ErrNobody)
	}
	defer conn.Close()
	_ = conn.SetDeadline(until)
	return ask(ctx, conn, a.Secret, call, in, out, errs)
}

func ask(ctx context.Context, conn net.Conn, secret string, call Call, in io.Reader, out, errs io.Writer) (int, error) {
	stop := context.AfterFunc(ctx, func() { giveUp(conn) })
	defer stop()
	l, err := greetHolder(conn, secret)
	if err != nil {
		return 0, errors.Join(ctx.Err(), ErrNobody)
	}
	_ = conn.SetDeadline(time.Time{})
	head, err := json.Marshal(call)
	if err != nil {
		return 0, fmt.Errorf("ask: %w", err)
	}
	if err := l.send(frameCall, head); err != nil {
		return 0, errors.Join(ctx.Err(), ErrLeft)
	}
	c := &asking{line: l, in: in, out: upTo{ctx, out}, errs: upTo{ctx, errs}}
	code, err := c.answer()
	return code, errors.Join(ctx.Err(), err)
}

// giveUp tells the holder that nobody waits for the answer any more, and hangs up once it had the time to end the call.
func giveUp(conn net.Conn) {
	if half, ok := conn.(interface{ CloseWrite() error }); !ok || half.CloseWrite() != nil {
		_ = conn.Close()
		return
	}
	time.AfterFunc(winding, func() { _ = conn.Close() })
}

// upTo passes on what is written before its context ends: what a call says of its own end, its caller says already.
type upTo struct {
	ctx context.Context
	w   io.Writer
}

func (u upTo) Write(p []byte) (int, error) {
	if u.ctx.Err() != nil {
		return len(p), nil
	}
	return u.w.Write(p)
}

// asking is a call under way, as its caller sees it.
type asking struct {
	*line
	in        io.Reader
	out, errs io.Writer
	begun     bool // the holder runs the call
	heard     bool // something of the answer was passed on
}

// answer passes the streams through until the holder says the exit code.
func (c *asking) answer() (int, error) {
	for {
		_ = c.conn.SetReadDeadline(time.Now().Add(patience))
		kind, p, err := c.receive()
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return 0, ErrStopped
		case err != nil && !c.begun:
			return 0, ErrLeft
		case err != nil:
			return 0, ErrGone
		}
		switch kind {
		case frameBegun:
			c.begun = true
		case frameWant:
			go c.feed()
		case frameOutput:
			c.heard = true
			if _, err := c.out.Write(p); err != nil {
				_ = c.send(frameFull, nil)
			}
		case frameError:
			c.heard = true
			_, _ = c.errs.Write(p) // there is no other place to say it
		case frameLeft:
			if c.heard {
				return 0, ErrGone
			}
			return 0, ErrLeft
		case frameExit:
			if len(p) == 1 {
				return int(p[0]), nil
			}
		}
	}
}

// feed sends of standard input what there is now.
func (c *asking) feed() {
	p := make([]byte, 32<<10)
	n, err := c.in.Read(p)
	for n == 0 && err == nil {
		n, err = c.in.Read(p)
	}
	switch {
	case n > 0: // an error is met again at the next read
		_ = c.send(frameInput, p[:n])
	case errors.Is(err, io.EOF):
		_ = c.send(frameInput, nil)
	default:
		_ = c.send(frameNoInput, nil)
	}
}
