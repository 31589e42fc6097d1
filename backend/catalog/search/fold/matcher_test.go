package fold

import "testing"

func TestMatcherWantsTheBeginningsOfWords(t *testing.T) {
	fields := []string{"Réunions Teams coupées", "TNT-7F3K2M", "615123456789012", "Bäckerei Müller GmbH", "mueller.example"}
	for _, c := range []struct {
		text  string
		match bool
	}{
		{"", true}, {"  ", true}, {"!?", true},
		{"reunion", true}, {"TEAMS reunions", true}, {"müller coup", true}, {"muller", true},
		{"tnt-7f3k", true}, {"7F3K2M", true}, {"[TNT-7F3K2M]", true},
		{"6151", true}, {"mueller.example", true}, {"baeckerei", false},
		{"eunions", false}, {"teams outlook", false}, {"789012", false}, {"gmbhmueller", false}, {"coupeesTNT", false},
	} {
		if got := Matcher(c.text)(fields...); got != c.match {
			t.Errorf("%q: %v", c.text, got)
		}
	}
	if Matcher("a")() || !Matcher("")() {
		t.Error("without fields")
	}
	if long := string(make([]byte, 2000)) + " Lisboa"; !Matcher("lisb")(long, "x") {
		t.Error("a long field")
	}
}
