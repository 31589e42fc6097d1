package term

import (
	"bytes"
	"testing"
	"time"

	"tenantry/backend/message"
)

func TestNoNameCanMoveTheCursorOfATerminal(t *testing.T) {
	if got := Clean("a\x1b[31mb\u202ec\r\n"); got != "a[31mbc" {
		t.Fatalf("%q", got)
	}
}

// inBerlin sets this computer's clock to Berlin's.
func inBerlin(t *testing.T) {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("this computer has no time zones: ", err)
	}
	before := time.Local
	time.Local = berlin
	t.Cleanup(func() { time.Local = before })
}

// A time is read by the clock on the wall; in the hour that comes twice it says which of the two.
func TestATimeIsSaidByTheClockOnTheWall(t *testing.T) {
	inBerlin(t)
	for utc, want := range map[string]string{
		"2026-10-25T00:30:00Z": "2026-10-25 02:30:00 CEST", "2026-10-25T01:30:00Z": "2026-10-25 02:30:00 CET",
		"2026-10-25T02:00:00Z": "2026-10-25 03:00:00", "2026-07-01T22:30:00Z": "2026-07-02 00:30:00",
	} {
		if got := Moment(&utc).In("en"); got != want {
			t.Errorf("%s: %s, want %s", utc, got, want)
		}
	}
	late := "2026-07-01T22:30:00Z"
	if got := Day(&late).In("en"); got != "2026-07-02" {
		t.Error(got)
	}
	// What Microsoft keeps as a date ends on that date everywhere.
	if got := Date(time.Date(2026, 7, 1, 23, 0, 0, 0, time.UTC)).In("en"); got != "2026-07-01" {
		t.Error(got)
	}
}

func TestAgesAreSaidInTheLanguage(t *testing.T) {
	inBerlin(t)
	now := time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	at := func(before time.Duration) *string {
		s := now.Add(-before).Format(time.RFC3339)
		return &s
	}
	for _, c := range []struct {
		what            message.Message
		english, french string
	}{
		{Age(nil, now), "never", "jamais"},
		{Age(at(time.Second), now), "now", "à l’instant"},
		{Age(at(3*time.Minute), now), "3 min", "3\u00a0min"},
		{Age(at(47*time.Hour), now), "47 h", "47\u00a0h"},
		{Age(at(48*time.Hour), now), "2 d", "2\u00a0j"},
		{Day(at(0)), "2026-03-05", "05/03/2026"},
		{Day(nil), "–", "–"},
		{Moment(at(time.Minute)), "2026-03-05 12:59:00", "05/03/2026 à 12:59:00"},
		{Moment(nil), "", ""},
	} {
		if en, fr := c.what.In("en"), c.what.In("fr"); en != c.english || fr != c.french {
			t.Errorf("%q and %q, want %q and %q", en, fr, c.english, c.french)
		}
	}
	span, ok := Until(at(-90*time.Second), now)
	if !ok || span.In("en") != "2 min" {
		t.Errorf("%v %v", span, ok)
	}
	if span, ok := Until(at(time.Second), now); ok {
		t.Errorf("what is past is in %v", span)
	}
}

func TestOneLineKeepsTheNoBreakSpaces(t *testing.T) {
	if got := OneLine(" a\n b\u00a0: c\t"); got != "a b\u00a0: c" {
		t.Errorf("%q", got)
	}
}

func TestAPageLinesUpInEachLanguage(t *testing.T) {
	for language, want := range map[message.Language]string{
		"en": "Name           Köln\nPrimary domain koeln.de\n",
		"fr": "Nom               Köln\nDomaine principal koeln.de\n",
	} {
		var b bytes.Buffer
		p := (&IO{Out: &b, Language: language}).Page(14)
		p.Add("cli_customer_name", "Köln")
		p.AddKnown("cli_customer_tags", "")
		p.Add("cli_customer_domain", "koeln.de")
		if p.Print(); b.String() != want {
			t.Errorf("%s: %q", language, b.String())
		}
	}
}
