package postal

import (
	"strings"
	"unicode"
)

// Address is an address in its parts, as directories keep it. What is not known is empty.
type Address struct {
	Street     string
	City       string
	State      string // or province, or prefecture
	PostalCode string
	Country    string // a name in any of the languages of [Code], or the two letters of ISO 3166
}

// layouts are how an envelope is written, by the country's two letters: lines parted by |, in which S is the street, C
// the city, R the state and Z the postal code.
var layouts = func() map[string]string {
	all := map[string]string{}
	for layout, codes := range map[string]string{
		"S|Z C":     "AT BE CH CZ DE DK EE FI FR HU IS LI LT LU LV MC NL NO PL PT SE SI SK", // no post asks for the state
		"S|C, R Z":  "CN IN JP KR TH TW US",
		"S|C R Z":   "AU CA",
		"S|C|R|Z":   "GB IE ZA",
		"S|C Z|R":   "HK NZ SG",
		"S|Z C R":   "IT",
		"S|C - R|Z": "BR",
		"S|Z C, R":  "MX",
	} {
		for code := range strings.FieldsSeq(codes) {
			all[code] = layout
		}
	}
	return all
}()

const (
	elsewhere = "S|Z C|R"  // as on the continent
	japanese  = "〒Z|R C S" // in its own script Japan writes from the large to the small
)

// Lines are those of an envelope, by the customs of the country, without the country's name.
func (a Address) Lines() []string {
	layout, known := layouts[Code(a.Country)]
	switch {
	case !known:
		layout = elsewhere
	case Code(a.Country) == "JP" && strings.ContainsFunc(a.Street+a.City, inJapanese):
		layout = japanese
	}
	parts := map[rune]string{'S': strings.TrimSpace(a.Street), 'C': strings.TrimSpace(a.City), 'R': strings.TrimSpace(a.State), 'Z': strings.TrimSpace(a.PostalCode)}
	var lines []string
	for line := range strings.SplitSeq(layout, "|") {
		if text := filled(line, parts); text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

func inJapanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// filled is a line with its parts put in; what stands between two of which one is missing goes too.
func filled(line string, parts map[rune]string) string {
	var text, between string
	for _, sign := range line {
		part, is := parts[sign]
		if !is {
			between += string(sign)
			continue
		}
		if part != "" {
			if text != "" || between == "〒" {
				text += between
			}
			text += part
		}
		between = ""
	}
	return text
}
