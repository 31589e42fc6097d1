package wire

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func decode[T any](t *testing.T, s string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return v
}

func TestTextTakesNumbersAndNullForStrings(t *testing.T) {
	for in, want := range map[string]Text{`"a"`: "a", `1`: "1", `615112491169010`: "615112491169010", `null`: "", `true`: "true",
		`" a\u0000\u001b[31m\nb "`: "a[31m\nb", `"\u009b1m"`: "1m"} {
		if got := decode[Text](t, in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestAnObjectIsNoText(t *testing.T) {
	var v Text
	if err := json.Unmarshal([]byte(`{"a":1}`), &v); err == nil {
		t.Error("taken for a text")
	}
}

func TestNumbersAndBooleansMayBeTexts(t *testing.T) {
	for in, want := range map[string]Int{`25`: 25, `"25"`: 25, `25.0`: 25, `null`: 0, `"x"`: 0, `1e99`: 2147483647, `"NaN"`: 0} {
		if got := decode[Int](t, in); got != want {
			t.Errorf("%s: %d, want %d", in, got, want)
		}
	}
	for in, want := range map[string]Bool{`true`: true, `"True"`: true, `1`: true, `0`: false, `null`: false, `"yes"`: false} {
		if got := decode[Bool](t, in); got != want {
			t.Errorf("%s: %v", in, got)
		}
	}
}

func TestAWordIsKnownInAnyCaseWithAnySeparatorAndByItsNumber(t *testing.T) {
	e := NewEnum("none", "open", "closed", "attention_needed")
	for in, want := range map[Text]string{"open": "open", "OPEN": "open", "AttentionNeeded": "attention_needed", "attention needed": "attention_needed",
		"1": "open", "3": "attention_needed", "9": "9", "-1": "-1", "SomethingNew": "somethingNew", "": ""} {
		if got := e.Word(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestOneLineIsOneShortLine(t *testing.T) {
	if got := OneLine(" a\n\n b\tc ", 10); got != "a b c" {
		t.Errorf("%q", got)
	}
	if got := OneLine(strings.Repeat("ß", 50), 10); utf8.RuneCountInString(got) != 10 {
		t.Errorf("%q", got)
	}
}

func TestOddDatesAreRead(t *testing.T) {
	day := time.Date(2015, 11, 25, 6, 41, 12, 0, time.UTC)
	for in, want := range map[string]time.Time{
		"2015-11-25T06:41:12Z":              day,
		"2015-11-25T06: 41: 12Z":            day, // so in the documentation
		"2015-11-25T06:41:12":               day,
		"2015-11-25 06:41:12":               day,
		" 2015-11-25t06:41:12z ":            day,
		"2015-11-25T06:41:12\u202fZ":        day,
		"2015-11-25T07:41:12+01:00":         day,
		"2015-11-25T07:41:12+0100":          day,
		"2015-11-25T06:41":                  day.Truncate(time.Minute),
		"2015-11-25":                        day.Truncate(24 * time.Hour),
		"2022-02-10T11:24:42.3148266Z":      time.Date(2022, 2, 10, 11, 24, 42, 314826600, time.UTC),
		"2015-11-24T01:07:00.863":           time.Date(2015, 11, 24, 1, 7, 0, 863000000, time.UTC),
		"2019-02-04T09:22:40.1767993-08:00": time.Date(2019, 2, 4, 17, 22, 40, 176799300, time.UTC),
		"0001-01-01T00:00:00":               {},
		"0001-01-01T00:00:00Z":              {},
		"9999-12-10T00:00:00Z":              {},
		"":                                  {},
		"date-time":                         {},
		"2015-13-45T00:00:00Z":              {},
	} {
		if got := ParseTime(in); !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
	if got := decode[Time](t, `null`); !got.IsZero() {
		t.Error("null is a time")
	}
}

func FuzzATimeIsReadOnceAndForAll(f *testing.F) {
	for _, s := range []string{"2015-11-25T06: 41: 12Z", "0001-01-01T00:00:00", "9999-12-31", "x", "2015-11-25T06:41:12.1+14:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := ParseTime(s)
		if got.IsZero() {
			return
		}
		if again := ParseTime(got.Format(time.RFC3339Nano)); !again.Equal(got) {
			t.Fatalf("%q: %v, then %v", s, got, again)
		}
	})
}

func FuzzAWordIsItsOwnWord(f *testing.F) {
	for _, s := range []string{"ServiceOperational", "service_degradation", "7", "ÅÄÖ", "unknownFutureValue"} {
		f.Add(s)
	}
	e := NewEnum("serviceOperational", "serviceDegradation")
	f.Fuzz(func(t *testing.T, s string) {
		once := e.Word(Text(s))
		if twice := e.Word(Text(once)); twice != once {
			t.Fatalf("%q: %q, then %q", s, once, twice)
		}
	})
}
