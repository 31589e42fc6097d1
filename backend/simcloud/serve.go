package simcloud

import (
	"errors"
	"net/http"
	"time"

	"tenantry/backend/simcloud/control"
	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/support"
)

// errCut means that the network failed: no answer reaches the client.
var errCut = errors.New("simcloud: the link is cut")

// errLost means that the connection died after the request was sent: before or after it was acted on.
var errLost = errors.New("simcloud: the connection died")

// Handler serves one service over HTTP.
func (c *Cloud) Handler(s Service) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s == Login && control.Owns(r.URL.Path) && control.Foreign(r) {
			http.Error(w, "the control is for programs on this computer, by its loopback address", http.StatusForbidden)
			return
		}
		a, err := c.answer(s, r)
		if err != nil {
			panic(http.ErrAbortHandler) // the client sees the connection die
		}
		for k, v := range a.Header {
			w.Header()[k] = v
		}
		w.WriteHeader(a.Status)
		_, _ = w.Write(a.Body) // a client that went away is no fault of ours
	})
}

// answer is the one way in: it waits, cuts, loses, routes, spoils and keeps the record.
func (c *Cloud) answer(s Service, r *http.Request) (httpd.Answer, error) {
	calm := s == Login && control.Owns(r.URL.Path)
	if !calm {
		if err := wait(r, c.latency); err != nil {
			return httpd.Answer{}, err
		}
		if c.trouble.LinkIsCut() || c.story && c.world.LinkIsCut(c.now()) {
			return httpd.Answer{}, errCut
		}
	}
	if s == PartnerCenter && support.Owns(r.URL.Path) {
		s = httpd.Support
	}
	q, router := httpd.NewQuery(s, r, c.now()), c.routes[s]
	body, status, err := httpd.ReadBody(r)
	if err != nil {
		return httpd.Answer{}, err
	}
	if status != 0 {
		return c.finish(router, q, httpd.Answer{Status: status}), nil
	}
	q.Content = body
	if !calm && c.trouble.LosesRequest(q) {
		return httpd.Answer{}, errLost // for the client the same as an answer that got lost
	}
	a := router.Serve(q)
	if a.Status < http.StatusMultipleChoices {
		if status := c.trouble.Spoils(q); status != 0 {
			a = router.Broken(q, status)
		}
	}
	a = c.finish(router, q, a)
	if !calm && c.trouble.LosesAnswer(q) {
		return httpd.Answer{}, errLost
	}
	return a, nil
}

// finish adds what every answer carries and keeps the record.
func (c *Cloud) finish(r *httpd.Router, q *httpd.Query, a httpd.Answer) httpd.Answer {
	a = r.Finish(q, a)
	c.record.Count(q, a.Status)
	return a
}

// wait holds an answer back, or ends with the request's context.
func wait(r *http.Request, d time.Duration) error {
	if d <= 0 {
		return r.Context().Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-r.Context().Done():
		return r.Context().Err()
	}
}
