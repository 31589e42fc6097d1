package term

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones are there on every system

	"tenantry/backend/message"
)

func TestNoNameCanMoveTheCursorOfATerminal(t *testing.T) {
	if got := Clean("a\x1b[31mb\u202ec\r\n"); got != "a[31mbc" {
		t.Fatalf("%q", got)
	}
}

// Whatever way a command writes for people, nothing from outside reaches the terminal as an order to it, and no text
// makes a line of its own where a sentence stands.
func TestEveryWayToATerminalIsCleaned(t *testing.T) {
	const evil = "a\x1b]0;pwned\x07\u009b2J\u202eb\r\nc"
	var out, errs bytes.Buffer
	o := &IO{Out: &out, Err: &errs, In: strings.NewReader(""), Width: 80}
	o.Line(evil)
	o.NoteLine(evil)
	o.Warn(evil)
	o.Say("cli_in_brackets", "what", evil, "more", evil)
	o.Note("cli_in_brackets", "what", evil, "more", evil)
	if yes, err := o.Ask(evil); yes || err != nil {
		t.Error(yes, err)
	}
	page := o.Page(1)
	page.Add("cli_customers_heading", evil)
	page.Print()
	if err := List(o, []string{evil}, []Column[string]{{Name: "x", Head: "cli_customers_heading", Text: func(s string) string { return s }}}); err != nil {
		t.Fatal(err)
	}
	if err := o.Print(map[string]string{evil: evil}); err != nil {
		t.Fatal(err)
	}
	if err := Encode(o.Err, evil); err != nil {
		t.Fatal(err)
	}
	var doc map[string]string
	at := strings.Index(out.String(), "{")
	if err := json.Unmarshal(out.Bytes()[at:], &doc); err != nil || doc[evil] != evil {
		t.Errorf("the document became %q, %v", doc, err)
	}
	for _, text := range []string{out.String(), errs.String()} {
		if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && spoofs(r) }); i >= 0 {
			t.Errorf("%q", text)
		}
	}
	if n := strings.Count(errs.String(), "\n"); n != 4 { // Ask writes no line
		t.Errorf("%d lines: %q", n, &errs)
	}
	errs.Reset()
	o.Progress(evil)
	if got := errs.String(); got != "\r\x1b[Ka]0;pwned2Jb c" {
		t.Errorf("%q", got)
	}
}

func TestAgesAreSaidInTheLanguage(t *testing.T) {
	at(t, time.UTC)
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
		{Moment(at(time.Minute)), "2026-03-05 11:59:00", "05/03/2026 à 11:59:00"},
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

// at lets the user be somewhere.
func at(t *testing.T, where *time.Location) {
	t.Helper()
	was := time.Local
	time.Local = where
	t.Cleanup(func() { time.Local = was })
}

// People read the time on their wall, and which of the two it is where the hour comes twice.
func TestATimeIsThatOfTheUsersWall(t *testing.T) {
	for _, c := range []struct{ where, at, day, moment string }{
		{"Europe/Paris", "2026-07-01T22:30:00Z", "2026-07-02", "2026-07-02 00:30:00"},
		{"Europe/Paris", "2026-10-24T23:59:00Z", "2026-10-25", "2026-10-25 01:59:00"},
		{"Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-25", "2026-10-25 02:30:00 (UTC+02:00)"},
		{"Europe/Paris", "2026-10-25T01:30:00Z", "2026-10-25", "2026-10-25 02:30:00 (UTC+01:00)"},
		{"Europe/Paris", "2026-10-25T02:00:00Z", "2026-10-25", "2026-10-25 03:00:00"},
		{"Europe/Paris", "2026-03-29T01:30:00Z", "2026-03-29", "2026-03-29 03:30:00"},
		{"America/New_York", "2026-11-01T05:30:00Z", "2026-11-01", "2026-11-01 01:30:00 (UTC-04:00)"},
		{"America/New_York", "2026-11-01T06:30:00Z", "2026-11-01", "2026-11-01 01:30:00 (UTC-05:00)"},
		{"Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-05", "2026-04-05 01:45:00 (UTC+11:00)"},
		{"Australia/Lord_Howe", "2026-04-04T15:15:00Z", "2026-04-05", "2026-04-05 01:45:00 (UTC+10:30)"},
		{"Asia/Kolkata", "2026-10-25T01:30:00Z", "2026-10-25", "2026-10-25 07:00:00"},
	} {
		where, err := time.LoadLocation(c.where)
		if err != nil {
			t.Fatal(err)
		}
		at(t, where)
		if day, moment := Day(&c.at).In("en"), Moment(&c.at).In("en"); day != c.day || moment != c.moment {
			t.Errorf("%s in %s: %s, %s; want %s, %s", c.at, c.where, day, moment, c.day, c.moment)
		}
	}
}

func TestWhatIsLongIsCutAtAWord(t *testing.T) {
	for _, c := range []struct {
		text, short string
		cut         bool
	}{
		{"one two three", "one two three", false}, {"one two three four", "one two three…", true},
		{"aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa…", true}, {"ééé ééé ééé, ééé ééé", "ééé ééé ééé…", true},
	} {
		if short, cut := Short(c.text, 15); short != c.short || cut != c.cut {
			t.Errorf("%q: %q, %v", c.text, short, cut)
		}
	}
}
