package textfile

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"tenantry/backend/fault"
	"tenantry/backend/folder"
)

// Open opens a regular file of at most so many bytes. A folder, a pipe and a device are refused: reading one may never
// end. The fault names the file.
func Open(path string, most int64) (*os.File, error) {
	f, info, err := folder.OpenRegular(path)
	switch {
	case errors.Is(err, folder.ErrIrregular) && info.IsDir():
		return nil, fault.New(fault.Invalid, "file_folder", "file", path)
	case errors.Is(err, folder.ErrIrregular):
		return nil, fault.New(fault.Invalid, "file_device", "file", path)
	case err != nil:
		return nil, fault.File(err, "file_unread", "file", path)
	case info.Size() > most:
		_ = f.Close()
		return nil, fault.New(fault.Invalid, "file_large", "file", path, "most", most>>20)
	}
	return f, nil
}

// ReadFile is the text of a file that Open opens.
func ReadFile(path string, most int64) (string, error) {
	f, err := Open(path, most)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return Read(f, most)
}

// Read reads r to its end, at most so many bytes, and decodes the text.
func Read(r io.Reader, most int64) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return "", fault.File(err, "file_unread_input")
	}
	if int64(len(b)) > most {
		return "", fault.New(fault.Invalid, "file_long", "most", most>>20)
	}
	return Decode(b)
}

// beginnings are those of files that are no text, and what to say of them.
var beginnings = []struct{ bytes, key string }{
	{"PK\x03\x04", "file_workbook"}, {"PK\x05\x06", "file_workbook"}, {"\xd0\xcf\x11\xe0", "file_workbook"},
	{"%PDF-", "file_pdf"}, {"\x1f\x8b", "file_packed"}, {"\xff\xfe\x00\x00", "file_utf32"}, {"\x00\x00\xfe\xff", "file_utf32"},
}

// Decode is the text of b, without a byte order mark. A byte order mark says what the encoding is; else zeros at every
// second byte mean UTF-16, what is valid UTF-8 is that, and the rest is taken for Windows-1252. What has zeros in its
// text is none: a fault of kind Invalid that says what it looks like.
func Decode(b []byte) (string, error) {
	for _, f := range beginnings {
		if bytes.HasPrefix(b, []byte(f.bytes)) {
			return "", fault.New(fault.Invalid, f.key)
		}
	}
	text, err := decode(b)
	if err != nil {
		return "", err
	}
	if strings.ContainsRune(text, 0) {
		return "", fault.New(fault.Invalid, "file_binary")
	}
	return text, nil
}

func decode(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return utf16(b[2:], unicode.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return utf16(b[2:], unicode.BigEndian)
	}
	if even, odd := zeros(b); odd > 0 && even == 0 {
		return utf16(b, unicode.LittleEndian)
	} else if even > 0 && odd == 0 {
		return utf16(b, unicode.BigEndian)
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if utf8.Valid(b) {
		return string(b), nil
	}
	return with(charmap.Windows1252, b, "file_encoding")
}

func utf16(b []byte, e unicode.Endianness) (string, error) {
	if len(b)%2 != 0 {
		return "", fault.New(fault.Invalid, "file_utf16")
	}
	return with(unicode.UTF16(e, unicode.IgnoreBOM), b, "file_utf16")
}

// with decodes b; what has no meaning in the encoding shows as the replacement character.
func with(e encoding.Encoding, b []byte, key string) (string, error) {
	text, err := e.NewDecoder().Bytes(b)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", fault.New(fault.Invalid, key)
	}
	return string(text), nil
}

// zeros counts the zero bytes at even and odd places.
func zeros(b []byte) (even, odd int) {
	for i, c := range b {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even, odd
}
