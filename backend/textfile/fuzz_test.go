package textfile_test

import (
	"testing"
	"unicode/utf8"

	"tenantry/backend/fault"
	"tenantry/backend/textfile"
)

// FuzzDecode: any bytes are text that can be shown, or a fault that says why not.
func FuzzDecode(f *testing.F) {
	for _, b := range []string{"", "Köln", "K\xf6ln", "\xff\xfeK\x00", "\xfe\xff\x00K", "\xef\xbb\xbfx", "\x1f\x8b", "PK\x03\x04", "%PDF-", "\x00\x00\xfe\xff"} {
		f.Add([]byte(b))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		text, err := textfile.Decode(b)
		if err == nil && !utf8.ValidString(text) {
			t.Errorf("%q became %q", b, text)
		}
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", b, err)
		}
	})
}
