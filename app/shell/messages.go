package shell

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
)

// boundCall is a method of ours, as Wails names it: package, struct, method.
var boundCall = regexp.MustCompile(`^app\.[A-Z]\w*\.[A-Z]\w*$`)

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
