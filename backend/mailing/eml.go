package mailing

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"
	"unicode/utf8"
)

// EML is the message as a file of a mail program (RFC 5322, UTF-8), which Outlook opens as a draft (X-Unsent). It
// has no From, since the mail program knows who writes. The same message always has the same Message-ID.
func EML(m Message, at time.Time) []byte {
	var b bytes.Buffer
	header := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	header("X-Unsent", "1")
	header("Date", at.Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	header("Message-ID", messageID(m))
	if len(m.To) > 0 {
		header("To", strings.Join(m.To, ",\r\n "))
	}
	header("Subject", folded(line(m.Subject)))
	header("MIME-Version", "1.0")
	header("Content-Type", "text/plain; charset=utf-8")
	header("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(strings.ReplaceAll(m.Text, "\n", "\r\n"))) // a buffer takes everything
	_ = w.Close()
	b.WriteString("\r\n")
	return b.Bytes()
}

// folded is a header's text as it is where it is short and plain, else in encoded words, one a line: RFC 5322 wants
// lines of 78 characters, and RFC 2047 words of 75 that each hold whole characters.
func folded(text string) string {
	if len(text) <= 60 && mime.QEncoding.Encode("utf-8", text) == text && !strings.Contains(text, "=?") {
		return text
	}
	var words []string
	for rest := text; rest != ""; {
		n := min(45, len(rest))
		for n < len(rest) && !utf8.RuneStart(rest[n]) {
			n--
		}
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(rest[:n]))+"?=")
		rest = rest[n:]
	}
	return strings.Join(words, "\r\n ")
}

func messageID(m Message) string {
	sum := sha256.New()
	for _, part := range append([]string{string(m.Tenant), m.Incident, m.Template, m.Language, m.Subject, m.Text}, m.To...) {
		fmt.Fprintf(sum, "%d:%s", len(part), part)
	}
	return fmt.Sprintf("<%x@tenantry.invalid>", sum.Sum(nil)[:16])
}
