package graph

import (
	"fmt"
	"net/http"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
)

// The sizes of a page of the service communications, without a wish and at most (api/facts.md 1.9).
const (
	usualAnnounced = 100
	mostAnnounced  = 1000
)

// announcing is a collection of the service communications.
func announcing(of string, t odata.Type, expand ...string) list {
	l := general(of, t, usualAnnounced, mostAnnounced)
	l.offer.Skip, l.offer.Expand = true, expand
	return l
}

// announced pages as the service communications do: with a nextLink of $skip (api/facts.md 1.9).
func announced[T any](q *httpd.Query, l list, rows []T) httpd.Answer {
	ask, err := l.offer.Read(q.Params)
	if err != nil {
		return badQuery(q, err)
	}
	rows = kept(ask, rows)
	if asksNumber(q) {
		return number(rows)
	}
	odata.Sort(ask, rows, func(v T) odata.Row { return odata.RowOf(v) })
	size, prefer := l.size(q, ask, mostAnnounced)
	from := min(ask.Skip, len(rows))
	to := min(from+size, len(rows))
	page := collection{Context: metadata(q, l.of), Value: selected(ask, rows[from:to])}
	if ask.Count && !q.Params.Has("$skip") {
		n := len(rows)
		page.Count = &n
	}
	if to < len(rows) {
		v := q.Params
		v.Set("$skip", fmt.Sprint(to))
		page.Next = q.Link(q.URL.Path, v)
	}
	return prefer(httpd.JSON(http.StatusOK, page))
}
