package graph

import (
	"context"
	"iter"
	"net/url"

	"tenantry/backend/fault"
	"tenantry/backend/wire"
)

// page is one page of a collection (api/facts.md 1, Paging).
type page[T any] struct {
	Value *wire.Items[T] `json:"value"`
	Next  wire.Text      `json:"@odata.nextLink"`
}

// ask reads one address.
type ask func(*url.URL) (wire.Answer, error)

// list yields every item of the collection at first, over all its pages. An error is yielded once, and
// ends it: what was yielded before is good. Items that can't be read are lost, and told at the end. Links to next
// pages are followed exactly as given; an empty page does not end the walk.
func list[T any](ctx context.Context, c *Client, tenant string, first *url.URL) iter.Seq2[T, error] {
	return pages[T](wire.NewTrail(c.base), func(u *url.URL) (wire.Answer, error) { return c.get(ctx, tenant, u) }, first)
}

func pages[T any](trail *wire.Trail, get ask, first *url.URL) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		a, err := get(first)
		if err != nil {
			var none T
			yield(none, err)
			return
		}
		walk(trail, get, a, yield)
	}
}

// walk yields the items of the page in a, which was read already, and of every page after it.
func walk[T any](trail *wire.Trail, get ask, a wire.Answer, yield func(T, error) bool) {
	var none T
	lost, read := 0, 0
	for {
		var p page[T]
		if err := a.Decode(&p); err != nil {
			yield(none, err)
			return
		}
		if p.Value == nil {
			// Taken for an empty list it would remove customers.
			yield(none, fault.New(fault.Upstream, "service_no_list"))
			return
		}
		lost, read = lost+p.Value.Lost(), read+len(p.Value.Read)
		for _, item := range p.Value.Read {
			if !yield(item, nil) {
				return
			}
		}
		if p.Next == "" {
			if err := wire.Incomplete(lost); err != nil {
				yield(none, wire.Partly(read, err))
			}
			return
		}
		u, err := trail.Next(string(p.Next), "", len(p.Value.Read))
		if err == nil {
			a, err = get(u)
		}
		if err != nil {
			yield(none, wire.Partly(read, err))
			return
		}
	}
}

// all collects a walk, with its error.
func all[T any](items iter.Seq2[T, error]) ([]T, error) {
	var out []T
	for item, err := range items {
		if err != nil {
			return out, err
		}
		out = append(out, item)
	}
	return out, nil
}
