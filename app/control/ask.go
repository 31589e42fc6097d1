package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"
)

// ErrNobody says that no process answers for the profile.
var ErrNobody = errors.New("no running Tenantry answers for this profile")

// ErrLeft says that the holder ended before it could answer; nothing of the answer was written.
var ErrLeft = errors.New("the running Tenantry ended before it could answer")

// Ask has the holder of the profile in dir run a command line, and passes its streams through. It
// returns the exit code, ErrNobody when nobody answered before anything was run, or ErrLeft when the call can be run
// anew without saying anything twice. An output that can't be written ends no call that is under way: the holder is
// told, and out's own error is for the caller to ask out for.
func Ask(ctx context.Context, dir string, call Call, in io.Reader, out, errs io.Writer) (int, error) {
	b, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		return 0, ErrNobody
	}
	var a address
	if json.Unmarshal(b, &a) != nil {
		return 0, ErrNobody
	}
	if host, _, err := net.SplitHostPort(a.Addr); err != nil || host != "127.0.0.1" {
		return 0, ErrNobody
	}
	d := net.Dialer{Timeout: 2 * time.Second}
	conn, err := d.DialContext(ctx, "tcp", a.Addr)
	if err != nil {
		return 0, ErrNobody
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()

	w := &writer{w: conn}
	call.Secret = a.Secret
	head, err := json.Marshal(call)
	if err != nil {
		return 0, fmt.Errorf("ask: %w", err)
	}
	if err := w.send(frameCall, head); err != nil {
		return 0, ErrNobody
	}
	go func() {
		_, _ = io.Copy(stream{w, frameInput}, in)
		_ = w.send(frameInput, nil)
	}()
	return answer(ctx, conn, out, errs, func() { _ = w.send(frameFull, nil) })
}

func answer(ctx context.Context, conn io.Reader, out, errs io.Writer, full func()) (int, error) {
	heard := false
	for {
		kind, p, err := receive(conn)
		switch {
		case ctx.Err() != nil:
			return 0, ctx.Err()
		case err != nil && !heard:
			return 0, ErrNobody
		case err != nil:
			return 0, fmt.Errorf("the running Tenantry went away: %w", err)
		case kind == frameOutput:
			if _, err := out.Write(p); err != nil {
				full()
			}
		case kind == frameError:
			_, _ = errs.Write(p) // there is no other place to say it
		case kind == frameLeft && !heard:
			return 0, ErrLeft
		case kind == frameLeft:
			return 0, errors.New("the running Tenantry ended before it had answered in full")
		case kind == frameExit && len(p) == 1:
			return int(p[0]), nil
		}
		heard = true
	}
}
