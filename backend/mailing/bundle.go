package mailing

import (
	"archive/zip"
	"io"
	"strings"
	"time"
)

// maxPart is how many characters each part of a file's name has: more than any id
// has, and together fewer than the 255 that a name may have.
const maxPart = 64

// FileName is what a message's file is called, the same every time: of letters, digits, dots and hyphens, none of the
// names that Windows keeps for devices, and another for every customer, incident and template.
func FileName(m Message) string {
	parts := []string{"incident"}
	for _, p := range []string{m.Incident, m.Template, string(m.Tenant)} {
		parts = append(parts, plain(p))
	}
	return strings.Join(parts, "-") + ".eml"
}

// plain puts a hyphen for whatever is no ASCII letter, digit, dot or hyphen.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
			return r
		}
		return '-'
	}, text)
	return text[:min(len(text), maxPart)]
}

// Zip writes the messages as one archive of drafts dated at. It is for the messages of one template.
func Zip(w io.Writer, messages []Message, at time.Time) error {
	z := zip.NewWriter(w)
	for _, m := range messages {
		f, err := z.CreateHeader(&zip.FileHeader{Name: FileName(m), Method: zip.Deflate, Modified: at})
		if err != nil {
			return err
		}
		if _, err := f.Write(EML(m, at)); err != nil {
			return err
		}
	}
	return z.Close()
}

// Row is a customer's line of the table that a mail tool reads, besides its message: what the message does not say.
type Row struct {
	Message
	Name, Domain string
	Tags         []string
	BadTo        []string // what is kept as an address and is none
	OwnTo        bool     // to whom is the user's word
}

// Table is the messages for a mail tool, a row each under one of names. Addresses and tags are separated by ";"; a
// customer without an address has its row, with nothing there.
func Table(rows []Row) [][]string {
	out := [][]string{{"to", "name", "domain", "subject", "text", "language", "tags"}}
	for _, r := range rows {
		out = append(out, []string{strings.Join(r.To, ";"), r.Name, r.Domain, r.Subject, r.Text, r.Language, strings.Join(r.Tags, ";")})
	}
	return out
}
