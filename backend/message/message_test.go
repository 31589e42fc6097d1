package message_test

import (
	"encoding/json"
	"slices"
	"testing"
	"testing/fstest"

	"tenantry/backend/message"
)

func TestAMessageIsSaidInTheLanguageOfItsReader(t *testing.T) {
	nested := message.Of("import_column", "line", 3, "column", "Microsoft ID", "problem", message.Of("customer_no_tenant_id", "text", "x"))
	several := message.Of("field_request", "problems", []message.Message{
		message.Of("field_is", "field", "title", "problem", message.Of("field_missing")),
		message.Of("field_is", "field", "contactMail", "problem", message.Of("field_mail"))})
	for _, test := range []struct {
		m      message.Message
		en, fr string
	}{
		{message.Of("signin_nobody"), "nobody is signed in", "personne n’est connecté"},
		{message.Of("network_timeout", "host", "graph.microsoft.com"), "graph.microsoft.com did not answer in time", "graph.microsoft.com n’a pas répondu à temps"},
		{nested, `line 3, column "Microsoft ID": not a tenant id: "x"`, "ligne 3, colonne «\u00a0Microsoft ID\u00a0»\u00a0: ce n’est pas un ID de locataire\u00a0: «\u00a0x\u00a0»"},
		{several, "the request: title is missing; contactMail must be a mail address",
			"la demande\u00a0: title doit être renseigné\u00a0; contactMail doit être une adresse e-mail"},
		// What Microsoft said is said as it is, also where it looks like a placeholder.
		{message.Verbatim("Quota {limit} exceeded"), "Quota {limit} exceeded", "Quota {limit} exceeded"},
		{message.Of("network_timeout", "host", "{host}"), "{host} did not answer in time", "{host} n’a pas répondu à temps"},
		// What another version forgot is seen.
		{message.Of("network_timeout"), "{host} did not answer in time", "{host} n’a pas répondu à temps"},
		{message.Message{}, "", ""},
	} {
		if got := test.m.String(); got != test.en {
			t.Errorf("English: %q, want %q", got, test.en)
		}
		if got := test.m.In("fr"); got != test.fr {
			t.Errorf("French: %q, want %q", got, test.fr)
		}
		if got := test.m.In("de"); got != test.en {
			t.Errorf("a language that nobody wrote: %q", got)
		}
	}
}

func TestAMessageTravelsAsJSON(t *testing.T) {
	m := message.Of("field_is", "field", "title", "problem", message.Of("field_long", "count", 300, "most", 255))
	b, err := json.Marshal(m)
	want := `{"key":"field_is","params":{"field":"title"},"parts":{"problem":[{"key":"field_long","params":{"count":"300","most":"255"}}]}}`
	if err != nil || string(b) != want {
		t.Errorf("%s, %v", b, err)
	}
	var back message.Message
	if err := json.Unmarshal(b, &back); err != nil || back.String() != "title has 300 characters; at most 255 are allowed" {
		t.Errorf("%q, %v", back.String(), err)
	}
}

// The format is inlang's: what Paraglide makes of a plural is made here too, by the rules of each language.
func TestANumberChoosesTheFormOfItsLanguage(t *testing.T) {
	const en = `{"n": [{"declarations": ["input count", "local countPlural = count: plural"], "selectors": ["countPlural"],
		"match": {"countPlural=*": "{count} notes", "countPlural=one": "{count} note"}}],
		"s": [{"declarations": ["input state", "input count", "local form = count: plural"], "selectors": ["state", "form"],
		"match": {"state=open, form=one": "one is open", "state=open, form=*": "{count} are open", "state=*, form=*": "{state}"}}],
		"b": "\\{as it is\\} {count"}`
	const fr = `{"n": [{"declarations": ["input count", "local countPlural = count: plural"], "selectors": ["countPlural"],
		"match": {"countPlural=one": "{count} note", "countPlural=*": "{count} notes"}}]}`
	const pl = `{"n": [{"declarations": ["input count", "local countPlural = count: plural"], "selectors": ["countPlural"],
		"match": {"countPlural=one": "{count} notatka", "countPlural=few": "{count} notatki", "countPlural=*": "{count} notatek"}}]}`
	c, err := message.Load(fstest.MapFS{"en/a.json": {Data: []byte(en)}, "fr/a.json": {Data: []byte(fr)}, "pl/a.json": {Data: []byte(pl)}})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Languages(); !slices.Equal(got, []message.Language{"en", "fr", "pl"}) {
		t.Errorf("a folder is a language: %v", got)
	}
	for _, test := range []struct {
		l    message.Language
		n    any
		want string
	}{{"en", 0, "0 notes"}, {"en", 1, "1 note"}, {"en", 2, "2 notes"}, {"fr", 0, "0 note"}, {"fr", 1, "1 note"}, {"fr", 2, "2 notes"},
		{"pl", 1, "1 notatka"}, {"pl", 3, "3 notatki"}, {"pl", 5, "5 notatek"}, {"pl", 22, "22 notatki"}, {"en", "many", "many notes"}, {"de", 1, "1 note"}, {"", 1, "1 note"}} {
		if got := c.Say(test.l, message.Of("n", "count", test.n)); got != test.want {
			t.Errorf("%s: %q, want %q", test.l, got, test.want)
		}
	}
	for want, m := range map[string]message.Message{"one is open": message.Of("s", "state", "open", "count", 1), "2 are open": message.Of("s", "state", "open", "count", 2),
		"shut": message.Of("s", "state", "shut", "count", 1), "{as it is} {count": message.Of("b", "count", 1)} {
		if got := c.Say("fr", m); got != want { // French lacks the key
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAFileThatIsWrongSaysWhere(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"no JSON":        {"en/a.json": {Data: []byte(`{`)}},
		"no sentence":    {"en/a.json": {Data: []byte(`{"k": 1}`)}},
		"no text":        {"en/a.json": {Data: []byte(`{"k": []}`)}},
		"no selector":    {"en/a.json": {Data: []byte(`{"k": [{"selectors": ["a"], "match": {"b=*": "x"}}]}`)}},
		"in two files":   {"en/a.json": {Data: []byte(`{"k": "x"}`)}, "en/b.json": {Data: []byte(`{"k": "y"}`)}},
		"a broken match": {"en/a.json": {Data: []byte(`{"k": [{"selectors": ["a"], "match": {"a": 1}}]}`)}},
	} {
		if _, err := message.Load(files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestALanguageIsFoundByWhateverNamesIt(t *testing.T) {
	for text, want := range map[string]message.Language{"fr": "fr", "FR": "fr", "fr-CA": "fr", "fr_CA.UTF-8": "fr", "fr_FR@euro": "fr", " en_GB ": "en",
		"C": "", "POSIX": "", "": "", "de_DE.UTF-8": "", "frx": ""} {
		if got, ok := message.ParseLanguage(text); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
	for _, test := range []struct {
		all, messages, lang string
		want                message.Language
	}{{"", "", "fr_FR.UTF-8", "fr"}, {"", "fr_FR", "en_US", "fr"}, {"C", "fr_FR", "fr_FR", "en"}, {"", "", "", "en"}, {"fr", "en", "en", "fr"}} {
		got := message.LanguageOf(func(name string) string {
			return map[string]string{"LC_ALL": test.all, "LC_MESSAGES": test.messages, "LANG": test.lang}[name]
		})
		if got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
}
