package kv_test

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/kv"
	"tenantry/backend/store/storetest"
)

// What was told is written once and read for years: testdata/told-1.hex is how a value looked when the log was new.
func TestYesterdaysTellingsAreRead(t *testing.T) {
	b, err := os.ReadFile("testdata/told-1.hex")
	if err != nil {
		t.Fatal(err)
	}
	value, err := hex.DecodeString(strings.TrimSpace(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	db := kv.NewMemory(map[string][]byte{}, nil)
	if err := db.Update(func(tx kv.Tx) error { return tx.Set([]byte("t\x00\x00\x00\x00\x00\x00\x00\x01"), value) }); err != nil {
		t.Fatal(err)
	}
	var got []partner.Telling
	for one, err := range kv.NewJournal(db).Told().All() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, one)
	}
	if len(got) != 2 || got[0] != storetest.Telling(0) || got[1] != storetest.Telling(1) {
		t.Errorf("got %+v", got)
	}
}

// The damage of one value costs those of that value alone, and is said.
func TestADamagedTellingIsSaidAndTheOthersStay(t *testing.T) {
	db := kv.NewMemory(map[string][]byte{}, nil)
	j := kv.NewJournal(db)
	for n := range 3 {
		if err := j.Told().Add(storetest.Tellings(n, n+1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Update(func(tx kv.Tx) error {
		return tx.Set([]byte("t\x00\x00\x00\x00\x00\x00\x00\x02"), []byte{kv.Lost})
	}); err != nil {
		t.Fatal(err)
	}
	var got []partner.Telling
	var failed error
	for one, err := range j.Told().All() {
		if err != nil {
			failed = err
			continue
		}
		got = append(got, one)
	}
	if fault.KindOf(failed) != fault.Corrupt || len(got) != 2 || got[0] != storetest.Telling(0) || got[1] != storetest.Telling(2) {
		t.Errorf("%v, %+v", failed, got)
	}
}
