package mailing

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"tenantry/backend/partner"
	"tenantry/backend/template"
)

// Recipient is the one customer that a message is for.
type Recipient struct {
	Tenant   partner.TenantID
	Name     string
	Domain   string
	Mails    []string // addresses that take messages of this kind, as they are kept
	Language string   // see [Language]
}

// Subject is what the message is about: the incident as the recipient's own report tells it.
type Subject struct {
	Issue  partner.Issue // its posts newest first; for [NotYou] they are not quoted
	ReadAt time.Time     // when the recipient's report was read
}

// Message is what one customer is to be told. To is empty where no address is known.
type Message struct {
	Tenant   partner.TenantID
	Incident string
	Template string
	Language string
	To       []string
	Subject  string    // one line
	Text     string    // lines end in "\n"; the last has no end
	WordAt   time.Time // when Microsoft wrote what is quoted; zero: nothing is, or it has no time
}

// Merge writes a customer's message. A line of the template that asks for what is not known is left out. The
// sender may be empty. A template that is not one of [Templates] is an error of the caller.
func Merge(name string, s Subject, r Recipient, sender string) (Message, error) {
	w, language := in(r.Language)
	t, ok := w.Templates[name]
	if !ok {
		return Message{}, fmt.Errorf("no template of messages is named %q", name)
	}
	v := template.Values{Customer: r.Name, Domain: r.Domain, TenantID: r.Tenant, Contact: sender, Today: template.Day(s.ReadAt, language)}
	v = v.WithIncident(s.Issue.Head(), language)
	m := Message{Tenant: r.Tenant, Incident: s.Issue.ID, Template: name, Language: language, To: addresses(r.Mails),
		Subject: line(template.Fill(t.Subject, v))}
	var lines []string
	for _, l := range t.Text {
		switch {
		case l == "{words}":
			words, at := quote(w, s.Issue.Posts, language)
			lines, m.WordAt = append(lines, words...), at
		case !unknown(l, v):
			lines = append(lines, line(template.Fill(l, v)))
		}
	}
	m.Text = squeeze(lines)
	return m, nil
}

// quote is Microsoft's newest word, marked as Microsoft's line by line.
func quote(w wording, posts []partner.Post, language string) (lines []string, at time.Time) {
	if len(posts) == 0 {
		return nil, at
	}
	head := w.Undated
	if at = posts[0].At; !at.IsZero() {
		head = strings.ReplaceAll(w.Quote, "{moment}", template.Moment(at, language))
	}
	lines = []string{head}
	for l := range strings.Lines(strings.TrimSpace(posts[0].Text)) {
		lines = append(lines, strings.TrimRight("> "+line(l), " "))
	}
	return lines, at
}

// line makes one line of a text: names and titles come from elsewhere and hold what they like.
func line(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}

// maxAddress is the length that an address may have in octets (RFC 5321, 4.5.3.1.3, without the brackets).
const maxAddress = 254

// addresses keeps what is a plain mail address, each once whatever its case, in the order given.
func addresses(mails []string) []string {
	good, _ := Addresses(mails)
	return good
}

// Addresses parts texts into plain mail addresses, each once whatever its case, in the order given, and what nobody can
// be written to by. Empty texts are neither.
func Addresses(mails []string) (good, bad []string) {
	for _, text := range mails {
		a, err := mail.ParseAddress(text)
		switch {
		case strings.TrimSpace(text) == "":
		case err != nil || len(a.Address) > maxAddress || line(a.Address) != a.Address || strings.ContainsAny(a.Address, "\" ,;<>"):
			bad = append(bad, text)
		case !slices.ContainsFunc(good, func(had string) bool { return strings.EqualFold(had, a.Address) }):
			good = append(good, a.Address)
		}
	}
	return good, bad
}
