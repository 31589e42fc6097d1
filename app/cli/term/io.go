package term

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// IO is where one command line reads and writes.
type IO struct {
	In    io.Reader
	Out   io.Writer
	Err   io.Writer
	Width int  // columns of the terminal; 0: not a terminal
	JSON  bool // one JSON document on Out, and nothing else there
}

// Print writes v as the one JSON document.
func (o *IO) Print(v any) error {
	enc := json.NewEncoder(o.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// Say writes a line for people; with --json to standard error, so that nothing but the document stands on
// standard output.
func (o *IO) Say(format string, args ...any) {
	w := o.Out
	if o.JSON {
		w = o.Err
	}
	fmt.Fprintf(w, format+"\n", args...)
}

// Note writes a line to standard error.
func (o *IO) Note(format string, args ...any) { fmt.Fprintf(o.Err, format+"\n", args...) }

// Field writes one line of a page: the name, padded to so many columns, and the value.
func (o *IO) Field(columns int, name, value string) {
	fmt.Fprintf(o.Out, "%-*s %s\n", columns, name, Clean(value))
}

// Ask asks on standard error; no answer means no.
func (o *IO) Ask(question string) bool {
	fmt.Fprint(o.Err, question)
	line, _ := bufio.NewReader(o.In).ReadString('\n')
	line = strings.ToLower(strings.TrimSpace(line))
	return line == "y" || line == "yes" || line == "o" || line == "oui"
}
