package facts

import (
	"regexp"
	"strings"

	"tenantry/backend/catalog/search/fold"
)

// Limits that keep the time of any query bounded, however long the text is.
const (
	maxPasted = 4096 // bytes that are looked through for identifiers
	maxNamed  = 16   // identifiers
	maxWords  = 8    // a text of more words is a letter: it is looked through for identifiers alone
)

// Query is a text as it asks for facts.
type Query struct {
	rest  string // without the identifiers
	named []named
	words []word
}

// named is an identifier in a text: something that names one thing wherever it stands.
type named struct {
	words []string // the ways to read it; a fact has one of them as a whole
	// longer says that a fact's word may go on: Microsoft joins two ids to one.
	longer bool
}

// word is one word of a query.
type word struct {
	texts      []string // the ways to read it
	beginnings bool     // a fact's word may go on
	number     bool     // of a phone
}

// The identifiers that are found in any text.
var (
	guid     = regexp.MustCompile(`\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b`)
	mail     = regexp.MustCompile(`[\pL\pN._%+'-]+@[\pL\pN.-]*[\pL\pN]`)
	own      = regexp.MustCompile(`\btnt-[0-9a-z]{6}\b`)
	incident = regexp.MustCompile(`\b[a-z]{2}\d{4,9}\b`)
	ticket   = regexp.MustCompile(`\b\d{9,20}\b`)
	phone    = regexp.MustCompile(`\(?\+?\d[\d ()./\x{a0}‐‑–-]{5,24}\d`)
	// beginning is that of an id with more than its first group, or of a reference.
	beginning = regexp.MustCompile(`\b[0-9a-f]{8}-[0-9a-f-]*|\btnt-[0-9a-z]{1,6}\b`)
)

// Parse never fails: what makes no sense finds nothing.
func Parse(text string) *Query {
	if len(text) > maxPasted {
		text = strings.ToValidUTF8(text[:maxPasted], "")
	}
	text = strings.ToLower(strings.TrimSpace(text))
	q := &Query{}
	rest := text
	for _, shape := range []*regexp.Regexp{guid, mail, own, incident} {
		rest = q.take(rest, shape)
	}
	for _, digits := range ticket.FindAllString(rest, maxNamed) {
		q.name(named{words: []string{digits}})
	}
	for _, number := range phone.FindAllString(rest, maxNamed) {
		if digits, _ := groups(number); len(digits) >= 7 && len(digits) <= digitPlaces+2 {
			q.name(named{words: typedNumbers(number)})
		}
	}
	q.rest = phone.ReplaceAllString(rest, " ")
	q.readWords(text)
	return q
}

// Rest is the text without its identifiers: a name may be in it.
func (q *Query) Rest() string { return q.rest }

// take notes what has a shape, and is the text without it.
func (q *Query) take(text string, shape *regexp.Regexp) string {
	return shape.ReplaceAllStringFunc(text, func(s string) string {
		q.name(named{words: []string{compact(s)}, longer: shape == guid})
		return " "
	})
}

func (q *Query) name(n named) {
	if len(q.named) < maxNamed {
		q.named = append(q.named, n)
	}
}

// mailSign begins a mail address as one word: its domain, then its person. It is only found as a whole.
const mailSign = '@'

// compact is what is written with marks inside as one word.
func compact(s string) string {
	if person, domain, ok := strings.Cut(s, "@"); ok {
		return string(mailSign) + compact(domain) + compact(person)
	}
	return strings.ReplaceAll(fold.Text(s), " ", "")
}

// decisive is a typed word as far as it is compared: of long words without digits the first letters tell enough, and
// they are all that a key holds.
func decisive(word string) string {
	if len(word) > signPlaces && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" {
		return word[:signPlaces]
	}
	return word
}

// readWords reads a short text word by word. A phone number and an id are one word each.
func (q *Query) readWords(text string) {
	var found []word
	text = phone.ReplaceAllStringFunc(text, func(number string) string {
		if digits, _ := groups(number); len(digits) < minDigits || isNumber(number) && number[0] != '0' {
			return number
		}
		found = append(found, word{texts: append(typedNumbers(number), onlyNumber(number)...), beginnings: true, number: true})
		return " "
	})
	for _, shape := range []*regexp.Regexp{guid, beginning} {
		text = shape.ReplaceAllStringFunc(text, func(id string) string {
			found = append(found, word{texts: []string{compact(id)}, beginnings: true})
			return " "
		})
	}
	for text := range strings.FieldsSeq(fold.Text(text)) {
		if len(text) < minWord {
			continue
		}
		digits := strings.ContainsAny(text, "0123456789")
		w := word{texts: []string{decisive(text)}, beginnings: len(text) >= 3 && !digits || len(text) >= 4, number: isNumber(text)}
		if w.number {
			w.beginnings = len(text) >= minDigits
		}
		found = append(found, w)
	}
	if len(found) <= maxWords {
		q.words = found
	}
}

// onlyNumber is a text of digits as it stands: the number of a request may begin with a zero too.
func onlyNumber(text string) []string {
	if isNumber(text) {
		return []string{text}
	}
	return nil
}

// Likely says that the text looks as if it asked for a fact rather than for a name: it holds an identifier, a mail
// address, or a number long enough to be one.
func (q *Query) Likely() bool {
	if len(q.named) > 0 {
		return true
	}
	for _, w := range q.words {
		if w.number && w.beginnings || strings.ContainsAny(w.texts[0], "0123456789") && len(w.texts[0]) >= 4 && !isNumber(w.texts[0]) {
			return true
		}
	}
	return false
}
