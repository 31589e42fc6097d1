package term

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// Keyboard is where a person types what nobody else is to see. The zero value: there is none.
type Keyboard struct {
	file   *os.File
	mu     sync.Mutex
	before *term.State // of the terminal, while it does not show what is typed
}

// NewKeyboard is that of standard input, if it is a terminal of this process.
func NewKeyboard(in io.Reader) *Keyboard {
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &Keyboard{file: f}
	}
	return &Keyboard{}
}

// There says whether somebody can type unseen.
func (k *Keyboard) There() bool { return k != nil && k.file != nil }

// Restore lets the terminal show again what is typed. Whoever ends the program while something is being typed calls it.
func (k *Keyboard) Restore() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.before != nil {
		_ = term.Restore(int(k.file.Fd()), k.before)
		k.before = nil
	}
}

// line reads one line that is not shown.
func (k *Keyboard) line() (string, error) {
	fd := int(k.file.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	k.mu.Lock()
	k.before = before
	k.mu.Unlock()
	defer k.Restore()
	text, err := term.ReadPassword(fd)
	return string(text), err
}

// Secret reads one line that nobody sees being typed, after a prompt on standard error; where there is no terminal it
// just reads a line of standard input. When ctx ends it ends too.
func (o *IO) Secret(ctx context.Context, prompt string) (string, error) {
	if !o.Keyboard.There() {
		return line(o.In)
	}
	fmt.Fprint(o.Err, prompt)
	type answer struct {
		text string
		err  error
	}
	typed := make(chan answer, 1)
	go func() {
		text, err := o.Keyboard.line()
		typed <- answer{text, err}
	}()
	defer fmt.Fprintln(o.Err) // the newline that was typed was not shown either
	select {
	case a := <-typed:
		return a.text, a.err
	case <-ctx.Done():
		o.Keyboard.Restore()
		return "", ctx.Err()
	}
}

// longestLine is more than anybody types.
const longestLine = 4096

// line reads to the end of the first line.
func line(in io.Reader) (string, error) {
	text, err := bufio.NewReader(io.LimitReader(in, longestLine)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(text, "\r\n"), nil
}
