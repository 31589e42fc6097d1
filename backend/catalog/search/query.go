package search

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/ident"
	"tenantry/backend/catalog/search/lexis"
)

// Limits that keep the time of any query bounded, however long the text is.
const (
	maxPasted  = 4096 // bytes that are looked through for ids and domains
	maxLetters = 96   // folded bytes that are searched for
	maxTokens  = 12   // words that are searched for at once
	maxWords   = 400  // words of a pasted text among which the best are looked for
	maxDomains = 8
)

// Query is a text as the search understands it.
type Query struct {
	raw     string     // the text without blanks around it
	typed   string     // the same in lower case
	words   []token    // its words, at most maxWords
	tokens  []token    // those that are searched for
	whole   piece      // its words without the breaks between them
	core    piece      // the same without the light words at its ends; empty if there are none
	trimmed Rank       // what core is worth less than whole
	repeats bool       // a word comes twice
	form    uint16     // the legal form in it; 0: none
	ids     []string   // whole ids anywhere in it
	idStart string     // it may be the beginning of an id: this one, with hyphens
	domains [][]string // what may be domains, each in the forms that a directory may write
	address bool       // an e-mail address or a URL: the domain in it is meant
	host    string     // the first domain, as it was typed
	label   string     // the name in the first domain, to fall back on
	apart   string     // the text as it is read where its last letter begins a word ("l'o" of L'Oréal); empty: it is no other
	skip    Pass       // what is left out
}

// token is one word of a query.
type token struct {
	text    string
	alts    []string // other ways to read it: "koeln" for "koln" and back
	mask    uint64
	letters int  // in runes
	light   bool // of a legal form, or a stop word
	stop    bool // a stop word
}

// guessable says whether another word may be meant: three letters, and not always the same one.
func (t *token) guessable() bool {
	_, first := utf8.DecodeRuneInString(t.text)
	return t.letters >= 3 && (t.mask&(t.mask-1) != 0 || t.text != strings.Repeat(t.text[:first], t.letters))
}

// piece is a part of a query that is looked for as it stands.
type piece struct {
	joined string
	breaks []int
}

// mail is what makes a text an e-mail address, wherever it stands.
var mail = regexp.MustCompile(`[^\s@]@[^\s@.]+\.[^\s@.]`)

// Folded is the whole text as fold.Text reduces it.
func (q *Query) Folded() string { return fold.Text(q.typed) }

// Empty says whether there is nothing to search for.
func (q *Query) Empty() bool { return q.typed == "" }

// Parse never fails: what makes no sense finds nothing.
func Parse(text string) *Query { return parse(text, formsTyped) }

// parse is Parse for a text in whose words forms finds the legal forms.
func parse(text string, forms func(words []string) []lexis.Form) *Query {
	if len(text) > maxPasted {
		text = strings.ToValidUTF8(text[:maxPasted], "")
	}
	q := &Query{raw: strings.TrimSpace(text)}
	q.typed = strings.ToLower(q.raw)
	if q.typed == "" {
		return q
	}
	q.ids = ident.TenantIDs(q.typed)
	q.idStart = ident.IDStart(q.typed)
	q.address = strings.Contains(q.typed, "://") || strings.HasPrefix(q.typed, "www.") || mail.MatchString(q.typed)
	if q.address || strings.ContainsRune(q.typed, '.') {
		q.readDomains()
	}
	q.readWords(ident.TrimInitial(q.typed), forms)
	if at := joining.FindStringIndex(q.typed); at != nil {
		_, mark := utf8.DecodeRuneInString(q.typed[at[0]:])
		q.apart = q.typed[:at[0]] + " " + q.typed[at[0]+mark:]
	}
	return q
}

// joining is a mark and the letter behind it that folding makes one word of with what stands before.
var joining = regexp.MustCompile(`[.'’/][\pL\pN]$`)

// Identifier is the id or the domain that the text is or holds: what somebody has, or nobody. Empty: it is a text
// like any other.
func (q *Query) Identifier() (text string, isID bool) {
	switch {
	case len(q.ids) > 0:
		return q.ids[0], true
	case q.host != "" && (q.address || !strings.ContainsFunc(q.typed, unicode.IsSpace)):
		return q.host, false
	}
	return "", false
}

func (q *Query) readWords(text string, forms func(words []string) []lexis.Form) {
	words := wordsOf(text)
	spelled := wordsOf(spellOut(text))
	words = words[:min(len(words), maxWords)]
	var light, stop uint64
	light, stop, q.form = lightWords(words, forms(words[:min(len(words), maxTokens)]))
	for i, w := range words {
		t := newToken(w)
		t.light, t.stop = i < 64 && light>>i&1 != 0, i < 64 && stop>>i&1 != 0
		if !t.guessable() {
			q.words = append(q.words, t)
			continue
		}
		if short := umlautless.Replace(w); short != w && len(short) > 2 {
			t.alts = append(t.alts, short)
		}
		if len(spelled) == len(words) && spelled[i] != w {
			t.alts = append(t.alts, spelled[i])
		}
		q.words = append(q.words, t)
	}
	q.search(q.words[:min(len(q.words), maxTokens)])
}

// distinct are the words without those that were there already.
func distinct(words []token) (out []token) {
	for _, w := range words {
		if !slices.ContainsFunc(out, func(t token) bool { return t.text == w.text }) {
			out = append(out, w)
		}
	}
	return out
}

// formsTyped are the legal forms among words that were typed. People write a form first that stands last.
func formsTyped(words []string) []lexis.Form {
	forms := lexis.FormsLike(words)
	if last := len(words) - 1; len(forms) == 0 && last > 0 {
		for _, f := range lexis.Forms(append(slices.Clone(words[1:]), words[0])) {
			if f.From == last {
				f.From, f.To = 0, 1
				return []lexis.Form{f}
			}
		}
	}
	return forms
}

// wordsOf are the words that a text is searched by, folded.
func wordsOf(text string) (words []string) {
	for w := range strings.FieldsSeq(fold.Text(text)) {
		words = append(words, lexis.Cut(w)...)
	}
	return words
}

// search makes some words of the query those that are searched for.
func (q *Query) search(tokens []token) {
	q.tokens = distinct(tokens)
	q.whole, q.core, q.repeats = join(tokens), piece{}, len(q.tokens) < len(tokens)
	from, to := 0, len(tokens)
	for from < to && tokens[from].light {
		from++
	}
	for to > from && tokens[to-1].light {
		to--
	}
	if from > 0 || to < len(tokens) {
		q.core, q.trimmed = join(tokens[from:to]), 0.002
		if slices.ContainsFunc(slices.Concat(tokens[:from], tokens[to:]), func(t token) bool { return t.stop }) {
			q.trimmed = 0.12 // it may as well be the end of a longer word
		}
	}
}

func newToken(w string) token {
	if len(w) > maxLetters {
		w = strings.ToValidUTF8(w[:maxLetters], "")
	}
	return token{text: w, mask: letterMask(w), letters: utf8.RuneCountInString(w)}
}

// join puts words together, as far as they are searched for in one piece.
func join(tokens []token) (p piece) {
	var joined strings.Builder
	for i, t := range tokens {
		if joined.Len()+len(t.text) > maxLetters {
			break
		}
		if i > 0 {
			p.breaks = append(p.breaks, joined.Len())
		}
		joined.WriteString(t.text)
	}
	p.joined = joined.String()
	return p
}

// Germans write "oe" where they have no "ö"; folding makes an "o" of it.
var umlautless = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")
var spelled = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa")

func spellOut(s string) string { return spelled.Replace(s) }

// readDomains finds what looks like a domain.
func (q *Query) readDomains() {
	found := ident.Domains(q.typed, q.address)
	for _, d := range found[:min(len(found), maxDomains)] {
		q.domains = append(q.domains, ident.DomainForms(d))
	}
	if len(found) > 0 {
		q.host = strings.TrimPrefix(found[0], "www.")
		q.label = ident.MainLabel(q.host)
	}
}
