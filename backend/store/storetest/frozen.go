package storetest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"tenantry/backend/store"
)

// writeFrozen makes the files of [Frozen] anew. Run it once for a new format, before a change makes the old
// one unwritable, and never again for an old one.
var writeFrozen = flag.Bool("write-frozen", false, "write the formats of today into testdata")

// Frozen puts under key what a version of yesterday kept there: the CBOR in testdata/<file>. With
// -write-frozen, write first keeps today's value there, and the file is made of that.
func Frozen(t testing.TB, s store.Settings, key, file string, write func() error) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *writeFrozen {
		var value cbor.RawMessage
		if err := write(); err != nil {
			t.Fatal(err)
		}
		if found, err := s.Get(key, &value); !found || err != nil {
			t.Fatalf("%s was not kept: %v", key, err)
		}
		if err := os.WriteFile(path, value, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	value, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put(key, cbor.RawMessage(value)); err != nil {
		t.Fatal(err)
	}
}

// Unset names the fields, as "Type.Field", that none of the values sets: what a frozen file of them would
// not prove. All structs of this module within the values are looked into.
func Unset(values ...any) []string {
	set := map[string]bool{}
	for _, v := range values {
		look(reflect.ValueOf(v), set)
	}
	maps.DeleteFunc(set, func(_ string, set bool) bool { return set })
	return slices.Sorted(maps.Keys(set))
}

func look(v reflect.Value, set map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			look(v.Elem(), set)
		}
	case reflect.Slice:
		for i := range v.Len() {
			look(v.Index(i), set)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			look(v.MapIndex(key), set)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		name, _, _ := strings.Cut(v.Type().Name(), "[") // of all that a generic type holds at once
		for i := range v.NumField() {
			field := fmt.Sprint(name, ".", v.Type().Field(i).Name)
			set[field] = set[field] || !v.Field(i).IsZero()
			look(v.Field(i), set)
		}
	}
}
