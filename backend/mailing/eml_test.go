package mailing_test

import (
	"bytes"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tenantry/backend/mailing"
	"tenantry/backend/partner"
)

// read is a draft's file as a mail program reads it.
func read(t *testing.T, file []byte) (h mail.Header, subject, text string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%v:\n%s", err, file)
	}
	if subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, subject, strings.TrimSuffix(strings.ReplaceAll(string(body), "\r\n", "\n"), "\n")
}

func TestADraftIsReadBackAsItWasWritten(t *testing.T) {
	r := contoso
	r.Name, r.Language, r.Mails = "Société Générale d’Énergie 漢字", "fr", []string{"it@contoso.com", "ops@contoso.com"}
	m := merge(t, mailing.Resolved, late, r, "Zoé")
	h, subject, text := read(t, mailing.EML(m, start))
	to, err := h.AddressList("To")
	if err != nil || len(to) != 2 || to[0].Address != "it@contoso.com" || to[1].Address != "ops@contoso.com" {
		t.Errorf("to %v, %v", to, err)
	}
	if at, err := h.Date(); err != nil || !at.Equal(start) {
		t.Errorf("of %v, %v", at, err)
	}
	if subject != m.Subject || text != m.Text || h.Get("X-Unsent") != "1" || h.Get("From") != "" {
		t.Errorf("%q, %v:\n%s", subject, h, text)
	}
}

func TestAMessageKeepsItsIDAndAnotherHasAnother(t *testing.T) {
	id := func(m mailing.Message, at time.Time) string {
		h, _, _ := read(t, mailing.EML(m, at))
		return h.Get("Message-ID")
	}
	m := merge(t, mailing.First, late, contoso, "")
	other := m
	other.Tenant = "22222222-2222-4333-8444-555555555555"
	if id(m, start) != id(m, start.Add(time.Hour)) || id(m, start) == id(other, start) || id(m, start) == "" {
		t.Errorf("%q, %q, %q", id(m, start), id(m, start.Add(time.Hour)), id(other, start))
	}
}

func TestADraftWithoutAnAddressNamesNobody(t *testing.T) {
	r := contoso
	r.Mails = nil
	if h, _, _ := read(t, mailing.EML(merge(t, mailing.First, late, r, ""), start)); h["To"] != nil {
		t.Errorf("to %q", h["To"])
	}
}

// Whatever a title, a customer or an address holds, the file has the headers that it is to have and no other, and says
// what the message says.
func FuzzNothingGetsIntoTheHeaders(f *testing.F) {
	f.Add("a\r\nBcc: x@y.example", "b\r\n\r\nc", "it@contoso.com\r\nBcc: x@y.example", "text\n.\nFrom x")
	f.Add("=?utf-8?q?Bcc?=", strings.Repeat("é", 300), "é@contoso.com", "\x00\xff\r")
	f.Add(strings.Repeat("long ", 40), "", "a@[1.2.3.4]", "= \t \n=3D")
	f.Fuzz(func(t *testing.T, title, name, address, word string) {
		s, r := late, contoso
		s.Issue.Title, s.Issue.Posts, r.Name, r.Mails = title, []partner.Post{{At: start, Text: word}}, name, []string{address}
		m := merge(t, mailing.First, s, r, name)
		file := mailing.EML(m, start)
		h, subject, text := read(t, file)
		want := map[string]bool{"X-Unsent": true, "Date": true, "Message-Id": true, "To": len(m.To) > 0, "Subject": true, "Mime-Version": true,
			"Content-Type": true, "Content-Transfer-Encoding": true}
		for key, values := range h {
			if !want[key] || len(values) != 1 {
				t.Fatalf("%s: %q in\n%s", key, values, file)
			}
		}
		if to, err := h.AddressList("To"); len(m.To) > 0 && (err != nil || len(to) != 1 || to[0].Address != m.To[0]) {
			t.Fatalf("to %v, %v, not %q", to, err, m.To)
		}
		if subject != m.Subject || text != m.Text || !utf8.Valid(file) {
			t.Fatalf("%q, not %q:\n%q, not\n%q", subject, m.Subject, text, m.Text)
		}
		for l := range strings.SplitSeq(string(file), "\r\n") {
			if strings.ContainsAny(l, "\r\n") || len(l) > 300 {
				t.Fatalf("a line is %q", l)
			}
		}
	})
}
