package control

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// handler makes a Handler of one that carries out whatever it begins.
func handler(run func(ctx context.Context, c Call, in io.Reader, out, errs io.Writer) int) Handler {
	return func(ctx context.Context, c Call, in io.Reader, out, errs io.Writer) (int, bool) {
		return run(ctx, c, in, out, errs), true
	}
}

// hold announces a holder of a new profile, which answers with run; nil: it does not answer yet.
func hold(t *testing.T, run Handler) (dir string, h *Holder) {
	t.Helper()
	dir = t.TempDir()
	h, err := Announce(dir)
	if err != nil {
		t.Fatal(err)
	}
	if run != nil {
		h.Answer(run)
	}
	t.Cleanup(func() {
		select {
		case <-h.left:
		default:
			h.Withdraw()
		}
	})
	return dir, h
}

func TestTheHolderRunsTheCallWithTheCallersStreams(t *testing.T) {
	dir, _ := hold(t, handler(func(_ context.Context, c Call, in io.Reader, out, errs io.Writer) int {
		text, _ := io.ReadAll(in)
		_, _ = io.WriteString(out, strings.Join(c.Args, "+")+"@"+c.Dir+":"+strings.ToUpper(string(text)))
		_, _ = io.WriteString(errs, "done")
		return 3
	}))
	var out, errs bytes.Buffer
	code, err := Ask(t.Context(), dir, Call{Args: []string{"a", "b"}, Dir: "/here"}, strings.NewReader("köln"), &out, &errs)
	if err != nil || code != 3 || out.String() != "a+b@/here:KÖLN" || errs.String() != "done" {
		t.Fatalf("code %d, error %v, out %q, errors %q", code, err, &out, &errs)
	}
}

func TestAnswersArriveWhileInputIsStillOpen(t *testing.T) {
	dir, _ := hold(t, handler(func(_ context.Context, _ Call, in io.Reader, out, _ io.Writer) int {
		_, _ = io.Copy(out, in)
		return 0
	}))
	in, feed := io.Pipe()
	answers, out := io.Pipe()
	go func() {
		_, _ = Ask(t.Context(), dir, Call{}, in, out, io.Discard)
		_ = out.Close()
	}()
	for _, line := range []string{"one\n", "two\n"} {
		_, _ = io.WriteString(feed, line)
		got := make([]byte, len(line))
		if _, err := io.ReadFull(answers, got); err != nil || string(got) != line {
			t.Fatalf("got %q, %v; want %q before the input ends", got, err, line)
		}
	}
	_ = feed.Close()
}

func TestAnOutputLargerThanAFrameArrivesWhole(t *testing.T) {
	want := bytes.Repeat([]byte("0123456789abcdef"), 3*maxFrame/16+1)
	dir, _ := hold(t, handler(func(_ context.Context, _ Call, _ io.Reader, out, _ io.Writer) int {
		_, _ = out.Write(want)
		return 0
	}))
	var out bytes.Buffer
	if _, err := Ask(t.Context(), dir, Call{}, strings.NewReader(""), &out, io.Discard); err != nil || !bytes.Equal(out.Bytes(), want) {
		t.Fatalf("%d of %d bytes, %v", out.Len(), len(want), err)
	}
}

// What a command does not read of standard input is there for the next command of a script.
func TestNoMoreOfTheInputIsReadThanTheCallReads(t *testing.T) {
	dir, _ := hold(t, handler(func(_ context.Context, c Call, in io.Reader, _, _ io.Writer) int {
		if c.Args != nil {
			_, _ = in.Read(make([]byte, 1))
		}
		return 0
	}))
	in := &counted{r: strings.NewReader("one\ntwo\n")}
	if _, err := Ask(t.Context(), dir, Call{}, in, io.Discard, io.Discard); err != nil || in.reads != 0 {
		t.Errorf("%d reads, %v", in.reads, err)
	}
	if _, err := Ask(t.Context(), dir, Call{Args: []string{"read"}}, in, io.Discard, io.Discard); err != nil || in.reads != 1 {
		t.Errorf("%d reads, %v", in.reads, err)
	}
}

type counted struct {
	r     io.Reader
	reads int
}

func (c *counted) Read(p []byte) (int, error) { c.reads++; return c.r.Read(p) }

// Half of a text must not be taken for the whole.
func TestAnInputThatCantBeReadIsNoEndOfIt(t *testing.T) {
	got := make(chan error, 1)
	dir, _ := hold(t, handler(func(_ context.Context, _ Call, in io.Reader, _, _ io.Writer) int {
		_, err := io.ReadAll(in)
		got <- err
		return 0
	}))
	in := io.MultiReader(strings.NewReader("half"), readFunc(func([]byte) (int, error) { return 0, errors.New("no") }))
	if _, err := Ask(t.Context(), dir, Call{}, in, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err == nil {
		t.Error("the half was the whole")
	}
}

func TestNobodyAnswersWhereNobodyHolds(t *testing.T) {
	_, err := Ask(t.Context(), t.TempDir(), Call{}, strings.NewReader(""), io.Discard, io.Discard)
	if !errors.Is(err, ErrNobody) {
		t.Fatal(err)
	}
	dir, h := hold(t, nil)
	h.Withdraw()
	if _, err := os.Stat(filepath.Join(dir, fileName)); !os.IsNotExist(err) {
		t.Fatal("the address outlived the holder")
	}
}

// Whoever asks next finds the call ended: a caller that gives up waits for that.
func TestACallerThatGoesAwayEndsItsCall(t *testing.T) {
	started := make(chan struct{})
	var ended atomic.Bool
	dir, _ := hold(t, handler(func(ctx context.Context, _ Call, _ io.Reader, _, errs io.Writer) int {
		close(started)
		<-ctx.Done()
		_, _ = errs.Write([]byte("ended"))
		ended.Store(true)
		return 0
	}))
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-started; cancel() }()
	var errs strings.Builder
	if _, err := Ask(ctx, dir, Call{}, strings.NewReader(""), io.Discard, &errs); !errors.Is(err, context.Canceled) || errs.Len() > 0 {
		t.Fatal(err, errs.String())
	}
	if !ended.Load() {
		t.Error("the caller was let go while its call went on")
	}
}

// A call that comes while the holder opens or closes the profile finds it neither free nor silent.
func TestACallWaitsUntilTheProfileIsOpenOrFree(t *testing.T) {
	for _, answers := range []bool{true, false} {
		dir, h := hold(t, nil)
		asked := make(chan error, 1)
		go func() {
			code, err := Ask(t.Context(), dir, Call{}, strings.NewReader(""), io.Discard, io.Discard)
			if err == nil && code != 7 {
				err = errors.New("another code")
			}
			asked <- err
		}()
		if answers {
			h.Answer(handler(func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return 7 }))
			if err := <-asked; err != nil {
				t.Error(err)
			}
			continue
		}
		h.End(0)
		select {
		case err := <-asked:
			t.Errorf("the caller was told %v before the profile was free", err)
		default:
		}
		h.Withdraw()
		if err := <-asked; !errors.Is(err, ErrLeft) && !errors.Is(err, ErrNobody) {
			t.Errorf("the caller was told %v", err)
		}
	}
}

func TestAHolderThatEndsLetsNobodyWaitAndLetsTheCallRunElsewhere(t *testing.T) {
	waiting := make(chan struct{})
	dir, h := hold(t, func(_ context.Context, _ Call, in io.Reader, out, errs io.Writer) (int, bool) {
		close(waiting)
		_, _ = in.Read(make([]byte, 1)) // an input that nobody ends
		_, _ = io.WriteString(out, "cut short")
		_, _ = io.WriteString(errs, "cut short")
		return 3, false
	})
	in, _ := io.Pipe()
	var out, errs bytes.Buffer
	failed := make(chan error, 1)
	go func() {
		_, err := Ask(t.Context(), dir, Call{}, in, &out, &errs)
		failed <- err
	}()
	<-waiting
	h.Withdraw()
	if err := <-failed; !errors.Is(err, ErrLeft) {
		t.Errorf("the caller was told %v", err)
	}
	if out.Len() > 0 || errs.Len() > 0 {
		t.Errorf("the caller got %q and %q although the call is to be run anew", &out, &errs)
	}
}

// A profile may take long to close. Until then the caller of a call that was cut short waits, and then runs it anew.
func TestACallThatWasCutShortWaitsForASlowEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		callers, holders := net.Pipe()
		h := newHolder("secret")
		h.Answer(func(ctx context.Context, _ Call, _ io.Reader, _, _ io.Writer) (int, bool) {
			<-ctx.Done()
			return 1, false
		})
		go h.serve(holders)
		go func() {
			time.Sleep(time.Second)
			h.End(0)
			time.Sleep(time.Minute)
			close(h.left)
		}()
		begun := time.Now()
		_, err := ask(t.Context(), callers, "secret", Call{}, strings.NewReader(""), io.Discard, io.Discard)
		if took := time.Since(begun); !errors.Is(err, ErrLeft) || took != time.Minute+time.Second {
			t.Errorf("%v after %s", err, took)
		}
		_ = callers.Close()
	})
}

// What was done must not be done twice because the holder ended just then: its caller gets the answer.
func TestACallThatWasDoneIsAnsweredAlthoughTheHolderEnds(t *testing.T) {
	waiting := make(chan struct{})
	dir, h := hold(t, func(ctx context.Context, _ Call, _ io.Reader, out, errs io.Writer) (int, bool) {
		close(waiting)
		<-ctx.Done()
		_, _ = io.WriteString(out, "TNT-1")
		_, _ = io.WriteString(errs, "queued")
		return 0, true
	})
	var out, errs bytes.Buffer
	failed := make(chan error, 1)
	go func() {
		_, err := Ask(t.Context(), dir, Call{}, strings.NewReader(""), &out, &errs)
		failed <- err
	}()
	<-waiting
	h.Withdraw()
	if err := <-failed; err != nil || out.String() != "TNT-1" || errs.String() != "queued" {
		t.Errorf("%v, %q, %q", err, &out, &errs)
	}
}

// A caller that is stopped, or whose own reader is, does not keep the holder from ending.
func TestAHolderEndsAlthoughACallerReadsNothing(t *testing.T) {
	dir, h := hold(t, handler(func(_ context.Context, _ Call, _ io.Reader, out, _ io.Writer) int {
		for {
			if _, err := out.Write(make([]byte, maxFrame)); err != nil {
				return 1
			}
		}
	}))
	blocked, release := make(chan struct{}), make(chan struct{})
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		var once bool
		_, _ = Ask(t.Context(), dir, Call{}, strings.NewReader(""), writeFunc(func(p []byte) (int, error) {
			if !once {
				once = true
				close(blocked)
			}
			<-release
			return len(p), nil
		}), io.Discard)
	}()
	<-blocked
	h.Withdraw() // one that waits for the caller hangs here
	close(release)
	<-gone
}

func TestAHolderThatFollowsAnswersInsteadOfTheOneBefore(t *testing.T) {
	dir, first := hold(t, handler(func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return 1 }))
	first.Withdraw()
	second, err := Announce(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Withdraw()
	second.Answer(handler(func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return 2 }))
	if code, err := Ask(t.Context(), dir, Call{}, strings.NewReader(""), io.Discard, io.Discard); err != nil || code != 2 {
		t.Errorf("code %d, %v", code, err)
	}
}
