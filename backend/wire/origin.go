package wire

import (
	"net/url"
	"strings"
	"time"

	"tenantry/backend/fault"
)

// What ends a listing whose service never stops naming a next page: more pages than any partner's customers fill, and a
// minute, which items that come prolong: a long list is read to its end, however slowly it comes.
const (
	maxPages  = 300
	maxTime   = time.Minute
	perSecond = 100 // items that are worth a second more
)

// Trail keeps a listing on its service's own host and out of circles.
type Trail struct {
	home  *url.URL
	seen  map[string]bool
	until time.Time
}

// NewTrail begins a listing on the scheme and host of home.
func NewTrail(home *url.URL) *Trail {
	return &Trail{home: home, seen: map[string]bool{}, until: time.Now().Add(maxTime)}
}

// Next checks the address of the next page, resolved against home, before anything is sent to it.
// Token tells pages apart that share an address; it may be empty. The page before had so many items. Another scheme
// or host, an address with a user name, one that can't be read, one that was followed before, one too many and one too
// late are faults of kind Upstream.
func (t *Trail) Next(address, token string, items int) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, astray("service_page_unreadable")
	}
	u = t.home.ResolveReference(u)
	u.RawQuery = strings.ReplaceAll(u.RawQuery, " ", "%20") // a blank would end the request line
	if !sameOrigin(u, t.home) || u.User != nil {
		return nil, astray("service_page_elsewhere", "host", OneLine(u.Host, 80))
	}
	key := u.String() + "\x00" + token
	t.until = t.until.Add(time.Duration(items) * time.Second / perSecond)
	if t.seen[key] || len(t.seen) >= maxPages || time.Now().After(t.until) {
		return nil, astray("service_endless")
	}
	t.seen[key] = true
	return u, nil
}

func astray(key string, pairs ...any) error {
	f := fault.New(fault.Upstream, key, pairs...)
	f.Partial = true
	return f
}

func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"https": "443", "http": "80"}[strings.ToLower(u.Scheme)]
}
