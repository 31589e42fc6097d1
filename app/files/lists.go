package files

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/sheet"
)

// Window is what is needed of one, as app.Shell has it.
type Window interface {
	SaveFile(name, pattern string) (string, error)
	ShowFile(path string) error
}

// Lists takes lists out of a window.
type Lists struct {
	window Window
	mu     sync.Mutex
	saved  map[string]bool // the files that were written
}

// For makes the lists of a window.
func For(w Window) *Lists { return &Lists{window: w, saved: map[string]bool{}} }

// Export asks where to write a list and writes it there, whole or not at all. A file name is proposed, with the day. The
// end that the user gives the name decides on the format, if it is one's. It returns the file's path; empty: the user
// thought better of it.
func (l *Lists) Export(list contract.ListFile) (string, error) {
	table, format, err := list.Table()
	if err != nil {
		return "", err
	}
	end := "." + string(format)
	path, err := l.window.SaveFile(fileName(list.Name, time.Now())+end, "*"+end)
	if err != nil || path == "" {
		return "", err
	}
	path = ended(path, end)
	if typed, known := sheet.FormatOf(path); known {
		format = typed
	}
	if err := Write(path, func(w io.Writer) error { return table.Write(w, format) }); err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.saved[path] = true
	return path, nil
}

// Show shows where a sheet lies that this window wrote. No page can have another file shown.
func (l *Lists) Show(path string) error {
	l.mu.Lock()
	saved := l.saved[path]
	l.mu.Unlock()
	if !saved {
		return fault.New(fault.Missing, "file_none_saved", "file", path)
	}
	return l.window.ShowFile(path)
}

// longest is how many characters of a list's name are in a file's.
const longest = 80

// fileName is what a list's file may be called on every system, without its end.
func fileName(name string, at time.Time) string {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, name)
	words := []rune(strings.Trim(strings.Join(strings.Fields(plain), " "), " ."))
	return strings.TrimSpace(string(words[:min(len(words), longest)]) + " " + at.Format(time.DateOnly))
}

// ended is a path with the end that tells what it is, if it has none and nobody would lose a file thereby: the system asked
// about the path as it was typed.
func ended(path, end string) string {
	if filepath.Ext(path) != "" {
		return path
	}
	if _, err := os.Lstat(path + end); err == nil {
		return path
	}
	return path + end
}
