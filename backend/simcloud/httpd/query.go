package httpd

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// Query is one request on its way to a handler.
type Query struct {
	*http.Request
	Service Service
	At      time.Time
	ID      string     // request id
	Path    []string   // the URL's path in segments
	Params  url.Values // the URL's query
	Content []byte     // the body, read before the handler runs
	Route   string     // method and pattern, for the record
	Args    []string   // what stood in the pattern's braces, unescaped
	Caller  int        // the customer whose token it carries; the service's door sets it
	Member  bool       // a member of a $batch
}

// NewQuery is a request that came to a service; its body is not read yet.
func NewQuery(s Service, r *http.Request, at time.Time) *Query {
	return &Query{Request: r, Service: s, At: at.UTC(), Params: r.URL.Query(), ID: uuid.NewString(), Path: Split(r.URL.Path), Route: r.Method + " (body)"}
}

// Batched is a member of the batch q, with the id and the caller of the whole.
func (q *Query) Batched(method string, u *url.URL, header http.Header, content []byte) *Query {
	r := q.Clone(q.Context())
	r.Method, r.URL, r.Header = method, u, header
	return &Query{Request: r, Service: q.Service, At: q.At, ID: q.ID, Path: Split(u.Path), Params: u.Query(), Content: content, Caller: q.Caller, Member: true}
}

// Base is the scheme and host that the client used, for absolute links.
func (q *Query) Base() string {
	scheme := q.URL.Scheme
	if scheme == "" {
		scheme = "http"
		if q.TLS != nil {
			scheme = "https"
		}
	}
	host := q.Host
	if host == "" {
		host = q.URL.Host
	}
	return scheme + "://" + host
}

// Number reads a whole number from the URL's query.
func (q *Query) Number(param string) (int, bool) {
	n, err := strconv.Atoi(q.Params.Get(param))
	return n, err == nil
}

// Echo is a header that answers repeat, or a new id where the client sent none.
func (q *Query) Echo(header string) string {
	if id := q.Header.Get(header); id != "" {
		return id
	}
	return uuid.NewString()
}
