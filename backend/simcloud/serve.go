package simcloud

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
)

// errCut means that the network failed: no answer reaches the client.
var errCut = errors.New("simcloud: the link is cut")

// errLost means that the connection died after the request was sent: before or after it was acted on.
var errLost = errors.New("simcloud: the connection died")

const maxBody = 1 << 20

// Handler serves one service over HTTP.
func (c *Cloud) Handler(s Service) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := c.answer(s, r)
		if err != nil {
			panic(http.ErrAbortHandler) // the client sees the connection die
		}
		for k, v := range a.header {
			w.Header()[k] = v
		}
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // a client that went away is no fault of ours
	})
}

// answer is the one way in: it waits, cuts, throttles, routes and keeps the record.
func (c *Cloud) answer(s Service, r *http.Request) (answer, error) {
	control := s == Login && strings.HasPrefix(r.URL.Path, "/_control/")
	if !control {
		if err := wait(r, c.opts.Latency); err != nil {
			return answer{}, err
		}
		if c.changes.linkIsCut() {
			return answer{}, errCut
		}
	}
	if s == PartnerCenter && isSupport(r.URL.Path) {
		s = support
	}
	q := &query{Request: r, service: s, at: c.now().UTC(), opts: r.URL.Query(), id: uuid.NewString()}
	q.path, q.route = split(r.URL.Path), r.Method+" (body)"
	body, status, err := readBody(r)
	if err != nil {
		return answer{}, err
	}
	if status != 0 {
		return c.finish(q, answer{status: status}), nil
	}
	q.body = body
	if !control && c.changes.loseRequest(q) {
		return answer{}, errLost // for the client the same as an answer that got lost
	}
	a := c.routes[s].serve(q)
	if a.status < http.StatusMultipleChoices {
		if status := c.changes.spoil(q); status != 0 {
			a = unavailable(q, status)
		}
	}
	a = c.finish(q, a)
	if !control && c.changes.loseAnswer(q) {
		return answer{}, errLost
	}
	return a, nil
}

// unavailable is a failure of the service itself, in its own words.
func unavailable(q *query, status int) answer {
	const text = "The service is temporarily unavailable."
	switch q.service {
	case PartnerCenter:
		return problemDetails(status, http.StatusText(status), text)
	case Azure:
		return azureError(status, strings.ReplaceAll(http.StatusText(status), " ", ""), text)
	case Graph:
		return graphError(q, status, "ServiceNotAvailable", text)
	}
	return donePageWith(status, http.StatusText(status), text)
}

// readBody reads a request's body, also a compressed one: the Graph SDK sends batches in gzip. A status
// other than 0 refuses it; err is the network's.
func readBody(r *http.Request) (body []byte, status int, err error) {
	if r.Body == nil {
		return nil, 0, nil
	}
	body, err = io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return nil, 0, err
	}
	if strings.EqualFold(r.Header.Get("Content-Encoding"), "gzip") {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, http.StatusBadRequest, nil
		}
		if body, err = io.ReadAll(io.LimitReader(z, maxBody+1)); err != nil {
			return nil, http.StatusBadRequest, nil
		}
	}
	if len(body) > maxBody {
		return nil, http.StatusRequestEntityTooLarge, nil
	}
	return body, 0, nil
}

// finish adds what every answer carries and keeps the record.
func (c *Cloud) finish(q *query, a answer) answer {
	switch q.service {
	case Graph:
		a = a.with("request-id", q.id).with("x-ms-ags-diagnostic", `{"ServerInfo":{"DataCenter":"Simulated","Slice":"E","Ring":"5"}}`)
		a = a.with("client-request-id", orNew(q.Header.Get("client-request-id")))
	case PartnerCenter:
		a = a.with("MS-RequestId", orNew(q.Header.Get("MS-RequestId"))).with("MS-CorrelationId", orNew(q.Header.Get("MS-CorrelationId")))
		a = a.with("MS-CV", q.id[:13]+".0").with("MS-ServerId", "030011719")
	case Azure:
		a = a.with("x-ms-request-id", q.id).with("x-ms-correlation-request-id", orNew(q.Header.Get("x-ms-correlation-request-id")))
	case Login:
		a = a.with("x-ms-request-id", q.id).with("Cache-Control", "no-store, no-cache")
	}
	a = a.with("Date", q.at.Format(http.TimeFormat))
	c.record.count(q, a.status)
	return a
}

func orNew(id string) string {
	if id == "" {
		return uuid.NewString()
	}
	return id
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
