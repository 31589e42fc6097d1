package catalog

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenantry/backend/partner"
)

// Limits that keep the time of any query bounded, however long the text is.
const (
	maxPasted  = 4096 // bytes that are looked through for tenant ids and domains
	maxLetters = 96   // folded bytes that are searched for
	maxTokens  = 12
	maxDomains = 8
)

// ask is a text as the search understands it.
type ask struct {
	typed   string             // the text without blanks around it, lower case
	tokens  []token            // its words
	joined  string             // its words without the breaks
	breaks  []int              // where in joined the second, third, … word begins
	ids     []partner.TenantID // whole tenant ids anywhere in it
	idPart  string             // it may be the beginning of a tenant id: this one, with hyphens
	domains [][]string         // what may be domains, each in the forms that a directory may write
	address bool               // an e-mail address or a URL: the domain in it is meant
	label   string             // the name in the first domain, to fall back on
}

// token is one word of a query.
type token struct {
	text    string
	alts    []string // other ways to read it: "koeln" for "koln" and back
	mask    uint64
	letters int // in runes
}

// mail is what makes a text an e-mail address, wherever it stands.
var mail = regexp.MustCompile(`[^\s@]@[^\s@.]+\.[^\s@.]`)

func (a *ask) empty() bool { return a.typed == "" }

// parse never fails: what makes no sense finds nothing.
func parse(text string) *ask {
	if len(text) > maxPasted {
		text = strings.ToValidUTF8(text[:maxPasted], "")
	}
	a := &ask{typed: strings.ToLower(strings.TrimSpace(text))}
	if a.typed == "" {
		return a
	}
	a.ids = tenantIDs(a.typed)
	a.idPart = idStart(a.typed)
	a.address = strings.Contains(a.typed, "://") || mail.MatchString(a.typed)
	if a.address || strings.ContainsRune(a.typed, '.') {
		a.readDomains()
	}
	a.readWords(trimInitial(a.typed))
	return a
}

func (a *ask) readWords(text string) {
	folded := fold(text)
	if len(folded) > maxLetters {
		folded = strings.ToValidUTF8(folded[:maxLetters], "")
	}
	umlauts := fold(spellOut(text))
	words := strings.Fields(folded)
	spelled := strings.Fields(umlauts)
	var joined strings.Builder
	for i, w := range words {
		if i > 0 {
			a.breaks = append(a.breaks, joined.Len())
		}
		joined.WriteString(w)
		if i >= maxTokens {
			continue
		}
		t := token{text: w, mask: letterMask(w), letters: utf8.RuneCountInString(w)}
		if short := umlautless.Replace(w); short != w {
			t.alts = append(t.alts, short)
		}
		if i < len(spelled) && len(spelled) >= len(words) && spelled[i] != w {
			t.alts = append(t.alts, spelled[i])
		}
		a.tokens = append(a.tokens, t)
	}
	a.joined = joined.String()
}

// Germans write "oe" where they have no "ö"; folding makes an "o" of it.
var umlautless = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")
var spelled = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa")

func spellOut(s string) string { return spelled.Replace(s) }

// readDomains finds what looks like a domain: the words with a dot inside. In an e-mail address and
// a URL they stand beside much else, so every one is tried, the host of the address first.
func (a *ask) readDomains() {
	var found []string
	if a.address {
		rest := a.typed[strings.LastIndex(a.typed, "@")+1:]
		if _, after, ok := strings.Cut(a.typed, "://"); ok {
			rest = after
		}
		for host := range strings.FieldsFuncSeq(rest, outsideDomain) {
			found = append(found, strings.Trim(host, ".-_"))
			break
		}
	}
	for w := range strings.FieldsFuncSeq(a.typed, outsideDomain) {
		w = strings.Trim(w, ".-_")
		if strings.Contains(w, ".") && len(w) <= 253 && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	for _, d := range found[:min(len(found), maxDomains)] {
		a.domains = append(a.domains, domainForms(d))
	}
	if len(found) > 0 {
		a.label = mainLabel(strings.TrimPrefix(found[0], "www."))
	}
}

func outsideDomain(r rune) bool {
	return r != '.' && r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// mainLabel is the part of a domain that names its owner: "contoso" in mail.contoso.co.uk.
func mainLabel(domain string) string {
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

// trimInitial takes initialSuffix, or its beginning as far as it is typed, off a domain: it tells
// nobody from anybody.
func trimInitial(domain string) string {
	dot := strings.LastIndex(domain, ".on")
	if dot <= 0 {
		return domain
	}
	if rest := domain[dot:]; strings.HasPrefix(initialSuffix, rest) || strings.HasPrefix(rest, initialSuffix) {
		return domain[:dot]
	}
	return domain
}

const idPattern = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"

// tenantIDs finds every GUID in a text in lower case, the form without hyphens only on its own.
func tenantIDs(s string) (ids []partner.TenantID) {
	if bare := strings.Trim(s, "{}"); len(bare) == 32 && hexLen(bare) == 32 {
		return []partner.TenantID{partner.TenantID(hyphenate(bare))}
	}
	for i := 0; i+len(idPattern) <= len(s); i++ {
		if !isGUID(s[i : i+len(idPattern)]) {
			continue
		}
		if id := partner.TenantID(s[i : i+len(idPattern)]); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		i += len(idPattern) - 1
	}
	return ids
}

func isGUID(s string) bool {
	for i := range len(s) {
		if (idPattern[i] == '-') != (s[i] == '-') || idPattern[i] != '-' && !isHex(s[i]) {
			return false
		}
	}
	return true
}

// idStart is the text as the beginning of a tenant id with its hyphens, or "".
func idStart(s string) string {
	s = strings.Trim(s, "{}")
	bare := strings.ReplaceAll(s, "-", "")
	if len(bare) < 4 || len(bare) > 32 || hexLen(bare) < len(bare) {
		return ""
	}
	id := hyphenate(bare)
	if strings.Contains(s, "-") && !strings.HasPrefix(id+"-", s) {
		return "" // the hyphens stand elsewhere
	}
	return id
}

// hyphenate puts the hyphens of a GUID into its hex digits, as far as there are any.
func hyphenate(bare string) string {
	var id strings.Builder
	for i := range len(bare) {
		if i == 8 || i == 12 || i == 16 || i == 20 {
			id.WriteByte('-')
		}
		id.WriteByte(bare[i])
	}
	return id.String()
}

func hexLen(s string) int {
	for i := range len(s) {
		if !isHex(s[i]) {
			return i
		}
	}
	return len(s)
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }

// letterMask has a bit for each letter and digit in a folded word; letters beyond a to z share the
// bits that are left.
func letterMask(s string) (m uint64) {
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z':
			m |= 1 << (r - 'a')
		case '0' <= r && r <= '9':
			m |= 1 << (26 + r - '0')
		default:
			m |= 1 << (36 + uint32(r)%28)
		}
	}
	return m
}
