package graph

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"tenantry/backend/simcloud/httpd"
)

// collection is a list as Graph answers it.
type collection struct {
	Context string `json:"@odata.context,omitempty"`
	Next    string `json:"@odata.nextLink,omitempty"`
	Value   any    `json:"value"`
}

// metadata is the address of the metadata that an answer names.
func metadata(q *httpd.Query, of string) string { return q.Base() + "/v1.0/$metadata#" + of }

// cursorFormat is where the next page begins, and its number; the word is the start of Microsoft's own.
const cursorFormat = "RFNwdAoAAQ %d %d"

// paged answers one page of a long list. walk yields at most n rows from a cursor on, and the cursor
// after them; -1 is the end. Once in a listing of several pages an empty page comes, with a link to the
// next: the service does this, and clients must not take it for the end (api/facts.md 1, Paging).
func paged(q *httpd.Query, of string, usual, most int, walk func(cursor, n int) (rows []any, next int)) httpd.Answer {
	size := usual
	if q.Params.Has("$top") {
		n, ok := q.Number("$top")
		if !ok || n < 1 || n > most {
			return badRequest(q, fmt.Sprintf("Invalid page size specified: '%s'. Must be between 1 and %d inclusive.", q.Params.Get("$top"), most))
		}
		size = n
	}
	cursor, page := 0, 0
	if at := q.Params.Get("$skiptoken"); at != "" {
		if !httpd.ReadCursor(at, cursorFormat, &cursor, &page) || cursor < 0 || page < 1 {
			return problem(q, http.StatusBadRequest, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.")
		}
	}
	rows, next := []any{}, cursor
	if page != 1 {
		rows, next = walk(cursor, size)
	}
	body := collection{Context: metadata(q, of), Value: selected(q, rows)}
	if next >= 0 {
		v := q.Params
		v.Set("$skiptoken", httpd.Cursor(cursorFormat, next, page+1))
		body.Next = q.Link(q.URL.Path, v)
	}
	return httpd.JSON(http.StatusOK, body)
}

// whole answers a list that is never paged.
func whole[T any](q *httpd.Query, of string, rows []T) httpd.Answer {
	return httpd.JSON(http.StatusOK, collection{Context: metadata(q, of), Value: selected(q, rows)})
}

// one answers one entity.
func one(q *httpd.Query, of string, row any) httpd.Answer {
	m := members(q, row)
	c, _ := json.Marshal(metadata(q, of+"/$entity"))
	m["@odata.context"] = c
	return httpd.JSON(http.StatusOK, m)
}

// found answers the row that is the one asked for.
func found[T any](q *httpd.Query, of string, rows []T, is func(T) bool) httpd.Answer {
	i := slices.IndexFunc(rows, is)
	if i < 0 {
		return notFound(q, q.Args[0])
	}
	return one(q, of, rows[i])
}

// selected is rows after $select; a list is never null.
func selected[T any](q *httpd.Query, rows []T) []any {
	out, choose := make([]any, len(rows)), q.Params.Has("$select")
	for i, r := range rows {
		if choose {
			out[i] = members(q, r)
		} else {
			out[i] = r
		}
	}
	return out
}

// members is a row as its JSON members, after $select. Annotations and the id stay.
func members(q *httpd.Query, row any) map[string]json.RawMessage {
	b, err := json.Marshal(row)
	m := map[string]json.RawMessage{}
	if err != nil || json.Unmarshal(b, &m) != nil {
		panic("simcloud: a row is no JSON object")
	}
	if !q.Params.Has("$select") {
		return m
	}
	wanted := "," + strings.ReplaceAll(q.Params.Get("$select"), " ", "") + ","
	for k := range m {
		if k != "id" && !strings.HasPrefix(k, "@") && !strings.Contains(wanted, ","+k+",") {
			delete(m, k)
		}
	}
	return m
}

// announced pages as the service communications do: Prefer: odata.maxpagesize up to 1000, default 100,
// and a nextLink with $skip (api/facts.md 1.9).
func announced[T any](q *httpd.Query, of string, rows []T) httpd.Answer {
	size, preferred := 100, false
	for _, p := range strings.Split(q.Header.Get("Prefer"), ",") {
		if v, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(p)), "odata.maxpagesize="); ok {
			if n, err := strconv.Atoi(v); err == nil && n >= 1 {
				size, preferred = min(n, 1000), true
			}
		}
	}
	if n, ok := q.Number("$top"); ok && n >= 1 {
		size = min(n, 1000)
	}
	skip, ok := q.Number("$skip")
	if q.Params.Has("$skip") && (!ok || skip < 0) {
		return badRequest(q, "Invalid value for $skip.")
	}
	from := min(skip, len(rows))
	to := min(from+size, len(rows))
	page := collection{Context: metadata(q, of), Value: selected(q, rows[from:to])}
	if to < len(rows) {
		v := q.Params
		v.Set("$skip", fmt.Sprint(to))
		page.Next = q.Link(q.URL.Path, v)
	}
	a := httpd.JSON(http.StatusOK, page)
	if preferred {
		a = a.With("Preference-Applied", fmt.Sprintf("odata.maxpagesize=%d", size))
	}
	return a
}
