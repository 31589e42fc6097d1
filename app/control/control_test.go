package control

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func hold(t *testing.T, run Handler) (dir string, h *Holder) {
	t.Helper()
	dir = t.TempDir()
	h, err := Hold(dir, run)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close(0) })
	return dir, h
}

func TestTheHolderRunsTheCallWithTheCallersStreams(t *testing.T) {
	dir, _ := hold(t, func(_ context.Context, c Call, in io.Reader, out, errs io.Writer) int {
		text, _ := io.ReadAll(in)
		_, _ = io.WriteString(out, strings.Join(c.Args, "+")+"@"+c.Dir+":"+strings.ToUpper(string(text)))
		_, _ = io.WriteString(errs, "done")
		return 3
	})
	var out, errs bytes.Buffer
	code, err := Ask(t.Context(), dir, Call{Args: []string{"a", "b"}, Dir: "/here"}, strings.NewReader("köln"), &out, &errs)
	if err != nil || code != 3 || out.String() != "a+b@/here:KÖLN" || errs.String() != "done" {
		t.Fatalf("code %d, error %v, out %q, errors %q", code, err, &out, &errs)
	}
}

func TestAnswersArriveWhileInputIsStillOpen(t *testing.T) {
	dir, _ := hold(t, func(_ context.Context, _ Call, in io.Reader, out, _ io.Writer) int {
		_, _ = io.Copy(out, in)
		return 0
	})
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
	dir, _ := hold(t, func(_ context.Context, _ Call, _ io.Reader, out, _ io.Writer) int {
		_, _ = out.Write(want)
		return 0
	})
	var out bytes.Buffer
	if _, err := Ask(t.Context(), dir, Call{}, strings.NewReader(""), &out, io.Discard); err != nil || !bytes.Equal(out.Bytes(), want) {
		t.Fatalf("%d of %d bytes, %v", out.Len(), len(want), err)
	}
}

func TestNobodyAnswersWhereNobodyHolds(t *testing.T) {
	_, err := Ask(t.Context(), t.TempDir(), Call{}, strings.NewReader(""), io.Discard, io.Discard)
	if !errors.Is(err, ErrNobody) {
		t.Fatal(err)
	}
	dir, h := hold(t, func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return 0 })
	h.Close(0)
	if _, err := os.Stat(filepath.Join(dir, fileName)); !os.IsNotExist(err) {
		t.Fatal("the address outlived the holder")
	}
}

func TestACallerWithoutTheSecretRunsNothing(t *testing.T) {
	ran := false
	dir, _ := hold(t, func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { ran = true; return 0 })
	var a address
	b, _ := os.ReadFile(filepath.Join(dir, fileName))
	_ = json.Unmarshal(b, &a)
	for _, head := range []string{`{"secret":"","args":["x"]}`, `{"secret":"0000"}`, `nonsense`} {
		conn, err := net.Dial("tcp", a.Addr)
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{w: conn}
		_ = w.send(frameCall, []byte(head))
		if _, _, err := receive(conn); err == nil {
			t.Errorf("%s was answered", head)
		}
		_ = conn.Close()
	}
	if ran {
		t.Error("a call without the secret was run")
	}
}

func TestOnlyTheOwnerCanReadTheSecret(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits; the folder is the user's own")
	}
	dir, _ := hold(t, func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return 0 })
	info, err := os.Stat(filepath.Join(dir, fileName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
}

func TestACallerThatGoesAwayEndsItsCall(t *testing.T) {
	started, ended := make(chan struct{}), make(chan struct{})
	dir, _ := hold(t, func(ctx context.Context, _ Call, _ io.Reader, _, _ io.Writer) int {
		close(started)
		<-ctx.Done()
		close(ended)
		return 0
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-started; cancel() }()
	_, err := Ask(ctx, dir, Call{}, strings.NewReader(""), io.Discard, io.Discard)
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	<-ended // a call that goes on without its caller hangs here
}

func FuzzAFrameNeverAllocatesMoreThanItsBound(f *testing.F) {
	f.Add([]byte{'O', 0, 0, 0, 2, 'h', 'i'})
	f.Add([]byte{'O', 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		kind, p, err := receive(bytes.NewReader(b))
		if err == nil && (kind != b[0] || uint32(len(p)) != binary.BigEndian.Uint32(b[1:5])) {
			t.Fatalf("%q was read as %c %q", b, kind, p)
		}
		if len(p) > maxFrame {
			t.Fatal("too long")
		}
	})
}

func TestAHolderThatEndsLetsNobodyWaitAndLetsTheCallRunElsewhere(t *testing.T) {
	waiting := make(chan struct{})
	dir, h := hold(t, func(_ context.Context, _ Call, in io.Reader, out, errs io.Writer) int {
		close(waiting)
		_, _ = in.Read(make([]byte, 1)) // an input that nobody ends
		_, _ = io.WriteString(out, "cut short")
		_, _ = io.WriteString(errs, "cut short")
		return 3
	})
	in, _ := io.Pipe()
	var out, errs bytes.Buffer
	failed := make(chan error, 1)
	go func() {
		_, err := Ask(t.Context(), dir, Call{}, in, &out, &errs)
		failed <- err
	}()
	<-waiting
	h.Close(0)
	if err := <-failed; !errors.Is(err, ErrLeft) {
		t.Errorf("the caller was told %v", err)
	}
	if out.Len() > 0 || errs.Len() > 0 {
		t.Errorf("the caller got %q and %q although the call is to be run anew", &out, &errs)
	}
}

func TestALaterHoldersAddressStays(t *testing.T) {
	dir, first := hold(t, func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return 1 })
	second, err := Hold(dir, func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return 2 })
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close(0)
	first.Close(0)
	if code, err := Ask(t.Context(), dir, Call{}, strings.NewReader(""), io.Discard, io.Discard); err != nil || code != 2 {
		t.Errorf("code %d, %v", code, err)
	}
}
