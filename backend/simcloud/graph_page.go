package simcloud

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// collection is a list as Graph answers it.
type collection struct {
	Context string `json:"@odata.context,omitempty"`
	Next    string `json:"@odata.nextLink,omitempty"`
	Value   any    `json:"value"`
}

func (q *query) context(of string) string { return q.base() + "/v1.0/$metadata#" + of }

// number reads a whole number.
func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// graphPage answers one page of a long list. walk yields at most n rows from a cursor on, and the cursor
// after them; -1 is the end. Once in a listing of several pages an empty page comes, with a link to the
// next: the service does this, and clients must not take it for the end (api/facts.md 1, Paging).
func graphPage(q *query, of string, usual, most int, walk func(cursor, n int) (rows []any, next int)) answer {
	size := usual
	if q.opts.Has("$top") {
		n, ok := number(q.opts.Get("$top"))
		if !ok || n < 1 || n > most {
			return badRequest(q, fmt.Sprintf("Invalid page size specified: '%s'. Must be between 1 and %d inclusive.", q.opts.Get("$top"), most))
		}
		size = n
	}
	cursor, page := 0, 0
	if token := q.opts.Get("$skiptoken"); token != "" {
		raw, err := b64.DecodeString(token)
		if n, _ := fmt.Sscanf(string(raw), "RFNwdAoAAQ %d %d", &cursor, &page); err != nil || n != 2 || cursor < 0 || page < 1 {
			return graphError(q, http.StatusBadRequest, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.")
		}
	}
	rows, next := []any{}, cursor
	if page != 1 {
		rows, next = walk(cursor, size)
	}
	body := collection{Context: q.context(of), Value: q.selected(rows)}
	if next >= 0 {
		v := q.opts
		v.Set("$skiptoken", b64.EncodeToString(fmt.Appendf(nil, "RFNwdAoAAQ %d %d", next, page+1)))
		body.Next = q.base() + q.URL.Path + "?" + strings.ReplaceAll(v.Encode(), "%24", "$")
	}
	return jsonAnswer(http.StatusOK, body)
}

// graphWhole answers a list that is never paged.
func graphWhole[T any](q *query, of string, rows []T) answer {
	all := make([]any, len(rows))
	for i, r := range rows {
		all[i] = r
	}
	return jsonAnswer(http.StatusOK, collection{Context: q.context(of), Value: q.selected(all)})
}

// graphOne answers one entity.
func graphOne(q *query, of string, row any) answer {
	members := q.members(row)
	c, _ := json.Marshal(q.context(of + "/$entity"))
	members["@odata.context"] = c
	return jsonAnswer(http.StatusOK, members)
}

// selected applies $select to rows.
func (q *query) selected(rows []any) []any {
	if !q.opts.Has("$select") {
		return rows
	}
	out := make([]any, len(rows))
	for i, r := range rows {
		out[i] = q.members(r)
	}
	return out
}

// members is a row as its JSON members, after $select. Annotations and the id stay.
func (q *query) members(row any) map[string]json.RawMessage {
	b, err := json.Marshal(row)
	m := map[string]json.RawMessage{}
	if err != nil || json.Unmarshal(b, &m) != nil {
		panic("simcloud: a row is no JSON object")
	}
	if !q.opts.Has("$select") {
		return m
	}
	wanted := "," + strings.ReplaceAll(q.opts.Get("$select"), " ", "") + ","
	for k := range m {
		if k != "id" && !strings.HasPrefix(k, "@") && !strings.Contains(wanted, ","+k+",") {
			delete(m, k)
		}
	}
	return m
}

// equals reads a $filter of the form "name eq 'value'" (or eq null, true, false). Other forms are refused
// by those resources that support no more.
func equals(filter string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(strings.TrimSpace(filter), " eq ")
	if !ok {
		return "", "", false
	}
	value = strings.TrimSpace(value)
	if len(value) >= 2 && value[0] == '\'' && value[len(value)-1] == '\'' {
		value = strings.ReplaceAll(value[1:len(value)-1], "''", "'")
	}
	return strings.TrimSpace(name), value, !strings.Contains(value, " and ") && !strings.Contains(value, " or ")
}

func unsupportedFilter(q *query) answer {
	return graphError(q, http.StatusBadRequest, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified for property.")
}
