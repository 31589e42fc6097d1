package httpd

import (
	"net/http"
	"strings"
)

// Unavailable is what services say of their own failure.
const Unavailable = "The service is temporarily unavailable."

// Handler answers a query.
type Handler func(*Query) Answer

// Router finds a service's handler by method and path. A pattern's segment may hold {} once, also inside:
// "things(id='{}')". Segments are compared without regard to case, as the services do.
type Router struct {
	Before func(*Query) (Answer, bool)       // the door of every handler; false: the answer stands. May be nil
	Lost   func(q *Query, status int) Answer // no such path (404) or method (405)
	Broken func(q *Query, status int) Answer // a failure of the service itself, in its own words
	Dress  func(*Query, Answer) Answer       // what every answer carries. May be nil

	routes []route
}

type route struct {
	method, pattern string
	segments        []string
	do              Handler
}

// Handle adds a handler; the first that fits is taken.
func (r *Router) Handle(method, pattern string, do Handler) {
	r.routes = append(r.routes, route{method, pattern, Split(pattern), do})
}

// Split cuts a path into its segments.
func Split(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }

// Serve answers a query, without what every answer carries.
func (r *Router) Serve(q *Query) Answer {
	status := http.StatusNotFound
	for i := range r.routes {
		rt := &r.routes[i]
		args, ok := match(rt.segments, q.Path)
		if !ok {
			continue
		}
		if rt.method != q.Method {
			status = http.StatusMethodNotAllowed
			continue
		}
		q.Args, q.Route = args, rt.method+" "+rt.pattern
		if r.Before != nil {
			if a, ok := r.Before(q); !ok {
				return a
			}
		}
		return rt.do(q)
	}
	q.Route = q.Method + " (unknown)"
	return r.Lost(q, status)
}

// Finish adds what every answer carries.
func (r *Router) Finish(q *Query, a Answer) Answer {
	if r.Dress != nil {
		a = r.Dress(q, a)
	}
	return a.With("Date", q.At.Format(http.TimeFormat))
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
