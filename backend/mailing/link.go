package mailing

import (
	"net/url"
	"strings"
)

// MostLink is how long a mailto address may be, in bytes: Windows hands over 2,083 at most, and some mail programs less.
const MostLink = 2000

// Link is the mailto address by which a mail program begins a message (RFC 6068).
func Link(to []string, subject, text string) string {
	values := url.Values{"subject": {subject}}
	if text != "" {
		values.Set("body", strings.ReplaceAll(text, "\n", "\r\n"))
	}
	var whom []string
	for _, address := range to {
		whom = append(whom, strings.ReplaceAll(url.QueryEscape(address), "%40", "@"))
	}
	// Mail programs read a plus sign as itself.
	return "mailto:" + strings.Join(whom, ",") + "?" + strings.ReplaceAll(values.Encode(), "+", "%20")
}
