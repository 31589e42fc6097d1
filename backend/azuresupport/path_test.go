package azuresupport

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

func decoded(t *testing.T, b []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestATicketsPathIsReadInAnyCase(t *testing.T) {
	for _, resource := range []string{ticketPath, strings.ToUpper(ticketPath[:len(ticketPath)-10]) + "testticket", strings.ToLower(ticketPath)} {
		p, err := parse(resource)
		if err != nil || p != (place{subscription, "testticket"}) || p.resource() != ticketPath {
			t.Errorf("%s: %+v %v", resource, p, err)
		}
	}
	for _, resource := range []string{"", "/", "testticket", ticketsPath, ticketPath + "/communications/x", ticketPath + "/", "https://evil.test" + ticketPath,
		strings.Replace(ticketPath, "Support", "Compute", 1), strings.Replace(ticketPath, subscription, "x", 1), ticketsPath + "/..", ticketsPath + "/a?b"} {
		if p, err := parse(resource); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %+v %v", resource, p, err)
		}
	}
}

// FuzzNothingFromOutsideChangesTheAddress: whatever a name is, either nothing is sent or it goes below
// the ticket that was meant.
func FuzzNothingFromOutsideChangesTheAddress(f *testing.F) {
	for _, s := range []string{"testticket", "..", ".", "a/../b", "a?b=c", "a#b", "%2e%2e", "a b", "@evil.test", "\\", "\x00", "é", ".a", "~", "a;b"} {
		f.Add(s)
	}
	base, err := url.Parse("https://management.azure.com")
	if err != nil {
		f.Fatal(err)
	}
	c := New(base, nil, nil)
	f.Fuzz(func(t *testing.T, s string) {
		p, err := at(subscription, s)
		if err != nil {
			return
		}
		u, err := url.Parse(p.below(c, "communications", s).String())
		if err != nil {
			t.Fatal(err)
		}
		if u.Host != base.Host || u.Path != ticketsPath+"/"+s+"/communications/"+s || "?"+u.RawQuery != version || u.Fragment != "" {
			t.Fatalf("%q leads to %s", s, u)
		}
		if back, err := parse(p.resource()); err != nil || back != p {
			t.Fatalf("%q: %+v %v", s, back, err)
		}
	})
}
