package seal_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/seal"
)

func TestWhatWasSealedOpensInItsPlaceAndNowhereElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := [32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "key"))
		value, label := rapid.SliceOf(rapid.Byte()).Draw(t, "value"), rapid.SliceOf(rapid.Byte()).Draw(t, "label")
		box := seal.New(key, "journal")
		sealed := box.Seal(value, label)
		if len(sealed) != len(value)+seal.Overhead {
			t.Errorf("%d bytes became %d", len(value), len(sealed))
		}
		if got, err := box.Open(sealed, label); err != nil || !bytes.Equal(got, value) {
			t.Errorf("got %x, %v", got, err)
		}
		other := key
		other[rapid.IntRange(0, 31).Draw(t, "byte of the key")] ^= 1
		changed := bytes.Clone(sealed)
		changed[rapid.IntRange(0, len(sealed)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		for what, open := range map[string]func() ([]byte, error){
			"under another key":          func() ([]byte, error) { return seal.New(other, "journal").Open(sealed, label) },
			"in another place":           func() ([]byte, error) { return seal.New(key, "cache").Open(sealed, label) },
			"under another label":        func() ([]byte, error) { return box.Open(sealed, append(bytes.Clone(label), 1)) },
			"with a bit changed":         func() ([]byte, error) { return box.Open(changed, label) },
			"cut":                        func() ([]byte, error) { return box.Open(sealed[:len(sealed)-1], label) },
			"with the place's end moved": func() ([]byte, error) { return seal.New(key, "journa").Open(sealed, append([]byte("l\x00"), label...)) },
		} {
			value, err := open()
			if fault.KindOf(err) != fault.Corrupt || !strings.Contains(err.Error(), "was changed from outside") || value != nil {
				t.Errorf("%s: %x, %v", what, value, err)
			}
		}
	})
}

func TestOneValueSealedTwiceLooksDifferent(t *testing.T) {
	box := seal.New([32]byte{1}, "cache")
	if bytes.Equal(box.Seal([]byte("x"), nil), box.Seal([]byte("x"), nil)) {
		t.Error("a nonce was used twice")
	}
}
