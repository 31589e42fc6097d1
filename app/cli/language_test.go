package cli

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/backend/message"
)

// typesIn is types where the environment asks for a language.
func (d *desk) typesIn(lang string, args ...string) result {
	d.t.Helper()
	var out, errs bytes.Buffer
	e := d.env(args, strings.NewReader(""), &out, &errs)
	get := e.Getenv
	e.Getenv = func(k string) string {
		if k == "LANG" {
			return lang
		}
		return get(k)
	}
	code := Run(d.t.Context(), e)
	return result{code, out.String(), errs.String()}
}

func TestTheLanguageIsTheFlagsThenTheEnvironments(t *testing.T) {
	for _, c := range []struct {
		name string
		args string
		env  map[string]string
		want message.Language
	}{
		{"nothing is said", "customers", nil, "en"},
		{"LANG", "customers", map[string]string{"LANG": "fr_FR.UTF-8"}, "fr"},
		{"LC_MESSAGES before LANG", "customers", map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"},
		{"LC_ALL before all", "customers", map[string]string{"LANG": "fr", "LC_MESSAGES": "fr", "LC_ALL": "C.UTF-8"}, "en"},
		{"a language that is not ours", "customers", map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{"the flag before all", "customers --language fr", map[string]string{"LC_ALL": "en_US"}, "fr"},
		{"the flag before the command", "--language=en customers", map[string]string{"LC_ALL": "fr"}, "en"},
		{"a wrong flag", "customers --language de", map[string]string{"LANG": "fr"}, "fr"},
		{"no flag any more", "search -- --language=fr", nil, "en"},
	} {
		e := Env{Args: strings.Fields(c.args), Getenv: func(k string) string { return c.env[k] }}
		if got := e.language(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheLanguageOfTheAskerTravelsToTheHolder(t *testing.T) {
	d := newDesk(t)
	d.holds(app.Options{})
	for _, c := range []struct {
		lang string
		args []string
		want string
	}{
		{"fr_FR.UTF-8", []string{"customers"}, "Aucun client ne correspond"},
		{"fr_FR.UTF-8", []string{"customers", "--language", "en"}, "No customers match"},
		{"C", []string{"customers", "--language=fr"}, "Aucun client ne correspond"},
		{"C", []string{"customers"}, "No customers match"},
	} {
		if r := d.must(d.typesIn(c.lang, c.args...)); !strings.Contains(r.err, c.want) {
			t.Errorf("%s %v: %q", c.lang, c.args, r.err)
		}
	}
}

func TestAFailureIsSaidInFrenchAndItsDocumentStaysEnglish(t *testing.T) {
	d := newDesk(t)
	for args, want := range map[string]string{
		"customer nobody":               "tenantry: aucun client ne correspond à «\u00a0nobody\u00a0» — corrigez la saisie et réessayez\n",
		"custmers":                      "tenantry: commande inconnue\u00a0: «\u00a0custmers\u00a0»\u00a0; vouliez-vous dire customers\u00a0? — consultez\u00a0: tenantry help\n",
		"customers --nope":              "tenantry: option inconnue\u00a0: --nope — consultez\u00a0: tenantry help\n",
		"customers --limit many":        "tenantry: --limit attend un nombre entier, pas «\u00a0many\u00a0» — consultez\u00a0: tenantry help\n",
		"customers -z":                  "tenantry: option courte inconnue\u00a0: «\u00a0z\u00a0» dans -z — consultez\u00a0: tenantry help\n",
		"customers --limit":             "tenantry: il manque la valeur de l’option --limit — consultez\u00a0: tenantry help\n",
		"simulate --seed -1":            "tenantry: --seed attend un nombre entier positif, pas «\u00a0-1\u00a0» — consultez\u00a0: tenantry help\n",
		"simulate --latency soon":       "tenantry: --latency attend une durée comme 50ms, pas «\u00a0soon\u00a0» — consultez\u00a0: tenantry help\n",
		"requests note 1":               "tenantry: il manque ID ou TEXT — consultez\u00a0: tenantry help\n",
		"requests cancel TNT-AAAAAA":    "tenantry: rien dans la boîte d’envoi ne porte l’ID local «\u00a0TNT-AAAAAA\u00a0» — voir\u00a0: tenantry requests outbox\n",
		"sync":                          "",
		"customers --language de":       "tenantry: --language attend une de ces langues\u00a0: en, fr\u00a0; «\u00a0de\u00a0» n’en est pas une — consultez\u00a0: tenantry help\n",
		"completion bash too":           "tenantry: commande inconnue de tenantry completion bash\u00a0: «\u00a0too\u00a0» — consultez\u00a0: tenantry help\n",
		"requests new nobody --title T": "tenantry: aucun client ne correspond à «\u00a0nobody\u00a0» — rien n’a été conservé\u00a0; sans client, il n’y a rien à conserver\u00a0; indiquez le client et relancez la commande\n",
	} {
		t.Run(args, func(t *testing.T) {
			words := strings.Fields(args)
			r := d.typesIn("fr_FR.UTF-8", words...)
			if want != "" && r.err != want || r.code == command.ExitDone {
				t.Errorf("exit %d\n got %q\nwant %q", r.code, r.err, want)
			}
			words = append(words, "--json")
			french, english := d.typesIn("fr_FR.UTF-8", words...), d.typesIn("C", words...)
			if french.out != english.out || french.code != english.code || french.err == english.err {
				t.Errorf("in French %d %s %s\nin English %d %s %s", french.code, french.out, french.err, english.code, english.out, english.err)
			}
		})
	}
}

func TestDocumentsAreTheSameInEveryLanguage(t *testing.T) {
	d := requestsDesk(t)
	took := regexp.MustCompile(`"tookMicros": \d+`)
	for _, args := range []string{"customers", "health", "incidents", "requests list", "requests outbox", "requests templates", "version"} {
		words := append(strings.Fields(args), "--json")
		french, english := d.must(d.typesIn("fr", words...)), d.must(d.typesIn("en", words...))
		if took.ReplaceAllString(french.out, "") != took.ReplaceAllString(english.out, "") {
			t.Errorf("%s differs", args)
		}
	}
	if r := d.must(d.typesIn("fr", "customers", "--csv")); !strings.HasPrefix(r.out, "\ufefftenantId,name,primaryDomain") {
		t.Errorf("the names of columns follow the language: %.60s", r.out)
	}
}
