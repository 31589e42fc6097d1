package graph

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
)

// list is a collection as the documents describe it.
type list struct {
	of    string // what the context of an answer says of it: "admin/serviceAnnouncement/issues"
	offer odata.Offer
	usual int // the size of a page; 0: it is never paged
}

// general is what most collections offer: OData as a whole but $search. most is the most of $top; types from [odata.TypeOf].
func general(of string, t odata.Type, usual, most int) list {
	return list{of, odata.Offer{Type: t, Filter: true, OrderBy: true, Count: true, Top: most}, usual}
}

// selecting is a collection that knows $select alone.
func selecting(of string, t odata.Type) list { return list{of: of, offer: odata.Offer{Type: t}} }

// at is the list below one thing.
func (l list) at(of string) list { l.of = of; return l }

// collection is a list as Graph answers it.
type collection struct {
	Context string `json:"@odata.context,omitempty"`
	Count   *int   `json:"@odata.count,omitempty"` // on the first page only
	Next    string `json:"@odata.nextLink,omitempty"`
	Value   any    `json:"value"`
}

// metadata is the address of the metadata that an answer names.
func metadata(q *httpd.Query, of string) string { return q.Base() + "/v1.0/$metadata#" + of }

// cursorFormat is where the next page begins, and its number; the word is the start of Microsoft's own.
const cursorFormat = "RFNwdAoAAQ %d %d"

// walk yields at most n rows from a cursor on, and the cursor after them; -1 is the end.
type walk func(cursor, n int) (rows []any, next int)

// through is a walk through rows.
func through[T any](rows []T) walk {
	return func(from, n int) ([]any, int) {
		out := []any{}
		for ; from < len(rows) && len(out) < n; from++ {
			out = append(out, rows[from])
		}
		if from >= len(rows) {
			from = -1
		}
		return out, from
	}
}

// asked is the walk through what a client asks for. In an order of the client's everything is read first; a
// cursor is then a place in that order.
func (w walk) asked(ask odata.Query) walk {
	if len(ask.Order) > 0 {
		rows, _ := w(0, math.MaxInt)
		rows = kept(ask, rows)
		odata.Sort(ask, rows, func(v any) odata.Row { return odata.RowOf(v) })
		return through(rows)
	}
	if !ask.Filters {
		return w
	}
	return func(cursor, n int) ([]any, int) {
		out := []any{}
		for cursor >= 0 && len(out) < n {
			var rows []any
			rows, cursor = w(cursor, n-len(out))
			out = append(out, kept(ask, rows)...)
		}
		return out, cursor
	}
}

// kept are the rows that the filter keeps.
func kept[T any](ask odata.Query, rows []T) []T {
	if !ask.Filters {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(v T) bool { return !ask.Filter.Holds(odata.RowOf(v)) })
}

// paged answers one page of a long list. Once in a listing of several pages an empty page comes, with a link
// to the next: the service does this, and clients must not take it for the end (api/facts.md 1, Paging).
func paged(q *httpd.Query, l list, rows walk) httpd.Answer {
	ask, err := l.offer.Read(q.Params)
	if err != nil {
		return badQuery(q, err)
	}
	cursor, page := 0, 0
	if at := q.Params.Get("$skiptoken"); at != "" {
		if !httpd.ReadCursor(at, cursorFormat, &cursor, &page) || cursor < 0 || page < 1 {
			return problem(q, http.StatusBadRequest, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.")
		}
	}
	rows = rows.asked(ask)
	if asksNumber(q) {
		all, _ := rows(0, math.MaxInt)
		return number(all)
	}
	size, prefer := l.size(q, ask, l.offer.Top)
	items, next := []any{}, cursor
	if page != 1 {
		items, next = rows(cursor, size)
	}
	body := collection{Context: metadata(q, l.of), Value: selected(ask, items)}
	if ask.Count && page == 0 {
		all, _ := rows(0, math.MaxInt)
		n := len(all)
		body.Count = &n
	}
	if next >= 0 {
		v := q.Params
		v.Set("$skiptoken", httpd.Cursor(cursorFormat, next, page+1))
		body.Next = q.Link(q.URL.Path, v)
	}
	return prefer(httpd.JSON(http.StatusOK, body))
}

// asksNumber says whether only the number of the rows is wanted: the path ends in $count.
func asksNumber(q *httpd.Query) bool { return q.Path[len(q.Path)-1] == "$count" }

func number[T any](rows []T) httpd.Answer {
	return httpd.Answer{Status: http.StatusOK, Body: []byte(strconv.Itoa(len(rows)))}.With("Content-Type", "text/plain")
}

// size is how many items a page has: as $top says, or else the header Prefer with odata.maxpagesize, as far as
// the service goes. prefer says in the answer that the preference was heeded.
func (l list) size(q *httpd.Query, ask odata.Query, most int) (n int, prefer func(httpd.Answer) httpd.Answer) {
	none := func(a httpd.Answer) httpd.Answer { return a }
	if ask.Top > 0 {
		return ask.Top, none
	}
	for _, p := range strings.Split(q.Header.Get("Prefer"), ",") {
		v, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(p)), "odata.maxpagesize=")
		if wanted, err := strconv.Atoi(v); ok && err == nil && wanted >= 1 && most > 0 {
			n := min(wanted, most)
			return n, func(a httpd.Answer) httpd.Answer {
				return a.With("Preference-Applied", fmt.Sprintf("odata.maxpagesize=%d", n))
			}
		}
	}
	return l.usual, none
}

// whole answers a list that is never paged.
func whole[T any](q *httpd.Query, l list, rows []T) httpd.Answer {
	ask, err := l.offer.Read(q.Params)
	if err != nil {
		return badQuery(q, err)
	}
	if asksNumber(q) {
		return number(rows)
	}
	return httpd.JSON(http.StatusOK, collection{Context: metadata(q, l.of), Value: selected(ask, rows)})
}

// one answers one item of a list. Of a single item nothing can be asked but its properties and what lies below it.
func one(q *httpd.Query, l list, row any) httpd.Answer {
	ask, err := odata.Offer{Type: l.offer.Type, Expand: l.offer.Expand, Nothing: l.offer.Nothing}.Read(q.Params)
	if err != nil {
		return badQuery(q, err)
	}
	m := members(ask, row)
	c, _ := json.Marshal(metadata(q, l.of+"/$entity"))
	m["@odata.context"] = c
	return httpd.JSON(http.StatusOK, m)
}

// found answers the row that is the one asked for.
func found[T any](q *httpd.Query, l list, rows []T, is func(T) bool) httpd.Answer {
	i := slices.IndexFunc(rows, is)
	if i < 0 {
		return notFound(q, q.Args[0])
	}
	return one(q, l, rows[i])
}

// selected is rows after $select; a list is never null.
func selected[T any](ask odata.Query, rows []T) []any {
	out := make([]any, len(rows))
	for i, r := range rows {
		if ask.Select != nil {
			out[i] = members(ask, r)
		} else {
			out[i] = r
		}
	}
	return out
}

// members is a row as its JSON members, after $select. Annotations, the id and what is expanded stay.
func members(ask odata.Query, row any) map[string]json.RawMessage {
	b, err := json.Marshal(row)
	m := map[string]json.RawMessage{}
	if err != nil || json.Unmarshal(b, &m) != nil {
		panic("simcloud: a row is no JSON object")
	}
	if ask.Select == nil {
		return m
	}
	for k := range m {
		if k != "id" && !strings.HasPrefix(k, "@") && !slices.Contains(ask.Select, k) && !ask.Expands(k) {
			delete(m, k)
		}
	}
	return m
}
