package ident

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"tenantry/backend/catalog/search/fold"
)

// A directory writes an internationalised domain in punycode. People type it in Unicode, and of the
// two standards one keeps ß and the other makes ss of it, so there are two punycodes to try.
var (
	strict  = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))
	lenient = idna.New(idna.MapForLookup(), idna.Transitional(true), idna.StrictDomainName(false))
)

// sharePoint are the ends of the addresses that SharePoint makes of the name in a tenant's initial domain.
var sharePoint = []string{"-my.sharepoint.com", "-admin.sharepoint.com", ".sharepoint.com"}

// DomainForms lists how a directory may write a domain: lower case, ASCII. That of an address in SharePoint is the
// tenant's initial one.
func DomainForms(d string) []string {
	d = strings.ToLower(strings.Trim(d, "."))
	for _, end := range sharePoint {
		if name, ok := strings.CutSuffix(d, end); ok {
			return []string{name + initialSuffix, d}
		}
	}
	if fold.ASCII(d) {
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

// OtherForm is the Unicode form of a domain in punycode, and the other way round; "" if there is none.
func OtherForm(d string) string {
	if !fold.ASCII(d) {
		if forms := DomainForms(d); len(forms) > 0 {
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

// Domains finds what looks like a domain in a text in lower case: the words with a dot inside. In an e-mail address and
// a URL they stand beside much else, so every one is listed, the host of the address first.
func Domains(text string, address bool) (found []string) {
	if address {
		rest := text[strings.LastIndex(text, "@")+1:]
		if _, after, ok := strings.Cut(text, "://"); ok {
			rest = after
		}
		for host := range strings.FieldsFuncSeq(rest, outside) {
			found = append(found, strings.Trim(host, ".-_"))
			break
		}
	}
	for w := range strings.FieldsFuncSeq(text, outside) {
		w = strings.Trim(w, ".-_")
		if dot := strings.LastIndexByte(w, '.'); dot > 0 && len(w)-dot > 2 && len(w) <= 253 && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	return found
}

func outside(r rune) bool {
	return r != '.' && r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// MainLabel is the part of a domain that names its owner: "contoso" in mail.contoso.co.uk.
func MainLabel(domain string) string {
	labels := strings.Split(strings.TrimSuffix(domain, initialSuffix), ".")
	i := len(labels) - 1
	if !strings.HasSuffix(domain, initialSuffix) {
		i--
	}
	if i > 0 && len(labels[i]) <= 3 && len(labels[len(labels)-1]) == 2 {
		i-- // co.uk, com.br
	}
	return labels[max(i, 0)]
}

// initialSuffix ends the domain that Microsoft gives to every tenant.
const initialSuffix = ".onmicrosoft.com"

// TrimInitial takes initialSuffix, or its beginning as far as it is typed, off a domain: it tells
// nobody from anybody.
func TrimInitial(domain string) string {
	dot := strings.LastIndex(domain, ".on")
	if begun, ok := strings.CutSuffix(domain, ".o"); ok && begun != "" {
		return begun
	}
	if dot <= 0 {
		return domain
	}
	if rest := domain[dot:]; strings.HasPrefix(initialSuffix, rest) || strings.HasPrefix(rest, initialSuffix) {
		return domain[:dot]
	}
	return domain
}
