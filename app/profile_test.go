package app

import (
	"strings"
	"testing"

	"tenantry/backend/fault"
)

// The folder and the keys are under one rule: a name that one of them takes, both take.
func TestAProfileOpensUnderEveryNameThatIsOne(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"default", "été", "東京"} {
		a, err := Open(Options{Home: home, Profile: name, Secrets: "file"})
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if err := a.Stop(); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"..", "../x", "a/b", "nul", "a.", "a\x1b[31m", strings.Repeat("a", 1<<16)} {
		if _, err := Open(Options{Home: home, Profile: name, Secrets: "file"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%.20q: %v", name, err)
		}
		if _, err := (Options{Home: home, Profile: name}).LogFile(); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%.20q has a log: %v", name, err)
		}
	}
	if _, err := Open(Options{Home: home, Profile: "e\u0301te\u0301", Secrets: "pocket"}); fault.KindOf(err) != fault.Invalid || strings.Contains(err.Error(), "profile") {
		t.Errorf("the same letters, typed otherwise: %v", err)
	}
	_, err := Open(Options{Home: home, Profile: "Default", Secrets: "file"})
	if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "--profile default") {
		t.Errorf("a name that differs in capitals: %v", err)
	}
}
