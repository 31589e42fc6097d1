package markup

import (
	"net/url"
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// policy is all that a post may hold: text, its emphasis and lists, and https links that open elsewhere and tell nobody
// where they were.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "div", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "h3", "h4", "h5", "h6",
		"blockquote", "pre", "code", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemeWithCustomPolicy("https", func(u *url.URL) bool { return u.Host != "" }) // https:x leads to a place of ours
	p.AllowRelativeURLs(false)
	p.AddTargetBlankToFullyQualifiedLinks(true) // with rel="noopener"
	p.RequireNoReferrerOnFullyQualifiedLinks(true)
	return p
}()

// known remembers what was judged: one incident tells many customers the same words, and judging HTML is dear. When it
// holds memory texts everything is forgotten.
var known = struct {
	sync.Mutex
	clean map[string]string
}{clean: map[string]string{}}

const memory = 4096

// Clean is what of html a post may hold. It changes nothing of what it made itself.
func Clean(html string) string {
	known.Lock()
	clean, ok := known.clean[html]
	known.Unlock()
	if ok {
		return clean
	}
	clean = policy.Sanitize(html)
	known.Lock()
	defer known.Unlock()
	if len(known.clean) >= memory {
		clear(known.clean)
	}
	known.clean[html] = clean
	return clean
}
