package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"tenantry/backend/fault"
)

// Answer is a whole answer of a service, or one member of a batch.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// OK says whether the status is one of success.
func (a Answer) OK() bool { return a.Status >= 200 && a.Status < 300 }

// MayHaveActed says, of the answer to a write that is none of the documented successes, whether the
// change may have been made all the same. A refusal (4xx) is certain; a failure of the service, a
// time-out on its side, a redirect and a success of another kind are not.
func (a Answer) MayHaveActed() bool {
	return a.Status < 400 || a.Status >= 500 || a.Status == http.StatusRequestTimeout
}

// Do sends req and reads the whole answer, whatever its status. What the transport classified is
// handed on; a cancelled context stays one; every other failure is a fault of kind Offline that
// names the host and never the address, which may carry a paging token. Of a request that is no GET
// such a failure is Unsure.
func Do(client *http.Client, req *http.Request) (Answer, error) {
	resp, err := client.Do(req)
	if err != nil {
		return Answer{}, unreachable(req, err)
	}
	defer resp.Body.Close()
	var body []byte
	if whole, ok := resp.Body.(interface{ Bytes() []byte }); ok { // the transport has read it already, and bounds it
		body = whole.Bytes()
	} else if body, err = io.ReadAll(resp.Body); err != nil {
		return Answer{}, unreachable(req, err)
	}
	return Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}, nil
}

func unreachable(req *http.Request, err error) error {
	if e, ok := fault.As(err); ok {
		return e
	}
	if cause := req.Context().Err(); cause != nil {
		return cause
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	f := fault.Wrap(fault.Offline, err, "service_unreached", "host", req.URL.Host)
	f.Unsure = changes(req)
	return f
}

func changes(req *http.Request) bool { return req.Method != "" && req.Method != http.MethodGet }

// Write is Do for a request that changes something. It follows no redirect, because a redirected
// write arrives as a read. Every failure after which the change may have been made is an Unsure fault,
// also when the caller's context ended meanwhile; a context that ended before is handed on.
func Write(client *http.Client, req *http.Request) (Answer, error) {
	if err := req.Context().Err(); err != nil {
		return Answer{}, err
	}
	once := *client
	once.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a, err := Do(&once, req)
	if err != nil {
		if _, classified := fault.As(err); !classified {
			f := fault.Wrap(fault.Offline, err, "service_not_awaited", "host", req.URL.Host)
			f.Unsure = true
			err = f
		}
	}
	return a, err
}

// Decode reads the body as one JSON document. A body that is none, or of another shape, is a fault
// of kind Upstream.
func (a Answer) Decode(into any) error {
	body := bytes.TrimPrefix(a.Body, []byte("\xef\xbb\xbf")) // Partner Center has been seen to send a byte order mark
	if err := json.Unmarshal(body, into); err != nil {
		return fault.Wrap(fault.Upstream, err, "service_unreadable")
	}
	return nil
}
