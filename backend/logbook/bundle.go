package logbook

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Bundle is a ZIP file for whoever looks into a fault, while it is written: everything in it is redacted, and names
// that are known are replaced. The first error ends it.
type Bundle struct {
	zip   *zip.Writer
	hide  *strings.Replacer
	names []string
	err   error
}

// NewBundle begins one. hide replaces what must not be in it.
func NewBundle(w io.Writer, hide *strings.Replacer) *Bundle {
	return &Bundle{zip: zip.NewWriter(w), hide: hide}
}

// Document adds v as JSON.
func (b *Bundle) Document(name string, v any) {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		b.err = errors.Join(b.err, err)
		return
	}
	b.put(name, string(text)+"\n")
}

// Logs adds the logs of a profile below home, and the reports of crashes.
func (b *Bundle) Logs(home, profile string) {
	for _, pattern := range []string{profile + ".log", profile + "-*.log", "crash*.txt"} {
		names, _ := filepath.Glob(filepath.Join(Dir(home), pattern)) // the only error is a wrong pattern
		for _, name := range names {
			b.file(name)
		}
	}
}

// file adds one of the logs; one that went meanwhile is left out.
func (b *Bundle) file(path string) {
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		b.put("logs/"+filepath.Base(path), "not read: "+err.Error()+"\n")
	default:
		b.put("logs/"+filepath.Base(path), string(text))
	}
}

func (b *Bundle) put(name, text string) {
	if b.err != nil {
		return
	}
	f, err := b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Now().UTC()})
	if err == nil {
		_, err = b.hide.WriteString(f, Redact(text))
	}
	if err != nil {
		b.err = fmt.Errorf("write %s: %w", name, err)
		return
	}
	b.names = append(b.names, name)
}

// Close ends the file and returns what is in it.
func (b *Bundle) Close() ([]string, error) { return b.names, errors.Join(b.err, b.zip.Close()) }
