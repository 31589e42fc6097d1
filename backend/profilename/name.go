package profilename

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tenantry/backend/fault"
)

// longest is how many characters a name may have.
const longest = 64

// Of is a name as it is kept, in one of the forms in which keyboards and file systems write the same letters (NFC).
func Of(typed string) string { return norm.NFC.String(typed) }

// Check refuses what is no name: it is 1 to 64 letters, digits, dots, dashes and underscores, the first one a letter or
// a digit, the last one no dot, in the form of [Of], and no device of Windows. The fault is of kind Invalid.
func Check(name string) error {
	switch {
	case !hasForm(name):
		return fault.New(fault.Invalid, "program_profile_name", "name", name)
	case isDevice(name):
		return fault.New(fault.Invalid, "program_profile_reserved", "name", name)
	}
	return nil
}

// From is a name made of what somebody calls a profile, and a suffix that is kept whole: what no name may hold becomes a
// dash. Of what leaves nothing, it is "profile".
func From(label, suffix string) string {
	var b strings.Builder
	for _, r := range Of(strings.ToLower(label)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(r)
		case !strings.HasSuffix(b.String(), "-"):
			b.WriteRune('-')
		}
	}
	stem := strings.Trim(b.String(), "-")
	if room := longest - utf8.RuneCountInString(suffix); utf8.RuneCountInString(stem) > room {
		stem = strings.TrimRight(string([]rune(stem)[:room]), "-")
	}
	if name := stem + suffix; Check(name) == nil {
		return name
	}
	return "profile" + suffix
}

// hasForm is written by hand: a regular expression would take a third of the time that the program needs to start.
func hasForm(s string) bool {
	if s == "" || len(s) > longest*utf8.UTFMax {
		return false
	}
	for i, r := range s {
		if r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsNumber(r) && (i == 0 || !strings.ContainsRune("._-", r)) {
			return false
		}
	}
	return utf8.RuneCountInString(s) <= longest && !strings.HasSuffix(s, ".") && norm.NFC.IsNormalString(s)
}

// isDevice says whether Windows takes a file of this name, whatever stands behind a dot, for a device.
func isDevice(s string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(s), ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	port, ok := strings.CutPrefix(stem, "com")
	if !ok {
		port, ok = strings.CutPrefix(stem, "lpt")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.ContainsAny(port, "0123456789¹²³")
}

// Same says whether two names are one on a system that tells no capitals.
func Same(a, b string) bool { return strings.EqualFold(Of(a), Of(b)) }
