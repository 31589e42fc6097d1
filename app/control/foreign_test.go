package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// listens has act talk to whoever connects, and gives the profile whose file names that listener.
func listens(t *testing.T, act func(net.Conn)) (dir, secret string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { _ = ln.Close(); <-done })
	go func() {
		defer close(done)
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			act(conn)
			_ = conn.Close()
		}
	}()
	dir, secret = t.TempDir(), strings.Repeat("5ec4e7", 10)
	if err := writeAddress(dir, address{Addr: ln.Addr().String(), Secret: secret, PID: 1}); err != nil {
		t.Fatal(err)
	}
	return dir, secret
}

// Whoever listens where a holder once did gets nothing: not the secret, not what was asked, not the input.
func TestAForeignListenerLearnsNothing(t *testing.T) {
	for name, answer := range map[string]func(conn net.Conn, heard []byte){
		"hangs up":           func(net.Conn, []byte) {},
		"is a web server":    func(c net.Conn, _ []byte) { _, _ = io.WriteString(c, "HTTP/1.1 400 Bad Request\r\n\r\n") },
		"says what it hears": func(c net.Conn, heard []byte) { _, _ = c.Write(heard); _, _ = c.Write(heard); _, _ = c.Write(heard) },
		"greets without the secret": func(c net.Conn, _ []byte) {
			_ = sendPlain(c, frameHello, nonce())
			_ = sendPlain(c, frameHello, make([]byte, 16))
		},
		"answers as one of old does": func(c net.Conn, _ []byte) { _ = sendPlain(c, 'X', []byte{0}) },
		"says 4 GB":                  func(c net.Conn, _ []byte) { _, _ = c.Write([]byte{'H', 0xff, 0xff, 0xff, 0xff}) },
	} {
		t.Run(name, func(t *testing.T) {
			heard := make(chan []byte, 1)
			dir, secret := listens(t, func(conn net.Conn) {
				b := make([]byte, 5+nonceLen)
				_, _ = io.ReadFull(conn, b)
				answer(conn, b)
				rest, _ := io.ReadAll(conn)
				heard <- append(b, rest...)
			})
			_, err := Ask(t.Context(), dir, Call{Args: []string{"confidential"}}, strings.NewReader("confidential"), io.Discard, io.Discard)
			if !errors.Is(err, ErrNobody) {
				t.Errorf("the caller was told %v", err)
			}
			if b := <-heard; bytes.Contains(b, []byte(secret)) || bytes.Contains(b, []byte("confidential")) {
				t.Errorf("it heard %q", b)
			}
		})
	}
}

func TestACallerWithoutTheSecretRunsNothing(t *testing.T) {
	ran := false
	dir, h := hold(t, handler(func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { ran = true; return 0 }))
	a, err := readAddress(dir)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(talk func(net.Conn)) {
		conn, err := net.Dial("tcp", a.Addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		talk(conn)
		if b, err := io.ReadAll(conn); len(b) > 2*(5+nonceLen) {
			t.Errorf("it was told %q, %v", b, err)
		}
	}
	call, _ := json.Marshal(Call{Args: []string{"x"}})
	ask(func(c net.Conn) { _ = sendPlain(c, frameCall, call) }) // as a program of before did
	ask(func(c net.Conn) { _, _ = io.WriteString(c, "GET / HTTP/1.1\r\n\r\n") })
	ask(func(c net.Conn) { _ = sendPlain(c, frameHello, nonce()); _ = sendPlain(c, frameCall, call) })
	ask(func(c net.Conn) {
		l, err := newLine(c, "another secret", nonce(), nonce(), asCaller)
		if err != nil {
			t.Fatal(err)
		}
		_ = sendPlain(c, frameHello, nonce())
		_ = l.send(frameCall, call)
	})
	h.End(0)
	if ran {
		t.Error("a call without the secret was run")
	}
}

// The file is written for its owner, and believed only as it was written.
func TestOnlyTheHoldersOwnFileIsBelieved(t *testing.T) {
	dir, _ := hold(t, nil)
	good, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"garbage": "\x00{nonsense", "nothing": "", "long": strings.Repeat(" ", maxAddress) + string(good),
		"another host": strings.Replace(string(good), "127.0.0.1", "10.255.255.1", 1), "a name": strings.Replace(string(good), "127.0.0.1", "localhost", 1),
		"no secret": `{"addr":"127.0.0.1:1","secret":"","pid":1}`} {
		other := t.TempDir()
		if err := os.WriteFile(filepath.Join(other, fileName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if a, err := readAddress(other); err == nil {
			t.Errorf("%s was read as %+v", name, a)
		}
	}
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, fileName), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := readAddress(folder); err == nil {
		t.Error("a folder was read")
	}
}

// Frames mean something once, in their turn, in their conversation, from their side.
func TestAFrameThatIsChangedRepeatedOrMovedIsRefused(t *testing.T) {
	callers, holders := nonce(), nonce()
	var wire bytes.Buffer
	sender, _ := newLine(recorder{&wire}, "secret", callers, holders, asCaller)
	for _, text := range []string{"one", "two"} {
		if err := sender.send(frameInput, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	frame := wire.Len() / 2
	one, two := wire.Bytes()[:frame], wire.Bytes()[frame:]
	for name, c := range map[string]struct {
		sent            []byte
		secret          string
		callers, holder []byte
		me              side
		reads           int // how many frames are good
	}{
		"as sent":            {bytes.Join([][]byte{one, two}, nil), "secret", callers, holders, asHolder, 2},
		"repeated":           {bytes.Join([][]byte{one, one}, nil), "secret", callers, holders, asHolder, 1},
		"the first left out": {two, "secret", callers, holders, asHolder, 0},
		"sent back":          {one, "secret", callers, holders, asCaller, 0},
		"another nonce":      {one, "secret", nonce(), holders, asHolder, 0},
		"nonces swapped":     {one, "secret", holders, callers, asHolder, 0},
		"another secret":     {one, "secret2", callers, holders, asHolder, 0},
		"another kind":       {append([]byte{frameFull}, one[1:]...), "secret", callers, holders, asHolder, 0},
		"a changed byte":     {append(bytes.Clone(one[:frame-1]), one[frame-1]^1), "secret", callers, holders, asHolder, 0},
	} {
		l, _ := newLine(recorder{bytes.NewBuffer(c.sent)}, c.secret, c.callers, c.holder, c.me)
		n := 0
		for {
			if _, _, err := l.receive(); err != nil {
				break
			}
			n++
		}
		if n != c.reads {
			t.Errorf("%s: %d frames were taken, want %d", name, n, c.reads)
		}
	}
}

// recorder is a connection that is read and written in memory.
type recorder struct{ *bytes.Buffer }

func (recorder) Close() error                     { return nil }
func (recorder) LocalAddr() net.Addr              { return nil }
func (recorder) RemoteAddr() net.Addr             { return nil }
func (recorder) SetDeadline(time.Time) error      { return nil }
func (recorder) SetReadDeadline(time.Time) error  { return nil }
func (recorder) SetWriteDeadline(time.Time) error { return nil }

func FuzzAFrameNeverAllocatesMoreThanItsBound(f *testing.F) {
	f.Add([]byte{'O', 0, 0, 0, 2, 'h', 'i'})
	f.Add([]byte{'O', 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := newLine(recorder{bytes.NewBuffer(b)}, "secret", make([]byte, nonceLen), make([]byte, nonceLen), asHolder)
		if err != nil {
			t.Fatal(err)
		}
		if kind, p, err := l.receive(); err == nil {
			t.Fatalf("%q was read as %c %q without the secret", b, kind, p)
		}
		if kind, n, err := receiveHead(bytes.NewReader(b)); err == nil && (kind != b[0] || n > maxFrame+16) {
			t.Fatalf("%q was read as a head of %c, %d", b, kind, n)
		}
	})
}
