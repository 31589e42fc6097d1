package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tenantry/backend/catalog/search/fold"
)

// town is a small collection in which every rule of the ranking has somebody to prefer.
func town() documents {
	return documents{
		customer(1, "Apex Media SA", domains("apexmedia.fr"), initial("apexmediasa1.onmicrosoft.com")),
		customer(2, "Apex Media International", domains("apex-media.com")),
		customer(3, "Media Apex Group", domains("mag.eu")),
		customer(4, "Apex Granite Media", domains("agm.com")),
		customer(5, "Garonne Apex", domains("garonne-apex.fr")),
		customer(6, "Garonne Engineering Apex", domains("gea.fr")),
		customer(7, "Stratus Transports", domains("stratus.co.uk")),
		customer(8, "Köln Bäckerei GmbH", domains("köln-bäckerei.de")),
		customer(9, "Château Bygg", domains("xn--chteaubygg-44a.fr", "chateau.se")),
		customer(10, "Straße & Groß KG", domains("strassegross.ro")),
		customer(11, "Woodgrove Bank", domains("woodgrovebank.com"), aliases("The Wood"), tags("Gold", "Île-de-France")),
		customer(12, "Boulangerie Lefèvre S.L.", domains("lefevre.es")),
		customer(13, "Фирма Север", domains("sever.ru")),
		customer(14, "東京商事株式会社", domains("tokyo-shoji.jp")),
		customer(15, "L'Oréal Wholesale", domains("loreal-ws.com")),
		customer(16, "Chateaubygg Trading", domains("chateaubygg.fr")),
		customer(17, "Nørregård Åkesson", domains("nna.dk")),
		customer(18, "Bank Holding", domains("bh.com")),
	}
}

// typed is what is typed, and who must come, in this order, first.
type typed struct {
	text string
	want []string
}

// golden is the list of what is typed, by the rule that each of it shows.
var golden = []struct {
	rule  string
	typed []typed
}{
	{"whole words in order, the shorter name first; then the other order, then apart", []typed{
		{"apex media", []string{"Apex Media SA", "Apex Media International", "Media Apex Group", "Apex Granite Media"}},
		{"  MEDIA   apex ", []string{"Media Apex Group", "Apex Media SA", "Apex Media International", "Apex Granite Media"}},
		{"apexmedia", []string{"Apex Media SA", "Apex Media International"}},
		{"ape med int", []string{"Apex Media International"}},
		{"apexm", []string{"Apex Media SA", "Apex Media International"}},
	}},
	{"a typo is likelier than scattered letters", []typed{
		{"garonen apex", []string{"Garonne Apex", "Garonne Engineering Apex"}},
		{"gaoronne", []string{"Garonne Apex", "Garonne Engineering Apex"}},
	}},
	{"pieces across words", []typed{
		{"atus tra", []string{"Stratus Transports"}},
		{"ratustran", []string{"Stratus Transports"}},
	}},
	{"a beginning before a piece from inside; whole words before both", []typed{
		{"bank", []string{"Bank Holding", "Woodgrove Bank"}},
		{"wood grove bank", []string{"Woodgrove Bank"}},
		{"bank wodgrove", []string{"Woodgrove Bank"}},
		{"odgrove", []string{"Woodgrove Bank"}},
	}},
	{"letters of other alphabets, with and without what makes them special", []typed{
		{"koln backerei", []string{"Köln Bäckerei GmbH"}},
		{"koeln baeckerei", []string{"Köln Bäckerei GmbH"}},
		{"strasse gross", []string{"Straße & Groß KG"}},
		{"STRASSE & GROSS", []string{"Straße & Groß KG"}},
		{"norregard akesson", []string{"Nørregård Åkesson"}},
		{"noerregaard", []string{"Nørregård Åkesson"}},
		{"фирма", []string{"Фирма Север"}},
		{"хирма север", []string{"Фирма Север"}},
		{"срвер", []string{"Фирма Север"}},
		{"東京", []string{"東京商事株式会社"}},
		{"株式", []string{"東京商事株式会社"}},
		{"lefevre sl", []string{"Boulangerie Lefèvre S.L."}},
		{"boulangerie s.l.", []string{"Boulangerie Lefèvre S.L."}},
		{"loreal", []string{"L'Oréal Wholesale"}},
	}},
	{"domains: as typed first, in every form", []typed{
		{"apex-media.com", []string{"Apex Media International"}},
		{"apexmedia.fr", []string{"Apex Media SA"}},
		{"apexmediasa1.onmicrosoft.com", []string{"Apex Media SA"}},
		{"apexmediasa1.onmicr", []string{"Apex Media SA"}},
		{"köln-bäckerei.de", []string{"Köln Bäckerei GmbH"}},
		{"xn--kln-bckerei-p8a3u.de", []string{"Köln Bäckerei GmbH"}},
		{"châteaubygg.fr", []string{"Château Bygg"}},
		{"xn--chteaubygg-44a.fr", []string{"Château Bygg"}},
		{"chateaubygg.fr", []string{"Chateaubygg Trading", "Château Bygg"}},
		{"straßegroß.ro", []string{"Straße & Groß KG"}},
		{"chateau.se", []string{"Château Bygg"}},
		{"stratus.co", []string{"Stratus Transports"}},
		{"garonne-ap", []string{"Garonne Apex"}},
		{"woodgorvebank.com", []string{"Woodgrove Bank"}},
	}},
	{"what is pasted", []typed{
		{"Jo <jo.doe@mail.woodgrovebank.com>", []string{"Woodgrove Bank"}},
		{"https://www.lefevre.es/contact?x=1#y", []string{"Boulangerie Lefèvre S.L."}},
		{"https://admin.cloud.microsoft/?delegatedOrg=apexmediasa1.onmicrosoft.com", []string{"Apex Media SA"}},
		{"jo@woodgrovebank.org", []string{"Woodgrove Bank"}},
		{"stratustransports2.onmicrosoft.com", []string{"Stratus Transports"}},
		{"see " + id(7) + " please", []string{"Stratus Transports"}},
		{"{" + strings.ToUpper(id(7)) + "}", []string{"Stratus Transports"}},
		{strings.ReplaceAll(id(7), "-", ""), []string{"Stratus Transports"}},
		{id(7)[:13], []string{"Stratus Transports"}},
	}},
	{"marks", []typed{
		{"the wood", []string{"Woodgrove Bank"}},
		{"gold", []string{"Woodgrove Bank"}},
		{"ile de france", []string{"Woodgrove Bank"}},
		{"gold bank", []string{"Woodgrove Bank"}},
	}},
	{"the last resort", []typed{
		{"wgrvbnk", []string{"Woodgrove Bank"}},
		{"woodgrove zzz", []string{"Woodgrove Bank"}},
	}},
}

func TestRankingIsAsWritten(t *testing.T) {
	d := town()
	for _, g := range golden {
		t.Run(g.rule, func(t *testing.T) {
			for _, c := range g.typed {
				got := find(d, c.text)
				wantNames(t, c.text, got[:min(len(got), len(c.want))], c.want...)
			}
		})
	}
}

func TestWhatMakesNoSenseFindsNobody(t *testing.T) {
	d := town()
	for _, text := range []string{"???", "qqqq", "zzz zzz", "@", "://", "https://", "-", "\x00", "🦄", "00000000-0000-0000-0000-000000000000",
		"jo@qqxxyyzz.org", strings.Repeat("q", 10_000)} {
		if got := find(d, text); len(got) != 0 {
			t.Errorf("%q finds %q", text, got)
		}
	}
}

func TestAnAddressMeansItsDomainOnly(t *testing.T) {
	d := town()
	wantNames(t, "mail", find(d, "apex.media@bh.com"), "Bank Holding")
	wantNames(t, "url", find(d, "https://agm.com/apex-media"), "Apex Granite Media")
}

func TestStrongEvidenceIsNotDilutedByTypos(t *testing.T) {
	d := documents{customer(1, "Baker Ltd"), customer(2, "Bader Ltd")}
	wantNames(t, "whole words", find(d, "baker ltd"), "Baker Ltd")
	wantNames(t, "as typed", find(d, "bak"), "Baker Ltd")
	wantNames(t, "the key beside", find(d, "bajer"), "Baker Ltd", "Bader Ltd")
}

func TestShortTextsMatchBeginningsOnly(t *testing.T) {
	d := documents{customer(1, "Alpha"), customer(2, "Bravo Alpine"), customer(3, "Coral")}
	wantNames(t, "al", find(d, "al"), "Alpha", "Bravo Alpine")
	wantNames(t, "a", find(d, "a"), "Alpha", "Bravo Alpine")
	wantNames(t, "ral", find(d, "ral"), "Coral")
}

func TestScoresFallFromRowToRow(t *testing.T) {
	d := town()
	for _, text := range []string{"apex", "apex media", "garonen", "a", "bank", id(3)} {
		last := 1.0
		for _, r := range rows(d, text) {
			if r.Match.Score <= 0 || r.Match.Score > last {
				t.Errorf("%q: %s has score %v after %v", text, r.Name, r.Match.Score, last)
			}
			last = r.Match.Score
		}
	}
}

// Every piece of three letters or more of a name finds the customer.
func FuzzEveryPieceOfANameFindsIt(f *testing.F) {
	for _, name := range []string{"Étoile Dvořák Foods A/S", "Straße & Groß KG", "東京商事株式会社", "Société Générale d'Électricité S.A.", "24/7 Ops"} {
		f.Add(name, uint(2), uint(5))
	}
	f.Fuzz(func(t *testing.T, name string, from, length uint) {
		runes := []rune(name)
		if len(runes) < 3 || len(runes) > 60 {
			t.Skip()
		}
		from %= uint(len(runes) - 2)
		piece := string(runes[from:min(from+3+length%20, uint(len(runes)))])
		letters := strings.ReplaceAll(fold.Text(piece), " ", "")
		if utf8.RuneCountInString(letters) < 3 || len(letters) > maxLetters || Parse(piece).address {
			t.Skip()
		}
		d := documents{customer(1, "Contoso Foods"), customer(2, name), customer(3, "Fabrikam")}
		for _, r := range rows(d, piece) {
			if r.ID == id(2) {
				return
			}
		}
		t.Fatalf("%q does not find %q", piece, name)
	})
}

func FuzzAnyTextIsAnswered(f *testing.F) {
	for _, text := range []string{"apex media", "köln-bäckerei.de", "jo@x.y", "https://a.b/c?d=@e.f", "a\u0301\u0301\u0301", "......@@@@",
		"12345678-1234-1234-1234-123456789012", "xn--a.xn--b", strings.Repeat("a ", 300), "\xff\xfe a", "ﬃ ﷺ", strings.Repeat("aeoeue", 40),
		"a b c d e f g h i j k l m n o p", "{{{{", ".on", "a.onmicrosoft.com.onmicrosoft.com"} {
		f.Add(text)
	}
	for _, piece := range []string{"a", "ab ", "GmbH ", "a.", "a@b.", "l'o ", "华为", "شركة ", "ทย", "हिं", "a\u0301", "\xff\xfe", "👩‍👩‍👧", "xn--a-", "ﷺ", "apex media "} {
		f.Add(strings.Repeat(piece, 64<<10/len(piece)))
	}
	x := New(town())
	f.Fuzz(func(t *testing.T, text string) {
		seen := map[string]bool{}
		for _, r := range answer(x, text) {
			if seen[r.ID] {
				t.Fatalf("%q: %s comes twice", text, r.Name)
			}
			seen[r.ID] = true
			checkRanges(t, text, r.Match)
		}
		x.Guesses(Parse(text))
	})
}

// checkRanges makes sure that ranges lie in the text, in order, apart from each other.
func checkRanges(t *testing.T, text string, m *Match) {
	t.Helper()
	last := -1
	for _, g := range m.Ranges {
		if g.From <= last || g.To <= g.From || g.To > utf16Length(m.Text) {
			t.Fatalf("%q: ranges %v in %q", text, m.Ranges, m.Text)
		}
		last = g.To
	}
}
