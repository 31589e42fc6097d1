package connection

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
)

type answering func(*http.Request) string

func (f answering) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(f(r))), Request: r}, nil
}

// Where a note can't be read it may be the very one that was sent: it is neither sent again nor taken for sent.
func TestANoteIsNotDecidedAboutByNotesThatCantBeRead(t *testing.T) {
	for texts, want := range map[string]fault.Kind{`[{"text":"Hello"},null]`: fault.Upstream, `[{"text":"Hello"}]`: ""} {
		base, _ := url.Parse("https://api.partnercenter.test")
		pc := partnercenter.New(base, &http.Client{Transport: answering(func(*http.Request) string {
			return `{"id":"1001","notes":` + texts + `}`
		})})
		s := outbox.NoteSender{Notes: notes{&Connection{pc: pc}}}
		o := partner.Outgoing{Tenant: "00000000-0000-0000-0000-000000000001", RequestID: "1001", Note: "Hello"}
		n, err := s.Prepare(t.Context(), o)
		_, found, settled := s.Settle(t.Context(), o)
		if whole := want == ""; whole != (n == 1 && found) || !whole && (fault.KindOf(err) != want || fault.KindOf(settled) != want || found) {
			t.Errorf("%s: %d, %v; %v, %v", texts, n, err, found, settled)
		}
	}
}
