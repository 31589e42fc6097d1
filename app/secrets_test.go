package app_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"tenantry/app"
)

// secretName is what a field with something secret in it would be called; secretValue is what would be in it: a token of
// Microsoft's or the simulated cloud's, an address with a password.
var (
	secretName  = regexp.MustCompile(`(?i)token|secret|passw|claims|assertion|authorization|cookie|bearer|verifier|privatekey|passphrase`)
	secretValue = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8}|(?i)bearer [a-z0-9]|0\.A[A-Za-z0-9_-]{20}|://[^/@ ]+:[^/@ ]+@`)
)

// fields are the names of all fields that a value of type t has when it is told, however deep.
func fields(t reflect.Type, at string, seen map[reflect.Type]bool, tell func(path string)) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		fields(t.Elem(), at, seen, tell)
	case reflect.Struct:
		if seen[t] {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "-" || !f.IsExported() {
				continue
			}
			if name == "" {
				name = f.Name
			}
			tell(at + "." + name)
			fields(f.Type, at+"."+name, seen, tell)
		}
	}
}

// Whatever the page may ask, nothing in the answer is secret by its name; nor in what the page may say.
func TestNoBoundCallHasASecret(t *testing.T) {
	bound := reflect.TypeFor[app.Bound]()
	told := 0
	for _, f := range reflect.VisibleFields(bound) {
		of := f.Type
		if f.Anonymous { // those within are visible themselves
			continue
		}
		for j := range of.NumMethod() {
			m := of.Method(j)
			var types []reflect.Type
			for k := 1; k < m.Type.NumIn(); k++ {
				types = append(types, m.Type.In(k))
			}
			for k := range m.Type.NumOut() {
				types = append(types, m.Type.Out(k))
			}
			for _, each := range types {
				fields(each, of.Elem().Name()+"."+m.Name, map[reflect.Type]bool{}, func(path string) {
					told++
					if secretName.MatchString(path[strings.LastIndex(path, ".")+1:]) {
						t.Errorf("%s can carry a secret to the page", path)
					}
				})
			}
		}
	}
	if told < 500 {
		t.Errorf("only %d fields were looked at", told)
	}
}

// TestNoAnswerHasASecret looks at what the program really answered on its day in the simulated cloud, signed in.
func TestNoAnswerHasASecret(t *testing.T) {
	looked := 0
	var look func(file, path string, value any)
	look = func(file, path string, value any) {
		looked++
		switch v := value.(type) {
		case map[string]any:
			for name, inner := range v {
				if secretName.MatchString(name) && inner != nil && inner != "" {
					t.Errorf("%s: %s.%s", file, path, name)
				}
				look(file, path+"."+name, inner)
			}
		case []any:
			for _, inner := range v {
				look(file, path+"[]", inner)
			}
		case string:
			if secretValue.MatchString(v) {
				t.Errorf("%s: %s is %q", file, path, v)
			}
		}
	}
	err := filepath.WalkDir("../frontend/src/test/answers", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(file) != ".json" {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var value any
		if err := json.Unmarshal(text, &value); err != nil {
			return err
		}
		look(file, "", value)
		return nil
	})
	if err != nil || looked < 1000 {
		t.Errorf("%d values were looked at: %v", looked, err)
	}
}
