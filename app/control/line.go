package control

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

// The kinds of frames.
const (
	frameHello   byte = 'H' // both ways, unsealed: a nonce; holder → caller, sealed: the holder knows the secret
	frameCall    byte = 'C' // caller → holder: the Call as JSON, first and once
	frameInput   byte = 'I' // caller → holder: of standard input as much as there is now; empty: its end
	frameNoInput byte = 'N' // caller → holder: standard input can't be read
	frameFull    byte = 'F' // caller → holder: standard output can't be written any more
	frameBeat    byte = 'B' // holder → caller: still here
	frameBegun   byte = 'R' // holder → caller: the call is being run
	frameWant    byte = 'W' // holder → caller: the call reads its standard input
	frameOutput  byte = 'O' // holder → caller
	frameError   byte = 'E' // holder → caller
	frameExit    byte = 'X' // holder → caller: the exit code, last
	frameLeft    byte = 'L' // holder → caller: the holder ended before the call was done, last
)

const (
	// maxFrame bounds what one frame may make the reader allocate.
	maxFrame = 1 << 20
	nonceLen = 32
	keyLen   = 32
)

// side is one end of a conversation. It names the key of what that end sends.
type side string

const (
	asCaller side = "tenantry control 2: caller"
	asHolder side = "tenantry control 2: holder"
)

// line is a connection whose frames are sealed: only who knows the secret can write one, and only in its turn. send is
// safe for concurrent use, because output and errors interleave; receive is for one goroutine.
type line struct {
	conn      net.Conn
	out, in   cipher.AEAD
	mu        sync.Mutex
	sent, got uint64
}

// greetHolder says hello to whoever listens, and succeeds when that one has proved that it knows the secret. Nothing
// that tells of the secret was sent by then.
func greetHolder(conn net.Conn, secret string) (*line, error) {
	mine := nonce()
	if err := sendPlain(conn, frameHello, mine); err != nil {
		return nil, err
	}
	theirs, err := receiveHello(conn)
	if err != nil {
		return nil, err
	}
	l, err := newLine(conn, secret, mine, theirs, asCaller)
	if err != nil {
		return nil, err
	}
	if kind, _, err := l.receive(); err != nil || kind != frameHello {
		return nil, errors.New("whoever listens there is not the process that holds the profile")
	}
	return l, nil
}

// greetCaller answers a hello. Whether the caller knows the secret shows at its first frame.
func greetCaller(conn net.Conn, secret string) (*line, error) {
	theirs, err := receiveHello(conn)
	if err != nil {
		return nil, err
	}
	mine := nonce()
	if err := sendPlain(conn, frameHello, mine); err != nil {
		return nil, err
	}
	l, err := newLine(conn, secret, theirs, mine, asHolder)
	if err != nil {
		return nil, err
	}
	return l, l.send(frameHello, nil)
}

func nonce() []byte {
	b := make([]byte, nonceLen)
	_, _ = rand.Read(b) // never fails
	return b
}

func receiveHello(conn net.Conn) ([]byte, error) {
	kind, n, err := receiveHead(conn)
	if err != nil {
		return nil, err
	}
	if kind != frameHello || n != nonceLen {
		return nil, errors.New("no greeting of a Tenantry of this kind")
	}
	p := make([]byte, n)
	_, err = io.ReadFull(conn, p)
	return p, err
}

func newLine(conn net.Conn, secret string, callers, holders []byte, me side) (*line, error) {
	l, salt := &line{conn: conn}, append(callers[:nonceLen:nonceLen], holders...)
	for who, seal := range map[side]*cipher.AEAD{asCaller: &l.out, asHolder: &l.in} {
		key, err := hkdf.Key(sha256.New, []byte(secret), salt, string(who), keyLen)
		if err != nil {
			return nil, fmt.Errorf("derive a key: %w", err)
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, fmt.Errorf("use a key: %w", err)
		}
		if *seal, err = cipher.NewGCM(block); err != nil {
			return nil, fmt.Errorf("use a key: %w", err)
		}
	}
	if me == asHolder {
		l.out, l.in = l.in, l.out
	}
	return l, nil
}

// counter is the nonce of a frame: how many there were before it, each way under a key of its own.
func counter(n uint64) []byte { return binary.BigEndian.AppendUint64(make([]byte, 4, 12), n) }

func (l *line) send(kind byte, p []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	sealed := l.out.Seal(nil, counter(l.sent), p, []byte{kind})
	l.sent++
	return sendPlain(l.conn, kind, sealed)
}

// receive is the next frame. A frame that is changed, repeated or left out is an error.
func (l *line) receive() (kind byte, p []byte, err error) {
	kind, n, err := receiveHead(l.conn)
	if err != nil {
		return 0, nil, err
	}
	sealed := make([]byte, n)
	if _, err := io.ReadFull(l.conn, sealed); err != nil {
		return 0, nil, err
	}
	p, err = l.in.Open(sealed[:0], counter(l.got), sealed, []byte{kind})
	if err != nil {
		return 0, nil, fmt.Errorf("open a frame: %w", err)
	}
	l.got++
	return kind, p, nil
}

// stream sends what is written as frames of one kind.
func (l *line) stream(kind byte) io.Writer {
	return writeFunc(func(p []byte) (int, error) {
		for n := 0; n < len(p); {
			end := min(n+maxFrame, len(p))
			if err := l.send(kind, p[n:end]); err != nil {
				return n, err
			}
			n = end
		}
		return len(p), nil
	})
}

func sendPlain(w io.Writer, kind byte, p []byte) error {
	head := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(p)))
	if _, err := w.Write(append(head, p...)); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

func receiveHead(r io.Reader) (kind byte, n uint32, err error) {
	var head [5]byte
	if _, err = io.ReadFull(r, head[:]); err != nil {
		return 0, 0, err
	}
	const seal = 16
	if n = binary.BigEndian.Uint32(head[1:]); n > maxFrame+seal {
		return 0, 0, fmt.Errorf("a frame of %d bytes is too long", n)
	}
	return head[0], n, nil
}

type writeFunc func([]byte) (int, error)

func (f writeFunc) Write(p []byte) (int, error) { return f(p) }
