package control

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// asksOver has a holder that answers with run talk to a caller over a connection in memory, so that time can be made.
func asksOver(t *testing.T, run Handler) (code int, took time.Duration, err error) {
	t.Helper()
	callers, holders := net.Pipe()
	h := newHolder("secret")
	h.Answer(run)
	served := make(chan struct{})
	go func() { defer close(served); h.serve(holders) }()
	begun := time.Now()
	_ = callers.SetDeadline(begun.Add(greeting))
	code, err = ask(t.Context(), callers, "secret", Call{}, strings.NewReader(""), io.Discard, io.Discard)
	took = time.Since(begun)
	_ = callers.Close()
	<-served
	return code, took, err
}

func TestALongCallIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		code, took, err := asksOver(t, handler(func(context.Context, Call, io.Reader, io.Writer, io.Writer) int {
			time.Sleep(20 * time.Minute)
			return 3
		}))
		if code != 3 || err != nil || took < 20*time.Minute {
			t.Errorf("code %d after %s, %v", code, took, err)
		}
	})
}

// A listener that is silent, because it is another program or stopped, is given up after five seconds.
func TestASilentListenerIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		callers, silent := net.Pipe()
		go func() { _, _ = io.Copy(io.Discard, silent) }()
		begun := time.Now()
		_ = callers.SetDeadline(begun.Add(greeting))
		_, err := ask(t.Context(), callers, "secret", Call{}, strings.NewReader(""), io.Discard, io.Discard)
		if took := time.Since(begun); !errors.Is(err, ErrNobody) || took != greeting {
			t.Errorf("%v after %s", err, took)
		}
		_ = callers.Close()
	})
}

// A holder that is stopped while it works is noticed, whether or not it had begun.
func TestAHolderThatFallsSilentIsNoticed(t *testing.T) {
	for _, begins := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			callers, holders := net.Pipe()
			go func() {
				l, err := greetCaller(holders, "secret")
				if err != nil {
					return
				}
				_, _, _ = l.receive()
				for range 3 { // alive for six seconds
					time.Sleep(beat)
					_ = l.send(frameBeat, nil)
				}
				if begins {
					_ = l.send(frameBegun, nil)
				}
			}()
			begun := time.Now()
			_, err := ask(t.Context(), callers, "secret", Call{}, strings.NewReader(""), io.Discard, io.Discard)
			if took := time.Since(begun); !errors.Is(err, ErrStopped) || took != 3*beat+patience || patience > 10*time.Second {
				t.Errorf("%v after %s", err, took)
			}
			_ = callers.Close()
		})
	}
}

// Who never says what is to be run holds no holder up.
func TestACallerThatSaysNothingIsHungUpOn(t *testing.T) {
	for _, greets := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			callers, holders := net.Pipe()
			h := newHolder("secret")
			go func() {
				if greets {
					_, _ = greetHolder(callers, "secret")
				}
				_, _ = io.Copy(io.Discard, callers)
			}()
			begun := time.Now()
			h.serve(holders)
			if took := time.Since(begun); took != greeting {
				t.Errorf("it took %s", took)
			}
		})
	}
}
