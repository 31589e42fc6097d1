package lexis

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"tenantry/backend/catalog/search/fold"
)

//go:embed testdata/names.txt
var namesFile string

func split(s string) []string { return strings.Fields(fold.Text(s)) }

// parted is what is left of words without the forms, and what the forms are called.
func parted(words []string, found []Form) (core string, names []string) {
	var left []string
	at := 0
	for _, f := range found {
		left = append(left, words[at:f.From]...)
		at = f.To
		names = append(names, FormName(f.ID))
	}
	return strings.Join(append(left, words[at:]...), " "), names
}

func TestFormsOfNames(t *testing.T) {
	n := 0
	for f := range entries(namesFile) {
		n++
		name, core, forms := f[0], fold.Text(f[1]), f[2]
		gotCore, names := parted(split(name), Forms(split(name)))
		got := "-"
		if len(names) > 0 {
			got = strings.Join(names, ", ")
		}
		if gotCore != core || got != forms {
			t.Errorf("%s: %q with %s, want %q with %s", name, gotCore, got, core, forms)
		}
	}
	if n < 150 {
		t.Errorf("%d names", n)
	}
}

func TestEveryWritingIsTheFormOfItsLine(t *testing.T) {
	table := formsTable()
	for id, f := range table.forms {
		for _, w := range f.writings {
			at, text := placesOf(w)
			for _, s := range spellings(text) {
				name := "contoso " + s
				if at == first {
					name = s + " contoso"
				}
				words := strings.Fields(name)
				found := Forms(words)
				core, names := parted(words, found)
				if core != "contoso" || len(found) != 1 || !SameForm(found[0].ID, uint16(id)) || table.forms[found[0].ID].family != found[0].Family {
					t.Errorf("%q (a %s, %s): found %q", name, FormName(uint16(id)), f.family, names)
				}
			}
		}
	}
}

func TestFormsFileIsInOrder(t *testing.T) {
	names := map[string]bool{}
	lines := 0
	for f := range entries(formsFile) {
		lines++
		if len(f) < 3 {
			t.Fatalf("%q: FAMILY | COUNTRIES | the form", f)
		}
		if !slices.Contains(families, f[0]) {
			t.Errorf("%q: no family %q", f, f[0])
		}
		for _, c := range strings.Fields(f[1]) {
			if r, err := language.ParseRegion(c); err != nil || !r.IsCountry() && c != "EU" {
				t.Errorf("%q: no country %q", f, c)
			}
		}
		if name := fold.Text(f[2]) + f[0]; names[name] {
			t.Errorf("%q: that name stands in another line", f)
		} else {
			names[name] = true
		}
		for _, w := range f[2:] {
			if fold.Text(w) == "" {
				t.Errorf("%q: an empty way to write it", f)
			}
		}
	}
	if lines < 350 {
		t.Errorf("%d forms", lines)
	}
}

func TestFormsOfOneKindAreOneFamily(t *testing.T) {
	for _, kind := range []string{
		"GmbH, LLC, Ltd., SARL, S.r.l., B.V., ООО, Sp. z o.o., ЕООД, Kft., d.o.o., OÜ, UAB, SIA, s.r.o., S.L., Lda., Ltda., Pty. Ltd., Pte. Ltd., Sdn. Bhd., Oy, ApS, ТОВ, ΕΠΕ",
		"AG, S.A., S.p.A., N.V., PLC, Inc., Corp., ОАО, ПАО, АО, ASA, AB, Oyj, SAS, 株式会社, Zrt., d.d., ΑΕ",
		"KG, OHG, LP, LLP, S.N.C., S.C.S., Sp. k., K/S",
		"Stiftung, Stichting, Fondation, Fundación, Foundation, Säätiö",
		"e.V., Association loi 1901, Asociația, MTÜ, z.s.",
	} {
		var before *Form
		for _, form := range strings.Split(kind, ", ") {
			found := Forms(split("contoso " + form))
			if len(found) != 1 {
				t.Errorf("%s: %v", form, found)
				continue
			}
			if before != nil && !SameFamily(before.ID, found[0].ID) {
				t.Errorf("%s and %s are of one kind", FormName(before.ID), form)
			}
			before = &found[0]
		}
	}
	if SameFamily(Forms(split("contoso gmbh"))[0].ID, Forms(split("contoso ag"))[0].ID) {
		t.Error("GmbH and AG are two kinds")
	}
}

func TestSameFormIsWhatIsWrittenAlike(t *testing.T) {
	of := func(form string) uint16 { return Forms(split("contoso " + form))[0].ID }
	for _, pair := range [][2]string{
		{"S.a.s.", "Società in accomandita semplice"}, {"SAS", "Société par actions simplifiée"}, {"C.V.", "Commanditaire vennootschap"},
		{"S.L.", "Sociedad de responsabilidad limitada"}, {"Lda.", "Limitada"}, {"GmbH", "Ges.m.b.H."}, {"OAO", "Open Joint Stock Company"},
	} {
		if !SameForm(of(pair[0]), of(pair[1])) || !SameForm(of(pair[1]), of(pair[0])) {
			t.Errorf("%s is %s", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"GmbH", "Ltd."}, {"GmbH", "GmbH & Co. KG"}, {"AG", "KGaA"}, {"UG", "GmbH"}, {"S.L.", "S.L.U."}} {
		if SameForm(of(pair[0]), of(pair[1])) {
			t.Errorf("%s is not %s", pair[0], pair[1])
		}
	}
	few := 0
	for _, f := range formsTable().forms {
		few += len(f.akin)
	}
	if few > 80 {
		t.Errorf("%d times two lines have a way to write in common: is each meant?", few)
	}
}

func TestFormsNeverOverlapAndLeaveAName(t *testing.T) {
	var words []string
	for _, all := range formsTable().byFirst {
		for _, s := range all {
			words = append(words, s.words...)
		}
	}
	slices.Sort(words)
	words = append(slices.Compact(words), "contoso", "roma", "the", "und")
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SliceOfN(rapid.SampledFrom(words), 1, 8).Draw(t, "name")
		for _, found := range [][]Form{Forms(name), FormsLike(name)} {
			at, left := 0, len(name)
			for _, f := range found {
				if f.From < at || f.To <= f.From || f.To > len(name) {
					t.Fatalf("%q: %v", name, found)
				}
				at, left = f.To, left-(f.To-f.From)
			}
			if left == 0 {
				t.Fatalf("%q is all forms: %v", name, found)
			}
		}
	})
}

func TestFormsWithASlip(t *testing.T) {
	for name, want := range map[string]string{
		"Siemens Aktiengeselschaft":                     "siemens: AG",
		"Siemens Aktiengesellschfat":                    "siemens: AG",
		"Siemens Aktiengesellschaft":                    "siemens: AG",
		"Contoso Gesellschaft mit beschrankter Haftug":  "contoso: GmbH",
		"Tactical Missiles Joint Stock Compan":          "tactical missiles: АО",
		"Tactical Missiles Joynt Stock Company":         "tactical missiles: АО",
		"Contoso Limted":                                "contoso: Ltd.",
		"Contoso Incorporatd":                           "contoso: Inc.",
		"Durand société à responsabilite limité":        "durand: SARL",
		"Nowak spolka z ograniczona odpowiedzialnoscia": "nowak: Sp. z o.o.",
		"Ромашка общество с ограниченой ответственостью": "ромашка: ООО",
		"":              ": ",
		"Contoso GmbG":  "contoso gmbg: ",
		"Contoso Trast": "contoso trast: ",
		"Contoso":       "contoso: ",
	} {
		core, names := parted(split(name), FormsLike(split(name)))
		if got := core + ": " + strings.Join(names, ", "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestASlipInALongWordOfAFormIsForgiven(t *testing.T) {
	table := formsTable()
	var long [][]string
	for _, all := range table.byFirst {
		for _, s := range all {
			if slices.ContainsFunc(s.words, func(w string) bool { return len([]rune(w)) > slipAlone }) {
				long = append(long, s.words)
			}
		}
	}
	slices.SortFunc(long, slices.Compare)
	tried, missed := 0, 0
	for _, words := range long {
		want := Forms(append([]string{"contoso"}, words...))
		for i, w := range words {
			letters := []rune(w)
			if len(letters) <= slipAlone {
				continue
			}
			slipped := slices.Clone(words)
			slipped[i] = string(slices.Delete(letters, len(letters)/2, len(letters)/2+1))
			found := FormsLike(append([]string{"contoso"}, slipped...))
			tried++
			if len(found) == 0 || len(want) == 0 || found[0].From != want[0].From || found[len(found)-1].To != want[len(want)-1].To {
				missed++
				t.Logf("%q in %q", slipped[i], words)
			}
		}
	}
	if tried < 500 || missed > 0 {
		t.Errorf("%d of %d slips missed", missed, tried)
	}
}

func TestCutPartsFormsFromNamesWithoutBlanks(t *testing.T) {
	for word, want := range map[string]string{
		"株式会社日立製作所":    "株式会社 日立製作所",
		"日立製作所株式会社":    "日立製作所 株式会社",
		"华为技术有限公司":     "华为技术 有限公司",
		"阿里巴巴集团股份有限公司": "阿里巴巴 集团股份有限公司",
		"주식회사삼성":       "주식회사 삼성",
		"株式会社":         "株式会社",
		"トヨタ":          "トヨタ",
		"contoso":      "contoso",
		"gmbh":         "gmbh",
		"株":            "株",
		"유한양행":         "유한양행",
		"주연테크":         "주연테크",
		"":             "",
	} {
		if got := strings.Join(Cut(fold.Text(word)), " "); got != fold.Text(want) {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

var benchNames = [][]string{
	split("Bäckerei Müller GmbH & Co. KG"), split("Contoso"), split("Adventure Works Cycles Limited Liability Company"),
	split("Société Générale de Banque"), split("PT Astra International Tbk"), split("Woodgrove Bank"),
}

func BenchmarkForms(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Forms(benchNames[i%len(benchNames)])
	}
}

func BenchmarkFormsLikeAtWorst(b *testing.B) {
	words := slices.Repeat([]string{"societe", "limitee"}, maxMended/2)
	for b.Loop() {
		FormsLike(words)
	}
}

func BenchmarkFormsLike(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		FormsLike(benchNames[i%len(benchNames)])
	}
}
