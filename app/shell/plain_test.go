package shell

import (
	"strings"
	"testing"
)

// What Microsoft or a customer is called must never be run, nor end the text that it stands in.
func TestATextOfANotificationIsNeverMore(t *testing.T) {
	for text, want := range map[string]string{
		"EX123: l’accès à Outlook": "EX123: l’accès à Outlook",
		"$(calc) $env:PATH":        "＄(calc) ＄env:PATH",
		"end ]]><text>":            "end ]] ><text>",
		"a\n\"@\ncalc":             "a\n'@\ncalc",
		"a\n”@\ncalc `u{24}":       "a\n'@\ncalc 'u{24}",
		"]]" + "]]>":               "]]]] >",
	} {
		if got := plain(text); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("$(x) `y` \"@ ]]> “z” „q")
	f.Fuzz(func(t *testing.T, text string) {
		if got := plain(text); strings.ContainsAny(got, "$`\"“”„\r\x00") || strings.Contains(got, "]]>") {
			t.Errorf("%q is %q", text, got)
		}
	})
}
