package template_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/partner"
	"tenantry/backend/template"
)

func TestFill(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Dear {customer}, {domain}", "Dear Contoso Ltd, contoso.com"},
		{"{customer}{customer}", "Contoso LtdContoso Ltd"},
		{"{CUSTOMER} {tenantid}", "Contoso Ltd 11111111-2222-4333-8444-555555555555"},
		{"{{customer}}", "{Contoso Ltd}"},
		{"{ customer } {customer", "{ customer } {customer"},
		{"{incident} is not known", "{incident} is not known"},
		{"{json: {\"a\":{}}} {nobody}", "{json: {\"a\":{}}} {nobody}"},
	} {
		if got := template.Fill(c.text, contoso); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestAValueThatLooksLikeAPlaceholderIsInsertedLiterally(t *testing.T) {
	v := contoso
	v.Customer, v.Domain = "{domain} & {customer}", "$1 ${customer}"
	if got := template.Fill("{customer}/{domain}", v); got != "{domain} & {customer}/$1 ${customer}" {
		t.Errorf("got %q", got)
	}
}

func TestLeftNamesWhatIsNotFilled(t *testing.T) {
	if got := template.Left("{service} {Mail} {service} {x} { mail } {tenantID}"); !slices.Equal(got, []string{"service", "mail", "tenantId"}) {
		t.Errorf("got %v", got)
	}
	if got := template.Left("nothing {here}"); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestGapsAreNamedByWhatStandsBeforeThem(t *testing.T) {
	got := template.Gaps("Since when (UTC): {…}\nConstaté depuis\u00a0: {…}\n{…}, and {…}\nfilled: yes {customer}")
	if want := []string{"Since when (UTC)", "Constaté depuis", template.Gap, "and"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := template.Fill("a: {…}", contoso); got != "a: {…}" {
		t.Errorf("a gap was filled: %q", got)
	}
}

// Every field of Values has a placeholder, or it could be set and never be seen.
func TestEveryValueHasAPlaceholder(t *testing.T) {
	names := template.Placeholders()
	fields := reflect.TypeFor[template.Values]()
	if len(names) != fields.NumField() {
		t.Fatalf("%d placeholders, %d values", len(names), fields.NumField())
	}
	for i := range fields.NumField() {
		var v template.Values
		reflect.ValueOf(&v).Elem().Field(i).SetString("here")
		name := names[slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, fields.Field(i).Name) })]
		if got := template.Fill("{"+name+"}", v); got != "here" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

// texts holds braces, placeholders and other things in any order.
var texts = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(rapid.SampledFrom([]string{"{customer}", "{domain}", "{tenantId}", "{incident}", "{", "}", "{}", "{x}", "$1", "\n"}), rapid.String())
	return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
})

func TestFillReplacesEachPlaceholderOnceAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		v := template.Values{Customer: texts.Draw(t, "customer"), Domain: texts.Draw(t, "domain")}
		// By hand: cut the text at its placeholders, from left to right.
		want := ""
		for rest := text; rest != ""; {
			switch {
			case strings.HasPrefix(rest, "{customer}") && v.Customer != "":
				want, rest = want+v.Customer, rest[len("{customer}"):]
			case strings.HasPrefix(rest, "{domain}") && v.Domain != "":
				want, rest = want+v.Domain, rest[len("{domain}"):]
			default:
				want, rest = want+rest[:1], rest[1:]
			}
		}
		if got := template.Fill(text, v); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestWhatIsFilledWithPlainValuesHasNothingLeft(t *testing.T) {
	var all template.Values
	fields := reflect.ValueOf(&all).Elem()
	for i := range fields.NumField() {
		fields.Field(i).SetString("x")
	}
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		if same := template.Fill(text, template.Values{}); same != text {
			t.Fatalf("without values %q became %q", text, same)
		}
		if len(template.Left(text)) == 0 && template.Fill(text, all) != text {
			t.Fatalf("%q: nothing is left, but something was filled", text)
		}
	})
}

func FuzzFill(f *testing.F) {
	f.Add("{customer} {domain}", "{domain}")
	f.Add("{{tenantId}", "\xff{")
	f.Fuzz(func(t *testing.T, text, value string) {
		got := template.Fill(text, template.Values{Customer: value})
		if value == "" && got != text {
			t.Errorf("%q became %q", text, got)
		}
		if n := len(template.Left(text)); n > len(template.Placeholders()) {
			t.Errorf("%d placeholders", n)
		}
	})
}

func TestTimesAreWrittenAsPeopleDo(t *testing.T) {
	at := time.Date(2026, 8, 1, 23, 5, 0, 0, time.FixedZone("", 2*3600))
	for language, want := range map[string]string{"en": "1 August 2026, 21:05 UTC", "fr": "1er août 2026 à 21:05 UTC", "": "1 August 2026, 21:05 UTC"} {
		if got := template.Moment(at, language); got != want {
			t.Errorf("%s: %q", language, got)
		}
	}
	if got := template.Day(at.AddDate(0, 0, 1), "fr"); got != "2 août 2026" {
		t.Error(got)
	}
	for m := time.January; m <= time.December; m++ {
		if got := template.Day(time.Date(2026, m, 5, 0, 0, 0, 0, time.UTC), "fr"); len(strings.Fields(got)) != 3 {
			t.Error(got)
		}
	}
	if template.Moment(time.Time{}, "en") != "" || template.Day(time.Time{}, "fr") != "" {
		t.Error("the zero time was written")
	}
	if v := contoso.WithIncident(partner.IssueHead{ID: "X"}, "en"); v.Started != "" || v.Customer != contoso.Customer || v.Incident != "X" {
		t.Errorf("%+v", v)
	}
}
