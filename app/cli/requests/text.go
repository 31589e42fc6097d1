package requests

import (
	"io"
	"os"

	"tenantry/app/cli/term"
	"tenantry/backend/fault"
)

// maxText bounds what is read from a file or standard input, in bytes; the limits in characters are the app's.
const maxText = 1 << 20

// readText is an argument, or what the file holds; "-" is standard input.
func readText(o *term.IO, path func(string) string, arg, file string) (string, error) {
	in := o.In
	switch {
	case arg == "-" || file == "-":
	case file != "":
		f, err := os.Open(path(file))
		if err != nil {
			return "", fault.File(err, "cli_text_file", "file", file)
		}
		defer func() { _ = f.Close() }()
		in = f
	default:
		return arg, nil
	}
	b, err := io.ReadAll(io.LimitReader(in, maxText+1))
	if err != nil {
		return "", fault.File(err, "cli_text_unread")
	}
	if len(b) > maxText {
		return "", fault.New(fault.Invalid, "cli_text_long")
	}
	return string(b), nil
}
