package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"time"
)

// logged is how much of its log w has written already.
func (w *window) logged() int {
	if w.home == "" {
		return 0
	}
	return len(w.log())
}

// log is all that its newest file says.
func (w *window) log() []byte {
	text, _ := os.ReadFile(filepath.Join(w.home, "logs", "default.log")) // one that is not there says nothing
	return text
}

// steps are those of a start, which the log tells from a place on.
func (w *window) steps(from int, begun time.Time) (out []step) {
	if w.home == "" {
		return nil
	}
	text := w.log()
	for line := range bytes.Lines(text[min(from, len(text)):]) {
		var said struct {
			Time time.Time
			Msg  string
		}
		if json.Unmarshal(line, &said) == nil {
			out = append(out, step{said.Msg, said.Time.Sub(begun)})
		}
	}
	return out
}
