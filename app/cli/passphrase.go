package cli

import (
	"errors"
	"io"
	"runtime"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/folder"
)

// passphrase asks for the profile's passphrase: of the file that the environment names, or of who sits at the
// terminal, three times.
func (ln *line) passphrase(why error) (string, error) {
	if path := ln.env.Getenv("TENANTRY_PASSPHRASE_FILE"); path != "" {
		if ln.asked++; ln.asked > 1 {
			return "", why
		}
		return ln.passphraseIn(ln.env.path(path))
	}
	if ln.asked++; !ln.io.Keyboard.There() || ln.asked > 3 {
		return "", why
	}
	if ln.asked > 1 {
		ln.io.Warn(ln.io.Words(fault.Words(why)))
	}
	return ln.io.Secret(ln.ctx, ln.io.Word("cli_passphrase_ask", "profile", ln.profile)+" ")
}

// handed gives the passphrase that the window before this one left in standard input, once.
func (ln *line) handed() func(why error) (string, error) {
	asked := false
	return func(why error) (string, error) {
		if asked {
			return "", why
		}
		asked = true
		words, err := io.ReadAll(io.LimitReader(ln.io.In, 4096))
		return string(words), err
	}
}

// passphraseIn reads a file with a passphrase in its first line, which only its owner may read.
func (ln *line) passphraseIn(path string) (string, error) {
	f, info, err := folder.OpenRegular(path)
	if errors.Is(err, folder.ErrIrregular) {
		return "", fault.New(fault.Invalid, "cli_passphrase_no_file", "file", path)
	}
	if err != nil {
		return "", fault.File(err, "file_unread", "file", path)
	}
	defer f.Close()
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", fault.New(fault.Invalid, "cli_passphrase_exposed", "file", fault.Typed(path)).With(fault.FixPermissions)
	}
	text, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return "", fault.File(err, "file_unread", "file", path)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimRight(first, "\r"), nil
}
