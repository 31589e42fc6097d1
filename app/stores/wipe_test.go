package stores

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/secret"
	"tenantry/backend/store/storetest"
)

// filled are stores on disk that hold a customer, a token and a mark.
func filled(t *testing.T, p Place) *Stores {
	t.Helper()
	s := reopened(t, p)
	c := storetest.Customer(1)
	if _, err := s.Cache.Context(c.ID).Save(c); err != nil {
		t.Fatal(err)
	}
	err := errors.Join(s.Journal.Settings().Put("token", "refresh"), s.Journal.Settings().Delete("token"),
		s.Journal.SetMarks(map[partner.TenantID]partner.Marks{c.ID: {Tags: []string{"vip"}}}))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func reopened(t *testing.T, p Place) *Stores {
	t.Helper()
	s, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closes(t *testing.T, s *Stores) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

var errKilled = errors.New("killed")

// A wipe that ends after each of its steps leaves a profile that opens, is wiped then, and lost nothing that the user
// wrote; so does the change of keys of a sign-out, but for the customers.
func TestAWipeThatAKillCutShortIsEnded(t *testing.T) {
	for name, cut := range map[string]func(*Stores) error{
		"after the new key": func(s *Stores) error { _, err := s.Vault.Wipe(); return err },
		"after the cache's files went": func(s *Stores) error {
			_, err := s.Vault.Wipe()
			return errors.Join(err, s.Cache.Close(), os.RemoveAll(filepath.Join(s.dir, "cache")))
		},
		"before the journal was written anew": func(s *Stores) error {
			s.rekey = func([32]byte) error { return errKilled }
			return killed(s.wipe())
		},
		"after the journal was written anew": func(s *Stores) error {
			rekey := s.rekey
			s.rekey = func(key [32]byte) error { return errors.Join(rekey(key), errKilled) }
			return killed(s.wipe())
		},
		"a sign-out, after the new key": func(s *Stores) error { _, err := s.Vault.Renew(); return err },
		"a sign-out, after the journal was written anew": func(s *Stores) error {
			rekey := s.rekey
			s.rekey = func(key [32]byte) error { return errors.Join(rekey(key), errKilled) }
			return killed(s.Renew())
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := Place{Name: "default", Secrets: secret.File, Dir: filepath.Join(t.TempDir(), "profiles", "default")}
			s := filled(t, p)
			before := *s.keys.Load()
			if err := cut(s); err != nil {
				t.Fatal(err)
			}
			_ = s.Close() // the lock goes as it goes with a process
			s = reopened(t, p)
			defer closes(t, s)
			now, err := s.Vault.Open()
			if err != nil || now.Changing() || now.Wiping || now.For(secret.Log)[0] == before.For(secret.Log)[0] {
				t.Errorf("the change was not ended: %v", err)
			}
			_, err = s.Cache.Context(storetest.ID(1)).Load()
			wipes := !strings.HasPrefix(name, "a sign-out")
			if gone := fault.KindOf(err) == fault.Missing; gone != wipes || !gone && err != nil || s.Lost.SetAside != "" {
				t.Errorf("the customer: %v; set aside: %q", err, s.Lost.SetAside)
			}
			marks := 0
			for range s.Journal.Marks() {
				marks++
			}
			if marks != 1 {
				t.Error("what the user wrote is lost")
			}
			// The key of before opens nothing that is left.
			if left, _ := filepath.Glob(filepath.Join(p.Dir, "cache.*")); len(left) != 0 {
				t.Errorf("left: %v", left)
			}
		})
	}
}

// killed takes the end that a test gave for none.
func killed(err error) error {
	if errors.Is(err, errKilled) {
		return nil
	}
	return errors.Join(err, errors.New("it was not killed"))
}
