package main

import (
	"math/rand/v2"
	"strings"

	"golang.org/x/net/idna"
)

// vocabulary makes the words of one name.
type vocabulary func(*rand.Rand) []string

var (
	places = strings.Fields(`Bologna Firenze Perugia Trieste Cagliari Utrecht Groningen Eindhoven Nijmegen Leeuwarden
		Jyväskylä Hämeenlinna Rovaniemi Tampere Győr Székesfehérvár Debrecen Pécs Ústí Olomouc Plzeň Žilina Košice
		Ljubljana Škofja Maribor Šibenik Čakovec Tromsø Ålesund Kópavogur Ísafjörður İzmir Eskişehir Çanakkale
		Coimbra Setúbal Évora Guimarães Besançon Nîmes Angoulême Périgueux Würzburg Tübingen Lübeck Göppingen
		Thessaloniki Patras Vilnius Šiauliai Rēzekne Pärnu Galway Limerick Aberdeen Inverness Swansea`)
	trades = strings.Fields(`Falegnameria Panificio Cantina Ceramiche Tipografia Officina Bouwbedrijf Makelaardij Slagerij
		Drukkerij Scheepswerf Rakennus Kirjakauppa Leipomo Konepaja Pékség Nyomda Vendéglő Stavby Pekárna Zahradnictví
		Gradnja Mizarstvo Pekarna Fiskeri Snickeri Bokhandel Verktøy İnşaat Gıda Mobilya Padaria Vinhos Serralharia
		Fromagerie Menuiserie Librairie Serrurerie Schreinerei Gärtnerei Metzgerei Druckerei Joinery Bakery Plumbing
		Surveyors Cartography Breweries Timber Ironworks Upholstery Nurseries Chandlery`)
	qualities = strings.Fields(`Nuova Vecchia Grande Oude Nieuwe Vanha Uusi Régi Új Stará Nová Stari Gamle Nye Yeni Velha Nova
		Vieille Nouvelle Alte Neue Kleine Royal Old New Upper Lower Northern Coastal`)
	forms = strings.Fields(`S.r.l. S.p.A. B.V. N.V. Oy Kft. Zrt. s.r.o. d.o.o. ASA A.Ş. Lda. SAS KG Ltd PLC UAB OÜ`)
)

// foreign makes names in languages that the labelled set has little of.
func foreign(random *rand.Rand) []string {
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	words := []string{pick(trades)}
	switch random.IntN(3) {
	case 0:
		words = []string{pick(places), pick(trades)}
	case 1:
		words = []string{pick(qualities), pick(trades), pick(places)}
	case 2:
		words = []string{pick(trades), pick(places)}
	}
	if random.IntN(3) > 0 {
		words = append(words, pick(forms))
	}
	return words
}

// invented makes names of words that nobody else has, as family names are in life.
func invented(random *rand.Rand) []string {
	syllables := strings.Fields("ba bren ca cor da del dra el fa fin ga gor hal in jo kar la len lo ma mer mi na nor o pe por ra ri ros sa sel stan ta ter to ul va vel vin wal xi yor za zen")
	word := func() string {
		w := ""
		for range 2 + random.IntN(3) {
			w += syllables[random.IntN(len(syllables))]
		}
		return strings.ToUpper(w[:1]) + w[1:]
	}
	words := []string{word()}
	for range random.IntN(3) {
		words = append(words, word())
	}
	return append(words, forms[random.IntN(len(forms))])
}

// generate makes n customers; one in eight has an internationalised domain.
func generate(seed uint64, n int, of vocabulary) []customer {
	random := rand.New(rand.NewPCG(seed, 1))
	names := map[string]bool{}
	var out []customer
	for len(out) < n {
		words := of(random)
		name := strings.Join(words, " ")
		for names[name] { // add a word rather than let two customers have one name
			words = append(of(random)[:1], words...)
			name = strings.Join(words, " ")
		}
		names[name] = true
		c := newCustomer(random, words, len(out))
		if random.IntN(8) == 0 {
			unicode := strings.ToLower(strings.Join(words[:len(words)-1], "")) + tlds[random.IntN(len(tlds))]
			if puny, err := idna.Lookup.ToASCII(strings.ReplaceAll(unicode, ".", "") + ".com"); err == nil && strings.Contains(puny, "xn--") {
				c.domain = puny
			}
		}
		out = append(out, c)
	}
	return out
}

// simplify writes a word with the letters of the English alphabet.
func simplify(w string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(w) {
		if p, ok := letters[r]; ok {
			b.WriteString(p)
		} else if r < 0x80 && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// letters is the bench's own table, so that it does not judge the catalog's folding by itself.
var letters = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'œ': "oe", 'æ': "ae", 'þ': "th"}
	for plain, marked := range map[string]string{"a": "àáâãäåāă", "c": "çćč", "d": "ďđð", "e": "èéêëēęě", "g": "ğ",
		"i": "ìíîïīıi̇", "l": "łľĺ", "n": "ñńň", "o": "òóôõöøőō", "r": "řŕ", "s": "śşšș", "t": "ťţț",
		"u": "ùúûüūůű", "y": "ýÿ", "z": "źžż"} {
		for _, r := range marked {
			m[r] = plain
		}
	}
	delete(m, '\u0307')
	return m
}()
