package control

import (
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// The kinds of frames.
const (
	frameCall   byte = 'C' // caller → holder: the Call as JSON, first and once
	frameInput  byte = 'I' // caller → holder: standard input; empty: its end
	frameFull   byte = 'F' // caller → holder: standard output can't be written any more
	frameOutput byte = 'O' // holder → caller
	frameError  byte = 'E' // holder → caller
	frameExit   byte = 'X' // holder → caller: the exit code, last
	frameLeft   byte = 'L' // holder → caller: the holder ended before the call did, last
)

// maxFrame bounds what one frame may make the reader allocate.
const maxFrame = 1 << 20

// writer sends frames; safe for concurrent use, because output and errors interleave.
type writer struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *writer) send(kind byte, p []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	var head [5]byte
	head[0] = kind
	binary.BigEndian.PutUint32(head[1:], uint32(len(p)))
	if _, err := w.w.Write(append(head[:], p...)); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// stream is one direction's io.Writer.
type stream struct {
	w    *writer
	kind byte
}

func (s stream) Write(p []byte) (int, error) {
	for n := 0; n < len(p); {
		end := min(n+maxFrame, len(p))
		if err := s.w.send(s.kind, p[n:end]); err != nil {
			return n, err
		}
		n = end
	}
	return len(p), nil
}

func receive(r io.Reader) (kind byte, p []byte, err error) {
	var head [5]byte
	if _, err = io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("a frame of %d bytes is too long", n)
	}
	p = make([]byte, n)
	_, err = io.ReadFull(r, p)
	return head[0], p, err
}
