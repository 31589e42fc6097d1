package template_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tenantry/backend/partner"
	"tenantry/backend/template"
)

var mail = partner.IssueHead{ID: "EX912341", Title: "Some users can't send or receive email through Exchange Online", Service: "Exchange Online",
	Classification: "incident", StartsAt: time.Date(2026, 3, 1, 6, 30, 0, 0, time.UTC)}

var contoso = template.Values{Customer: "Contoso Ltd", Domain: "contoso.com", TenantID: "11111111-2222-4333-8444-555555555555",
	Contact: "Ana Silva", Mail: "ana@partner.example", Today: "3 March 2026"}

// What is kept or linked names templates by id: these never change.
func TestTheIDsOfBuiltInTemplatesStay(t *testing.T) {
	var got []string
	for _, b := range template.BuiltIn() {
		got = append(got, b.ID)
	}
	var want []string
	for _, language := range []string{"en", "fr"} {
		for _, kind := range []string{"incident", "mail", "signin", "licence", "domain", "restore", "calls", "azure", "general"} {
			want = append(want, "builtin-"+kind+"-"+language)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestEveryBuiltInTemplateMakesARequestThatMayBeQueued(t *testing.T) {
	v := contoso.WithIncident(mail, "fr")
	for _, b := range template.BuiltIn() {
		if b.Name == "" || !strings.HasSuffix(b.ID, "-"+b.Language) {
			t.Errorf("%s: name %q, language %q", b.ID, b.Name, b.Language)
		}
		f := b.Fill(v)
		for _, text := range []string{f.Title, f.Description, f.StepsTried, f.Product} {
			if left := template.Left(text); len(left) > 0 {
				t.Errorf("%s: %v is left", b.ID, left)
			}
			if strings.ContainsAny(strings.ReplaceAll(text, template.Gap, ""), "{}\t\r") {
				t.Errorf("%s: odd text %q", b.ID, text)
			}
		}
		d := partner.Draft{Title: f.Title, Description: f.Description, StepsTried: f.StepsTried, Severity: f.Severity, Product: f.Product}
		if err := d.Clean().Check(partner.ByPortal); err != nil {
			t.Errorf("%s: %v", b.ID, err)
		}
		if !strings.Contains(f.Title+f.Description, contoso.Customer) {
			t.Errorf("%s does not name the customer", b.ID)
		}
	}
}

// A letter says what the user wrote and what the cache holds. So a line of a template is a label before a value or
// before a gap that only the user can fill, or a heading over such lines; a sentence would be somebody's claim, and
// nobody made it.
func TestTheProgramWritesNoSentenceOfItsOwn(t *testing.T) {
	filler := regexp.MustCompile(`^(\{(…|[A-Za-z]+)\}|[ ,()])+$`)
	placeholder := regexp.MustCompile(`\{[A-Za-z]+\}`)
	label := regexp.MustCompile(`^(\d\. )?([^{}.!]|AADSTS\.\.\.)*$`)
	for _, b := range template.BuiltIn() {
		for _, text := range []string{b.Title, b.Description, b.StepsTried} {
			lines := strings.Split(text, "\n")
			for i, line := range lines {
				if line == "" {
					continue
				}
				at := strings.LastIndex(line, ":")
				if at < 0 {
					if i+1 == len(lines) || len(template.Gaps(lines[i+1])) == 0 {
						t.Errorf("%s: %q is neither a label nor a heading", b.ID, line)
					}
					continue
				}
				if !filler.MatchString(line[at+1:]) {
					t.Errorf("%s: %q says something of its own", b.ID, line)
				}
				if before := placeholder.ReplaceAllString(line[:at], ""); !label.MatchString(before) {
					t.Errorf("%s: %q is no label", b.ID, before)
				}
			}
		}
		if len(template.Gaps(b.Title+b.Description)) == 0 {
			t.Errorf("%s asks the user nothing: what would it be about", b.ID)
		}
	}
}

// Each file of templates/ says everything: what one lacks would be missing in a letter.
func TestEveryLanguageHasAllWords(t *testing.T) {
	entries, err := os.ReadDir("templates")
	if err != nil || len(entries) != len(template.Languages()) {
		t.Fatalf("%d files, languages %v, %v", len(entries), template.Languages(), err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join("templates", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		var all struct {
			Day, FirstDay, Moment string
			Months                []string
			Headings, Severities  map[string]string
			Templates             []any
		}
		if err := json.Unmarshal(b, &all); err != nil {
			t.Fatalf("%s: %v", e.Name(), err)
		}
		if len(all.Months) != 12 || len(all.Headings) != 11 || len(all.Severities) != len(partner.Severities()) || len(all.Templates) != 9 ||
			!strings.Contains(all.Moment, "{time}") || !strings.Contains(all.Day, "{month}") || !strings.Contains(all.FirstDay, "{month}") {
			t.Errorf("%s lacks something: %d months, %d headings, %d severities, %d templates", e.Name(), len(all.Months), len(all.Headings),
				len(all.Severities), len(all.Templates))
		}
		for _, texts := range []map[string]string{all.Headings, all.Severities} {
			for name, text := range texts {
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s: %s is empty", e.Name(), name)
				}
			}
		}
	}
}

// French sets a no-break space before a colon and inside guillemets, since a plain one would end a line there,
// and a curved apostrophe.
func TestFrenchTextsKeepTheirColonsOnTheLine(t *testing.T) {
	bad := regexp.MustCompile(`[^\x{a0}A-Z0-9][:;?!](\s|$)|«[^\x{a0}]|[^\x{a0}]»| [:»]|'`)
	for _, b := range template.BuiltIn() {
		if b.Language != "fr" {
			continue
		}
		for _, text := range []string{b.Name, b.Title, b.Description, b.StepsTried} {
			if at := bad.FindString(text); at != "" {
				t.Errorf("%s: %q in %q", b.ID, at, text)
			}
		}
	}
}

func TestBothLanguagesAskForTheSame(t *testing.T) {
	all := template.BuiltIn()
	half := len(all) / 2
	sorted := func(text string) []string { left := template.Left(text); slices.Sort(left); return left }
	ask := func(b template.Template) int {
		return len(template.Gaps(b.Title + "\n" + b.Description + "\n" + b.StepsTried))
	}
	for i, en := range all[:half] {
		fr := all[half+i]
		if en.Severity != fr.Severity || en.Product != fr.Product {
			t.Errorf("%s: %s, %s; %s: %s, %s", en.ID, en.Severity, en.Product, fr.ID, fr.Severity, fr.Product)
		}
		if ask(en) != ask(fr) {
			t.Errorf("%s asks for %d facts, %s for %d", en.ID, ask(en), fr.ID, ask(fr))
		}
		a, b := sorted(en.Title+en.Description+en.StepsTried), sorted(fr.Title+fr.Description+fr.StepsTried)
		if !slices.Equal(a, b) {
			t.Errorf("%s holds %v, %s %v", en.ID, a, fr.ID, b)
		}
	}
}

func TestTheCallerOwnsTheListOfTemplates(t *testing.T) {
	template.BuiltIn()[0].Title = "scribbled over"
	if template.BuiltIn()[0].Title == "scribbled over" {
		t.Error("the next caller got the scribble")
	}
}

// fromIncident is what the app prepares where no customer is chosen yet.
func fromIncident(h partner.IssueHead, language string) template.Template {
	return template.ForIncident(language).Fill(template.Values{Today: contoso.Today}.WithIncident(h, language))
}

func TestARequestIsPreparedFromAnIncident(t *testing.T) {
	en := fromIncident(mail, "en")
	if en.Title != "EX912341: "+mail.Title || en.Product != "Exchange Online" || !strings.Contains(en.Description, "Start that Microsoft names: 1 March 2026, 06:30 UTC") {
		t.Errorf("%+v", en)
	}
	if left := template.Left(en.Description); !slices.Equal(left, []string{"customer", "domain"}) {
		t.Errorf("what speaks of the customer stays: %v", left)
	}
	fr := fromIncident(mail, "fr")
	if fr.ID != "builtin-incident-fr" || !strings.Contains(fr.Description, "Début annoncé par Microsoft\u00a0: 1er mars 2026 à 06:30 UTC") {
		t.Errorf("%+v", fr)
	}
	if other := fromIncident(mail, "de"); other != en {
		t.Errorf("an unknown language: %+v", other)
	}
}

func TestATitleThatGetsTooLongIsCutWhereOneSeesIt(t *testing.T) {
	long := mail
	long.Title = strings.Repeat("é", 300)
	got := fromIncident(long, "en").Title
	if n := utf8.RuneCountInString(got); n != partner.MaxTitle || !strings.HasSuffix(got, "é…") {
		t.Errorf("%d characters, %q", n, got)
	}
}
