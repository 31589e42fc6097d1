package search

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// A directory writes an internationalised domain in punycode. People type it in Unicode, and of the
// two standards one keeps ß and the other makes ss of it, so there are two punycodes to try.
var (
	strict  = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))
	lenient = idna.New(idna.MapForLookup(), idna.Transitional(true), idna.StrictDomainName(false))
)

// domainForms lists how a directory may write a domain: lower case, ASCII.
func domainForms(d string) []string {
	d = strings.ToLower(strings.Trim(d, "."))
	if ascii(d) {
		return []string{d}
	}
	var forms []string
	for _, p := range []*idna.Profile{strict, lenient} {
		if f, err := p.ToASCII(d); err == nil && (len(forms) == 0 || forms[0] != f) {
			forms = append(forms, f)
		}
	}
	return forms
}

// otherForm is the Unicode form of a domain in punycode, and the other way round; "" if there is none.
func otherForm(d string) string {
	if !ascii(d) {
		if forms := domainForms(d); len(forms) > 0 {
			return forms[0]
		}
		return ""
	}
	if !strings.Contains(d, "xn--") {
		return ""
	}
	if u, err := idna.Punycode.ToUnicode(d); err == nil && u != d {
		return u
	}
	return ""
}

func ascii[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
