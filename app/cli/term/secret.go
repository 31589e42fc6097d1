package term

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Secret reads one line that nobody sees being typed, after a prompt on standard error; from what is no terminal it
// just reads the line. When ctx ends it ends too, and the terminal is as before.
func (o *IO) Secret(ctx context.Context, prompt string) (string, error) {
	fd, ok := o.terminal()
	if !ok {
		return line(o.In)
	}
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	fmt.Fprint(o.Err, prompt)
	type answer struct {
		text []byte
		err  error
	}
	typed := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		typed <- answer{text, err}
	}()
	defer fmt.Fprintln(o.Err) // the newline that was typed was not shown either
	select {
	case a := <-typed:
		return string(a.text), a.err
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(fd, before))
	}
}

// AtTerminal says whether somebody can type at standard input.
func (o *IO) AtTerminal() bool {
	_, ok := o.terminal()
	return ok
}

// terminal is standard input, if it is one. That of another process is none here: what is typed there would be seen.
func (o *IO) terminal() (fd int, ok bool) {
	f, ok := o.In.(*os.File)
	if !ok {
		return 0, false
	}
	return int(f.Fd()), term.IsTerminal(int(f.Fd()))
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
