package command

import (
	"tenantry/app/cli/term"
	"tenantry/backend/textfile"
)

// maxText bounds what is read from a file or standard input, in bytes; the limits in characters are the app's.
const maxText = 1 << 20

// ReadText is an argument, or what the file holds; "-" is standard input.
func ReadText(o *term.IO, path func(string) string, arg, file string) (string, error) {
	switch {
	case arg == "-" || file == "-":
		return textfile.Read(o.In, maxText)
	case file != "":
		return textfile.ReadFile(path(file), maxText)
	}
	return arg, nil
}
