package azure

import (
	"fmt"
	"net/http"
	"net/url"

	"tenantry/backend/simcloud/httpd"
)

// pages are the sizes of a list's pages.
type pages struct{ usual, most int }

// cursorFormat is where the next page begins.
const cursorFormat = "azure %d"

// paged answers one page of a list. more may add members beside value.
func paged(q *httpd.Query, p pages, rows []any, more map[string]any) httpd.Answer {
	size, from := p.usual, 0
	if q.Params.Has("$top") {
		n, ok := q.Number("$top")
		if !ok || n < 1 || n > p.most {
			return badQuery(fmt.Sprintf("$top must be between 1 and %d.", p.most))
		}
		size = n
	}
	if at := q.Params.Get("$skiptoken"); at != "" {
		if !httpd.ReadCursor(at, cursorFormat, &from) || from < 0 || from > len(rows) {
			return badQuery("The skip token is not valid.")
		}
	}
	to := min(from+size, len(rows))
	body := map[string]any{"value": rows[from:to]}
	for k, v := range more {
		body[k] = v
	}
	if to < len(rows) {
		v := url.Values{}
		for k := range q.Params {
			v.Set(k, q.Params.Get(k))
		}
		v.Set("$skiptoken", httpd.Cursor(cursorFormat, to))
		body["nextLink"] = q.Link(q.URL.EscapedPath(), v)
	}
	return httpd.JSON(http.StatusOK, body)
}
