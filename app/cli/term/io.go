package term

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"tenantry/backend/message"
)

// IO is where one command line reads and writes, and in which language it speaks.
type IO struct {
	In       io.Reader
	Keyboard *Keyboard // where a person types unseen; nil: nowhere
	Out      io.Writer
	Err      io.Writer
	Width    int  // columns of the terminal; 0: not a terminal
	JSON     bool // one JSON document on Out, and nothing else there
	Quiet    bool // no notes beside the answer; what went wrong is said all the same
	Language message.Language
	Filter   Filter  // of the JSON document
	Listing  Listing // how a list is written
}

// Words is a message in the language of this command line.
func (o *IO) Words(m message.Message) string { return m.In(o.Language) }

// Word is the sentence under key in the language of this command line; the pairs are those of [message.Of].
func (o *IO) Word(key string, pairs ...any) string { return o.Words(message.Of(key, pairs...)) }

// Say writes a sentence for people; with --json to standard error, so that nothing but the document stands
// on standard output.
func (o *IO) Say(key string, pairs ...any) { o.Line(inLine(o.Word(key, pairs...))) }

// Line writes as Say does what is no sentence of the program: a line, or a text of several. Whatever is written for
// people passes through here or through its neighbours below, and is cleaned there.
func (o *IO) Line(text string) { _ = o.Try(text) } // an output that fails remembers it

// Try is Line for who must know whether it was written.
func (o *IO) Try(text string) error {
	w := o.Out
	if o.JSON {
		w = o.Err
	}
	_, err := fmt.Fprintln(w, CleanText(text))
	return err
}

// Note writes a sentence to standard error, unless nobody wants to read such.
func (o *IO) Note(key string, pairs ...any) {
	if !o.Quiet {
		o.NoteLine(o.Word(key, pairs...))
	}
}

// NoteLine writes a line to standard error that is wanted in any case.
func (o *IO) NoteLine(text string) { fmt.Fprintln(o.Err, inLine(text)) }

// Warn writes to standard error what the program has to say beside its answer, on one line and with its
// name before it.
func (o *IO) Warn(text string) { o.NoteLine("tenantry: " + OneLine(text)) }

// Progress writes a line over the one before it, on a terminal; an empty one takes it away.
func (o *IO) Progress(line string) {
	if o.Width > 0 {
		fmt.Fprint(o.Err, "\r\x1b[K"+inLine(line))
	}
}

// Ask asks on standard error; an end of the input means no, and so does every other answer than a yes, which is
// understood in both languages. An input that can't be read any more, because the command is to end, is no answer.
func (o *IO) Ask(question string) (yes bool, err error) {
	fmt.Fprint(o.Err, inLine(question))
	text, err := line(o.In)
	if err != nil {
		return false, err
	}
	return slices.Contains([]string{"y", "yes", "o", "oui"}, strings.ToLower(strings.TrimSpace(text))), nil
}

// Page is names and values that line up.
type Page struct {
	io      *IO
	columns int
	lines   [][2]string
}

// Page begins a page whose names take so many columns, or more where the language has longer ones.
func (o *IO) Page(columns int) *Page { return &Page{io: o, columns: columns} }

// Add adds a value under the name that key says.
func (p *Page) Add(key, value string) {
	name := p.io.Word(key)
	p.columns = max(p.columns, utf8.RuneCountInString(name))
	p.lines = append(p.lines, [2]string{name, value})
}

// AddKnown is Add, unless the value is empty.
func (p *Page) AddKnown(key, value string) {
	if value != "" {
		p.Add(key, value)
	}
}

// Print writes the page to standard output.
func (p *Page) Print() {
	for _, l := range p.lines {
		fmt.Fprintf(p.io.Out, "%-*s %s\n", p.columns, l[0], inLine(l[1]))
	}
}
