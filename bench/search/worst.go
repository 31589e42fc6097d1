package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/catalog/judged"
)

const (
	pasteSize   = 64 << 10
	worstMillis = 50 // no query takes longer, whatever it holds
)

// worst prints how long texts take that nobody would type, the shortest and the longest of five times, beside the limit. One
// whose shortest time is over it is marked: that is not what else the machine does.
func worst(customers []judged.Customer) {
	c := filled(customers)
	c.Query(catalog.Query{Limit: limit}) // the order of the list, which a text without letters falls back to
	fmt.Printf("\nworst case, %d customers: shortest and longest of five, limit %d ms\n", len(customers), worstMillis)
	over := 0
	for _, p := range oddTexts(customers) {
		var spent []time.Duration
		found := 0
		for range 5 {
			spent = append(spent, took(func() { found = c.Query(catalog.Query{Text: p.text, Limit: limit}).Total }))
		}
		slices.Sort(spent)
		mark := ""
		if spent[0] > worstMillis*time.Millisecond {
			mark = "  OVER"
			over++
		}
		fmt.Printf("  %-34s %6d bytes  %11s %11s  %6d found%s\n", p.name, len(p.text), at(spent, 0), at(spent, 1), found, mark)
	}
	fmt.Printf("  over the limit: %d\n", over)
}

type oddText struct{ name, text string }

// oddTexts are pastes, short texts that fit nearly everybody, and what is no text at all.
func oddTexts(customers []judged.Customer) []oddText {
	all := func(of func(judged.Customer) string) string {
		var b strings.Builder
		for i := 0; b.Len() < pasteSize; i++ {
			b.WriteString(of(customers[i*37%len(customers)]) + " ")
		}
		return b.String()[:pasteSize]
	}
	out := []oddText{
		{"names of customers", all(func(c judged.Customer) string { return c.Name })},
		{"names, a letter wrong", all(func(c judged.Customer) string { return c.Name[:1] + "x" + c.Name[1:] })},
		{"domains", all(func(c judged.Customer) string { return c.Domain })},
		{"mail addresses", all(func(c judged.Customer) string { return "jo.doe@" + c.Domain + "," })},
		{"tenant ids", all(func(c judged.Customer) string { return c.ID })},
		{"beginnings of tenant ids", all(func(c judged.Customer) string { return c.ID[:13] })},
		{"addresses of pages", all(func(c judged.Customer) string { return "https://www." + c.Domain + "/a?b=" + c.ID })},
	}
	for _, s := range []struct{ name, piece string }{
		{"one letter", "a"}, {"one letter, apart", "a "}, {"two letters, apart", "ab "}, {"three letters, apart", "bau "}, {"a legal form", "GmbH "},
		{"one digit", "7"}, {"hex", "0f3a"}, {"dots", "."}, {"at signs", "@"}, {"letters and dots", "a."}, {"hyphens", "a-"}, {"dots and at signs", "a@b."},
		{"Chinese", "华为科技有限公司"}, {"Korean", "삼성전자 "}, {"Arabic", "شركة "}, {"Cyrillic", "Северсталь "}, {"accents over each other", "a\u0301\u0302\u0303\u0304"},
		{"apostrophes", "l'o "}, {"single letters and apostrophes", "s 's "}, {"Korean letters and dots", "삼."}, {"Cyrillic letters and dots", "а."}, {"Hindi, half words", "हिं "}, {"Thai", "ทย"},
		{"phone numbers", "+49 30 8044120 "}, {"incidents", "EX123456 "}, {"references", "TNT-7F3K2M "},
		{"no valid letters", "\xff\xfe"}, {"emoji", "👩‍👩‍👧 "}, {"zero bytes", "\x00"}, {"punycode", "xn--a-"}, {"ß", "ß"}, {"ligatures", "ﷺ"},
	} {
		out = append(out, oddText{s.name, strings.Repeat(s.piece, pasteSize/len(s.piece))})
	}
	for _, text := range []string{"a", "e r", "an en", "s a r l", "a b c d e f g h", "gmbh ag ltd", "der die das und", "eeeee", "erer", "zzzz", "qwxyz",
		"müller mller mueler", "contoso contoso contoso contoso", "a.b.c.d", "0", "00000000", "mit beschränkter Haftung", "..", "@", "www",
		"''s ' 's ", "c o", "а.а.", "क क क क", "कककककक", "oie iiu uie aee oie eie iao eue iue ioa", "rer aii ros nro arr nni nsi nri rso ttn",
		"кзн енд бло зем бвв ллн одж абк вкд ойй", "βηδ εαε ηζγ δγε δθε ααγ βζζ γηζ ζεδ εηα", "ذخز تست اخت دجس جتخ تذذ ححح سزد ثرب حدس", "社漢文 会株交 名名漢 株会漢 式文文 株名字 文仮会"} {
		out = append(out, oddText{fmt.Sprintf("%q", text), text})
	}
	return out
}
