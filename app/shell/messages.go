package shell

import (
	"encoding/json"
	"net/url"
	"reflect"
	"regexp"
	"strings"

	"tenantry/app"
)

// boundCall is a method of ours, as Wails names it: package, struct, method. The structs are those of app.Bound.
var boundCall = regexp.MustCompile(`^(` + strings.Join(boundNames(), "|") + `)\.[A-Z]\w*$`)

// boundNames are the structs that the page may call, with their package.
func boundNames() (names []string) {
	for _, each := range bound(app.Bound{}) {
		names = append(names, regexp.QuoteMeta(reflect.TypeOf(each).Elem().String()))
	}
	return names
}

// bound are those structs.
func bound(b app.Bound) (all []any) {
	for _, of := range []reflect.Value{reflect.ValueOf(b.Watched), reflect.ValueOf(b)} {
		for i := range of.NumField() {
			if field := of.Field(i); field.Kind() == reflect.Pointer {
				all = append(all, field.Interface())
			}
		}
	}
	return all
}

// heard says whether a message of the page's to Wails is one that Tenantry's own page sends: a bound call, a text for
// the clipboard, the window's title. Wails would also open addresses, read the clipboard, show notifications, write
// logs, and end the program. frontend/src/bridge/gate.ts lets through the same.
func heard(message string) bool {
	if call, is := strings.CutPrefix(message, "C"); is {
		// Read as Wails reads it: of a name that stands there twice both take the last.
		var c struct {
			Name string `json:"name"`
		}
		return json.Unmarshal([]byte(call), &c) == nil && (c.Name == ":wails:ClipboardSetText" || boundCall.MatchString(c.Name))
	}
	return message == "runtime:ready" || strings.HasPrefix(message, "WT")
}

// sameOrigin says whether the window that began at start may go to address: it never leaves its own page.
func sameOrigin(start, address string) bool {
	from, err := url.Parse(start)
	if err != nil || from.Host == "" {
		return false
	}
	to, err := url.Parse(address)
	return err == nil && to.Scheme == from.Scheme && to.Host == from.Host && to.User == nil
}
