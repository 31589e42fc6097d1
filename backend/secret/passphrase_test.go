package secret_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"tenantry/backend/fault"
	"tenantry/backend/secret"
)

const phrase = "sieben Äpfel im Fass"

func code(err error) string {
	f, ok := fault.As(err)
	if !ok {
		return ""
	}
	return f.Code
}

// Under a passphrase the keys are the same, whoever does not know it gets none, and a change of keys keeps it.
func TestAnEntryUnderAPassphrase(t *testing.T) {
	for _, kind := range []string{secret.Keychain, secret.File} {
		t.Run(kind, func(t *testing.T) {
			keyring.MockInit()
			dir := t.TempDir()
			v := vault(t, kind, dir)
			first := opened(t, v)
			if err := v.SetPassphrase(phrase); err != nil {
				t.Fatal(err)
			}
			if !same(opened(t, v), first, secret.Journal) {
				t.Error("who set it is locked out, or has other keys")
			}
			locked := vault(t, kind, dir, old)
			for _, f := range []func() error{
				func() error { _, err := locked.Open(); return err },
				func() error { _, err := locked.Renew(); return err },
				func() error { return locked.SetPassphrase("") },
			} {
				err := f()
				if code(err) != secret.CodePassphrase || !secret.WantsPassphrase(err) || fault.ProblemOf(err, time.Time{}).Remedy != fault.GivePassphrase {
					t.Errorf("%v", err)
				}
			}
			if err := locked.Unlock("sieben Apfel im Fass"); code(err) != secret.CodeWrongPassphrase {
				t.Errorf("%v", err)
			}
			if _, err := locked.Open(); code(err) != secret.CodePassphrase {
				t.Errorf("after a wrong one: %v", err)
			}
			// Another keyboard composes the Ä of an A and two dots.
			if err := locked.Unlock("sieben A\u0308pfel im Fass"); err != nil {
				t.Fatal(err)
			}
			must(t)(locked.Renew())
			must(t)(locked.Settle())
			again := vault(t, kind, dir, old)
			if has, err := again.HasPassphrase(); !has || err != nil {
				t.Errorf("a change of keys took it away: %v", err)
			}
			if err := again.Unlock(phrase); err != nil {
				t.Fatal(err)
			}
			now := opened(t, again)
			if same(now, first, secret.Journal) || !same(now, first, secret.Cache) {
				t.Error("not the entry that was renewed")
			}
			if err := again.SetPassphrase(""); err != nil {
				t.Fatal(err)
			}
			if !same(opened(t, vault(t, kind, dir, old)), now, secret.Journal) {
				t.Error("without a passphrase, other keys")
			}
		})
	}
}

func TestAPassphraseIsNotAWord(t *testing.T) {
	v := vault(t, secret.Memory, "")
	opened(t, v)
	for _, short := range []string{"a", "passwort", "ÄÖÜÄÖÜÄÖÜ"} {
		if err := v.SetPassphrase(short); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", short, err)
		}
	}
	if has, err := v.HasPassphrase(); has || err != nil {
		t.Errorf("%v, %v", has, err)
	}
}

// What stands in the vault of a passphrase is read by later programs: argon2id with what is kept beside it.
func TestAnEntryUnderAPassphraseOfBeforeIsRead(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "entry-2-passphrase.txt"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "default.key"), string(text))
	v := vault(t, secret.File, dir, old)
	if err := v.Unlock(phrase); err != nil {
		t.Fatal(err)
	}
	if got := opened(t, v).For(secret.Journal); len(got) != 1 || got[0] != [32]byte(journalOfBefore) {
		t.Errorf("%x", got)
	}
}

// What asks for more memory than a machine has is no entry of ours.
func TestAnEntryThatAsksForTooMuchIsNone(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "default.key"), `{"format":2,"argon2id":{"time":3,"memory":4294967295,"threads":4,"salt":"AAAAAAAAAAAAAAAA"},"box":"AAAA"}`)
	_, err := vault(t, secret.File, dir, old).Open()
	if fault.KindOf(err) != fault.Corrupt {
		t.Errorf("%v", err)
	}
}
