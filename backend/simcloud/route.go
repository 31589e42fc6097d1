package simcloud

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// query is one request on its way to a handler.
type query struct {
	*http.Request
	service Service
	route   string // method and pattern, for the record
	path    []string
	args    []string // what stood in the pattern's braces, unescaped
	at      time.Time
	token   access     // checked before the handler of a resource runs
	opts    url.Values // the URL's query
	body    []byte     // read before the handler runs
	id      string     // request id
	member  bool       // a member of a $batch
}

// base is the scheme and host that the client used, for absolute links.
func (q *query) base() string {
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

type handler func(*query) answer

// router finds a handler by method and path. A pattern's segment may hold {} once, also inside:
// "things(id='{}')". Segments are compared without regard to case, as the services do.
type router struct {
	routes []route
	before func(*query) (answer, bool)       // false: the answer stands
	lost   func(q *query, status int) answer // no such path (404) or method (405)
}

type route struct {
	method, pattern string
	segments        []string
	do              handler
}

func (r *router) handle(method, pattern string, do handler) {
	r.routes = append(r.routes, route{method, pattern, split(pattern), do})
}

func split(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }

// serve answers a query whose path is set.
func (r *router) serve(q *query) answer {
	status := http.StatusNotFound
	for i := range r.routes {
		rt := &r.routes[i]
		args, ok := match(rt.segments, q.path)
		if !ok {
			continue
		}
		if rt.method != q.Method {
			status = http.StatusMethodNotAllowed
			continue
		}
		q.args, q.route = args, rt.method+" "+rt.pattern
		if r.before != nil {
			if a, ok := r.before(q); !ok {
				return a
			}
		}
		return rt.do(q)
	}
	q.route = q.Method + " (unknown)"
	return r.lost(q, status)
}

func match(pattern, path []string) ([]string, bool) {
	if len(pattern) != len(path) {
		return nil, false
	}
	var args []string
	for i, p := range pattern {
		before, after, open := strings.Cut(p, "{}")
		s := path[i]
		if !open {
			if !strings.EqualFold(p, s) {
				return nil, false
			}
			continue
		}
		if len(s) <= len(before)+len(after) || !strings.EqualFold(s[:len(before)], before) || !strings.EqualFold(s[len(s)-len(after):], after) {
			return nil, false
		}
		args = append(args, s[len(before):len(s)-len(after)])
	}
	return args, true
}
