package cli

import (
	"strings"
	"testing"
)

// The doctor speaks the language of its reader; its document is English in every language and names the sentences.
func TestTheDoctorSpeaksTheLanguageOfItsReader(t *testing.T) {
	d := newDesk(t)
	d.startCloud(1)
	d.signIn()
	d.must(d.types("sync"))
	for lang, lines := range map[string][]string{
		"C":           {"✔ keychain     the key is in: file\n", "✔ cache        1 customer\n", "✔ network      the sign-in service answers\n", "✔ clock        right\n"},
		"fr_FR.UTF-8": {"la clé est dans\u00a0: file\n", " 1 client\n", "le service de connexion répond\n", "à l’heure\n", "connecté en tant que "},
	} {
		r := d.must(d.typesIn(lang, "doctor"))
		for _, line := range lines {
			if !strings.Contains(r.out, line) {
				t.Errorf("%s: %q is missing:\n%s", lang, line, r.out)
			}
		}
	}
	english, french := d.typesIn("C", "doctor", "--json").out, d.typesIn("fr_FR.UTF-8", "doctor", "--json").out
	if english != french || !strings.Contains(english, `"message": "1 customer"`) || !strings.Contains(english, `"messageKey": "program_customers"`) {
		t.Errorf("%s\n%s", english, french)
	}
}

func TestWhatTheDoctorFindsWrongIsSaidInFrenchToo(t *testing.T) {
	d := newDesk(t)
	r := d.typesIn("fr_FR.UTF-8", "doctor") // nobody ever signed in
	if r.code != 1 || !strings.Contains(r.out, "personne n’est connecté") || strings.Contains(r.out, "sign in") {
		t.Errorf("exit %d\n%s", r.code, r.out)
	}
}
