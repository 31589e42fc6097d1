package graph

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"

	"tenantry/backend/simcloud/httpd"
)

// maxBatch is how many requests one batch may hold (api/facts.md 1.12).
const maxBatch = 20

type batchMember struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

// batch is POST /$batch: 200 when it could be parsed, each member with its own status, in any order.
func (api *API) batch(q *httpd.Query, serve httpd.Handler) httpd.Answer {
	var in struct {
		Requests []batchMember `json:"requests"`
	}
	if err := json.Unmarshal(q.Content, &in); err != nil {
		return problem(q, http.StatusBadRequest, "BadRequest", "Invalid batch payload format.")
	}
	if text := batchFault(in.Requests); text != "" {
		return problem(q, http.StatusBadRequest, "BadRequest", text)
	}
	status := map[string]int{}
	answers := make([]httpd.Answer, 0, len(in.Requests))
	for _, m := range in.Requests {
		a := api.member(q, m, status, serve)
		status[strings.ToLower(m.ID)] = a.Status
		answers = append(answers, a)
	}
	return httpd.RawJSON(http.StatusOK, batchBody(in.Requests, answers))
}

// batchBody writes the answers in any order. The members' bodies are JSON already and are copied as they
// are: encoding them once more took a third of a whole sync.
func batchBody(members []batchMember, answers []httpd.Answer) []byte {
	b := []byte(`{"responses":[`)
	for n, i := range rand.Perm(len(answers)) {
		if n > 0 {
			b = append(b, ',')
		}
		head, _ := json.Marshal(struct {
			ID      string            `json:"id"`
			Status  int               `json:"status"`
			Headers map[string]string `json:"headers"`
		}{members[i].ID, answers[i].Status, flat(answers[i].Header)})
		b = append(b, head[:len(head)-1]...)
		b = append(b, `,"body":`...)
		b = append(b, memberBody(answers[i])...)
		b = append(b, '}')
	}
	return append(b, `]}`...)
}

// memberBody is a body as a batch holds it: JSON as it is, a file in base64, nothing as null.
func memberBody(a httpd.Answer) []byte {
	switch {
	case len(a.Body) == 0:
		return []byte("null")
	case strings.HasPrefix(a.Header.Get("Content-Type"), "application/json"), strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain"):
		return a.Body // a number is JSON, too
	}
	b, _ := json.Marshal(a.Body)
	return b
}

// batchFault is what makes a whole batch bad.
func batchFault(members []batchMember) string {
	if len(members) == 0 {
		return "Invalid batch payload format."
	}
	if len(members) > maxBatch {
		return "Number of batch request steps exceeds the maximum value of 20."
	}
	seen := map[string]bool{}
	for _, m := range members {
		id := strings.ToLower(m.ID)
		switch {
		case id == "":
			return "Each request in a batch must have an id."
		case seen[id]:
			return "The batch request contains duplicate request ids: '" + m.ID + "'."
		case m.URL == "" || m.Method == "":
			return "Each request in a batch must have a method and a url."
		case m.hasBody() && !hasContentType(m.Headers):
			return "A request with a body must have the header Content-Type."
		}
		for _, d := range m.DependsOn {
			if !seen[strings.ToLower(d)] {
				return "Request '" + m.ID + "' depends on '" + d + "', which is not an earlier request of the batch."
			}
		}
		seen[id] = true
	}
	return ""
}

// hasBody is false for null, too: the Graph SDK writes it where it has none.
func (m batchMember) hasBody() bool { return len(m.Body) > 0 && string(m.Body) != "null" }

func hasContentType(h map[string]string) bool {
	for k := range h {
		if strings.EqualFold(k, "Content-Type") {
			return true
		}
	}
	return false
}

// member answers one request of a batch. A url is relative to the version: "/contracts".
func (api *API) member(q *httpd.Query, m batchMember, status map[string]int, serve httpd.Handler) httpd.Answer {
	for _, d := range m.DependsOn {
		if status[strings.ToLower(d)] >= http.StatusBadRequest {
			return problem(q, http.StatusFailedDependency, "FailedDependency", "A request that this one depends on failed.")
		}
	}
	u, err := url.Parse("/v1.0/" + strings.TrimPrefix(m.URL, "/"))
	if err != nil || strings.Contains(strings.ToLower(u.Path), "$batch") {
		return badRequest(q, "The url of a request in a batch must be relative and name a resource.")
	}
	u.Scheme, u.Host = q.URL.Scheme, q.URL.Host
	header := http.Header{}
	for k, v := range m.Headers {
		header.Set(k, v)
	}
	sub := q.Batched(strings.ToUpper(m.Method), u, header, m.Body)
	a := serve(sub)
	api.Record.Count(sub, a.Status)
	return a.With("Cache-Control", "no-cache").With("x-ms-resource-unit", "1")
}

func flat(h http.Header) map[string]string {
	out := make(map[string]string, len(h))
	for k := range h {
		out[k] = h.Get(k)
	}
	return out
}
