package stores

import (
	"testing"

	"tenantry/backend/secret"
	"tenantry/backend/store/faultdisk"
	"tenantry/backend/store/logstore"
)

// A change of keys was cut short, and what was written since lies under the newer key already.
func TestASignOutTakesAlsoTheKeyOfAChangeThatWasCutShort(t *testing.T) {
	vault, err := secret.New(secret.Options{Kind: secret.Memory, Profile: "default", Fresh: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Open(); err != nil {
		t.Fatal(err)
	}
	keys, err := vault.Renew()
	if err != nil {
		t.Fatal(err)
	}
	disk := faultdisk.New()
	log, err := logstore.Open(logstore.Options{FS: disk, Keys: keys.For(secret.Log)})
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Settings().Put("account", "a refresh token"); err != nil {
		t.Fatal(err)
	}
	before := disk.Kill()
	s := &Stores{Vault: vault, rekey: log.Rekey}
	if err := s.Renew(); err != nil {
		t.Fatal(err)
	}
	if keys, err = vault.Open(); err != nil || keys.Changing() {
		t.Fatalf("the change is not over: %v", err)
	}
	for what, c := range map[string]struct {
		disk  *faultdisk.Disk
		opens bool
	}{"the journal": {disk.Kill(), true}, "a copy of before": {before, false}} {
		if _, err := logstore.Open(logstore.Options{FS: c.disk, Keys: keys.For(secret.Log)}); (err == nil) != c.opens {
			t.Errorf("%s with the keys of now: %v", what, err)
		}
	}
}
