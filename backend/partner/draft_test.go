package partner

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

func whole() Draft {
	return Draft{Title: "Mail is late", Description: "Since Monday.", Severity: Moderate, Contact: "Avery Morgan", ContactMail: "avery@contoso.com",
		Subscription: "132d901f-189d-4381-9214-fe68e27e05a1", Service: "s", Classification: "c"}
}

func TestACompleteDraftCanBeQueuedOnBothChannels(t *testing.T) {
	for _, c := range []Channel{ByPortal, ByAzure} {
		if err := whole().Check(c); err != nil {
			t.Errorf("%s: %v", c, err)
		}
	}
}

func TestEachBadFieldIsNamedWithItsFault(t *testing.T) {
	long := strings.Repeat("é", MaxTitle+1)
	for name, test := range map[string]struct {
		channel Channel
		change  func(*Draft)
		codes   map[string]string
	}{
		"a title that is too long":            {ByPortal, func(d *Draft) { d.Title = long }, map[string]string{"title": "long"}},
		"a title of exactly the most allowed": {ByPortal, func(d *Draft) { d.Title = long[2:] }, map[string]string{}},
		"a title of two lines":                {ByPortal, func(d *Draft) { d.Title = "a\nb" }, map[string]string{"title": "control"}},
		"a bell in a title":                   {ByPortal, func(d *Draft) { d.Title = "ding\a" }, map[string]string{"title": "control"}},
		"a title parted by a line separator":  {ByPortal, func(d *Draft) { d.Title = "a\u2028b" }, map[string]string{"title": "control"}},
		"a name of two paragraphs":            {ByPortal, func(d *Draft) { d.Contact = "a\u2029b" }, map[string]string{"contact": "control"}},
		"a product that is too long":          {ByPortal, func(d *Draft) { d.Product = long }, map[string]string{"product": "long"}},
		"steps that are too long":             {ByPortal, func(d *Draft) { d.StepsTried = strings.Repeat("é", MaxDescription+1) }, map[string]string{"stepsTried": "long"}},
		"Azure with nobody to call":           {ByAzure, func(d *Draft) { d.Contact, d.ContactMail = "", "" }, map[string]string{"contact": "missing", "contactMail": "missing"}},
		"a bell in the description":           {ByPortal, func(d *Draft) { d.Description = "ding\a" }, map[string]string{"description": "control"}},
		"lines and tabs in the description":   {ByPortal, func(d *Draft) { d.Description = "a\n\tb" }, map[string]string{}},
		"bytes that are no text":              {ByPortal, func(d *Draft) { d.StepsTried = "\xff" }, map[string]string{"stepsTried": "control"}},
		"nothing at all":                      {ByPortal, func(d *Draft) { *d = Draft{} }, map[string]string{"title": "missing", "description": "missing", "severity": "word"}},
		"an unknown severity":                 {ByPortal, func(d *Draft) { d.Severity = "urgent" }, map[string]string{"severity": "word"}},
		"a note's channel":                    {ByNote, func(*Draft) {}, map[string]string{"channel": "word"}},
		"Azure without a place": {ByAzure, func(d *Draft) { d.Subscription, d.Service, d.Classification = "", "", "" },
			map[string]string{"subscription": "missing", "service": "missing", "classification": "missing"}},
		"the portal without a place": {ByPortal, func(d *Draft) { d.Subscription, d.Service, d.Contact = "", "", "" }, map[string]string{}},
		"Azure with no mail address": {ByAzure, func(d *Draft) { d.ContactMail = "avery" }, map[string]string{"contactMail": "mail"}},
	} {
		d := whole()
		test.change(&d)
		codes := map[string]string{}
		for field, p := range d.Problems(test.channel) {
			codes[field] = FieldCode(p)
		}
		if !maps.Equal(codes, test.codes) {
			t.Errorf("%s: %v, want %v", name, codes, test.codes)
		}
		err := d.Check(test.channel)
		if (err == nil) != (len(test.codes) == 0) {
			t.Errorf("%s: %v", name, err)
		}
		if f, ok := fault.As(err); ok && !slices.Equal(slices.Sorted(maps.Keys(f.Fields)), slices.Sorted(maps.Keys(test.codes))) {
			t.Errorf("%s: the fault names %v", name, f.Fields)
		}
	}
}

func TestANoteNeedsTextThatCanBeShown(t *testing.T) {
	for text, ok := range map[string]bool{"Please call.\nThanks": true, "": false, "\x1b[2J": false, strings.Repeat("x", MaxNote): true, strings.Repeat("x", MaxNote+1): false} {
		if err := CheckNote(text); (err == nil) != ok {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func TestTheTitleWithReferenceKeepsTheReferenceAndTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Outgoing{ID: "TNT-7F3K2M", Draft: Draft{Title: rapid.StringN(0, 300, -1).Draw(t, "title")}}
		got := o.TitleWithReference()
		if !strings.HasSuffix(got, "[TNT-7F3K2M]") || utf8.RuneCountInString(got) > MaxTitle {
			t.Fatalf("%q", got)
		}
	})
}

func TestCleaningTwiceChangesNothingMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Draft{Title: rapid.String().Draw(t, "title"), Description: rapid.String().Draw(t, "description")}
		once := d.Clean()
		if once != once.Clean() || strings.Contains(once.Description, "\r") {
			t.Fatalf("%q", once)
		}
	})
}

func TestWhatIsWrongWithAFieldIsAWordForProgramsAlsoWhenItIsNew(t *testing.T) {
	for key, want := range map[string]string{"field_missing": "missing", "field_long": "long", "field_no_text": "control", "field_tomorrow": "word"} {
		if got := FieldCode(message.Of(key)); got != want {
			t.Errorf("%s: %s", key, got)
		}
	}
}
