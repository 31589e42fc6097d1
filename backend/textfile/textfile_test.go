package textfile_test

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/textfile"
)

// Whatever program saved it, the text is the same.
func TestATextIsReadInTheEncodingInWhichItWasSaved(t *testing.T) {
	for name, c := range map[string]struct{ bytes, text string }{
		"UTF-8":                         {"Mails spät\r\n", "Mails spät\r\n"},
		"UTF-8 with a mark":             {"\ufeffMails spät", "Mails spät"},
		"a mark alone":                  {"\ufeff", ""},
		"nothing":                       {"", ""},
		"UTF-16LE with a mark":          {"\xff\xfeS\x00p\x00\xe4\x00t\x00", "Spät"},
		"UTF-16BE with a mark":          {"\xfe\xff\x00S\x00p\x00\xe4\x00t", "Spät"},
		"UTF-16LE":                      {"S\x00p\x00\xe4\x00t\x00", "Spät"},
		"UTF-16BE":                      {"\x00S\x00p\x00\xe4\x00t", "Spät"},
		"UTF-16LE with a pair":          {"\xff\xfe=\xd8\x00\xde", "😀"},
		"UTF-16LE of another script":    {"\xff\xfe\x42\x30\x44\x30", "あい"},
		"Windows-1252":                  {"Sp\xe4t \x96 \x80 5", "Spät – € 5"},
		"a mark inside is no beginning": {"a\ufeffb", "a\ufeffb"},
	} {
		if got, err := textfile.Decode([]byte(c.bytes)); err != nil || got != c.text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for bytes, says := range map[string]string{
		"a\x00b\x00\x00c": "NUL", "\xff\xfea\x00\x00": "UTF-16", "\xff\xfe\x00\xd8": "UTF-16", "\xff\xfe\x00\x00a\x00\x00\x00": "UTF-32",
		"PK\x03\x04": "workbook", "%PDF-1": "PDF", "\x1f\x8b\x08": "gzip", "\x81\xe4": "encoding",
	} {
		if got, err := textfile.Decode([]byte(bytes)); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %q, %v", bytes, got, err)
		}
	}
}

// What may never end is not begun, and what is too long is not kept.
func TestOnlyAFileOfItsSizeIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "text.txt")
	if err := os.WriteFile(path, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := textfile.ReadFile(path, 10); err != nil || got != "0123456789" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := textfile.Read(strings.NewReader("0123456789"), 9); fault.KindOf(err) != fault.Invalid {
		t.Error(err)
	}
	wrong := []string{t.TempDir(), path + ".none"}
	if runtime.GOOS != "windows" {
		wrong = append(wrong, "/dev/zero")
	}
	for _, p := range wrong {
		if _, err := textfile.ReadFile(p, 10); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), p) {
			t.Errorf("%s: %v", p, err)
		}
	}
	if _, err := textfile.ReadFile(path, 9); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), path) {
		t.Error(err)
	}
	if _, err := textfile.Read(io.MultiReader(strings.NewReader("a"), brokenReader{}), 9); err == nil {
		t.Error("half a text was taken for the whole")
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
