package partnercenter

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/wire"
)

// link is an address with the headers that belong to it.
type link struct {
	URI     wire.Text `json:"uri"`
	Method  wire.Text `json:"method"`
	Headers []struct {
		Key   wire.Text `json:"key"`
		Value wire.Text `json:"value"`
	} `json:"headers"`
}

// collection is one page of a list. Its totalCount counts the page in some lists and everything in
// others, so that it decides nothing but whether a list that is left out is an empty one.
type collection[T any] struct {
	Total wire.Int       `json:"totalCount"`
	Items *wire.Items[T] `json:"items"`
	Links struct {
		Next *link `json:"next"`
	} `json:"links"`
}

// list yields every item of the list at first, over all its pages (api/facts.md 2.0, Collections). An
// error is yielded once, and ends it: what was yielded before is good. Items that can't be read are lost, and told
// at the end.
func list[T any](ctx context.Context, c *Client, first *url.URL) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		trail := wire.NewTrail(c.base)
		u, headers := first, http.Header(nil)
		lost, read := 0, 0
		for {
			p, err := page[T](ctx, c, u, headers)
			if err != nil {
				yield(none, err)
				return
			}
			lost, read = lost+p.Items.Lost(), read+len(p.Items.Read)
			for _, item := range p.Items.Read {
				if !yield(item, nil) {
					return
				}
			}
			next := p.Links.Next
			if next == nil || next.URI == "" {
				if err := wire.Incomplete(lost); err != nil {
					yield(none, wire.Partly(read, err))
				}
				return
			}
			if m := next.Method; m != "" && !strings.EqualFold(string(m), http.MethodGet) {
				astray := fault.New(fault.Upstream, "service_page_no_get")
				astray.Partial = true
				yield(none, wire.Partly(read, astray))
				return
			}
			headers = next.headers()
			if u, err = trail.Next(versioned(string(next.URI)), headers.Get("MS-ContinuationToken"), len(p.Items.Read)); err != nil {
				yield(none, wire.Partly(read, err))
				return
			}
		}
	}
}

func page[T any](ctx context.Context, c *Client, u *url.URL, headers http.Header) (collection[T], error) {
	var p collection[T]
	a, err := c.get(ctx, u, headers)
	if err == nil {
		err = a.Decode(&p)
	}
	if err == nil && p.Items == nil {
		p.Items = new(wire.Items[T])
		if p.Total > 0 {
			err = fault.New(fault.Upstream, "service_no_list")
		}
	}
	return p, err
}

// headers are those that the link asks for. Only the service's own may be asked for: a link must not
// be able to set the authorisation or the host.
func (l link) headers() http.Header {
	h := http.Header{}
	for _, kv := range l.Headers {
		if k := string(kv.Key); len(k) > 3 && strings.EqualFold(k[:3], "MS-") {
			h.Set(k, string(kv.Value))
		}
	}
	return h
}

// versioned gives a relative address exactly one /v1: the documentation has it both ways.
func versioned(uri string) string {
	if strings.Contains(uri, "://") || strings.HasPrefix(uri, "//") {
		return uri // a whole address, which the trail judges
	}
	path := "/" + strings.TrimLeft(uri, "/")
	if strings.HasPrefix(strings.ToLower(path), "/v1/") {
		path = path[len("/v1"):]
	}
	return "/v1" + path
}
