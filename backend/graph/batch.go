package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/wait"
	"tenantry/backend/wire"
)

const (
	batchRounds  = 3                // the first try and two more for members that were throttled
	batchPatient = 60 * time.Second // a longer Retry-After is left to a sync after its time
)

// member is one GET of a batch: its id, and its address below the version.
type member struct{ id, url string }

// result is what became of a member.
type result struct {
	answer wire.Answer
	err    error
}

// batch sends members in one request and returns a result for each id (api/facts.md 1.12). Members
// that were throttled are sent again, alone, after the longest time that any of them was told to wait; those at which
// the service failed, once. One that was given no answer is asked for by a request of its own, once. An error means
// that the request as a whole failed.
func (c *Client) batch(ctx context.Context, tenant string, members []member) (map[string]result, error) {
	members, results := c.resting.part(tenant, members, c.now())
	if len(members) == 0 {
		return results, nil
	}
	for round := 1; ; round++ {
		answers, err := c.post(ctx, tenant, members)
		if err != nil {
			if round == 1 {
				return nil, err
			}
			return results, nil // the members keep the refusal they had
		}
		var again []member
		var lost error // why nobody answers here any more
		rest := time.Second << (round - 1)
		for _, m := range members {
			r, alone := c.settle(ctx, tenant, answers, m, lost)
			results[m.id] = r
			if alone && fault.KindOf(r.err) == fault.Offline {
				lost = r.err
			}
			if throttled(r) || !alone && round == 1 && failedByItself(r) {
				c.resting.note(tenant, m, r.err, c.now())
				again = append(again, m)
				if r.answer.Status == http.StatusTooManyRequests {
					c.busy()
				}
				if d, ok := wait.RetryAfter(r.answer.Header, c.now()); ok {
					rest = max(rest, d)
				}
			}
		}
		if len(again) == 0 || round == batchRounds || rest > batchPatient || wait.For(ctx, rest) != nil {
			return results, nil
		}
		members = again
	}
}

// settle is what became of a member, and whether it was asked for alone; lost is why that would be in vain.
func (c *Client) settle(ctx context.Context, tenant string, answers map[string]wire.Answer, m member, lost error) (r result, alone bool) {
	a, ok := answers[m.id]
	switch {
	case !ok && lost != nil:
		return result{err: lost}, true
	case !ok:
		path, query, _ := strings.Cut(m.url, "?")
		a, err := c.get(ctx, tenant, c.url(path, query))
		return result{answer: a, err: err}, true
	case !a.OK():
		return result{answer: a, err: c.refused(tenant, a)}, false
	}
	return result{answer: a}, false
}

// failedByItself says of a member what of a whole answer would be worth one more try.
func failedByItself(r result) bool {
	switch r.answer.Status {
	case http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// throttled says whether a member deserves another try. An older text lets a batch with a throttled
// member answer 424 for others (api/facts.md 5.6).
func throttled(r result) bool {
	return fault.KindOf(r.err) == fault.Throttled || r.answer.Status == http.StatusServiceUnavailable ||
		r.answer.Status == http.StatusFailedDependency
}

// post sends one batch and returns its answers by id, whatever their order.
func (c *Client) post(ctx context.Context, tenant string, members []member) (map[string]wire.Answer, error) {
	type request struct {
		ID     string `json:"id"`
		Method string `json:"method"`
		URL    string `json:"url"`
	}
	var out struct {
		Requests []request `json:"requests"`
	}
	for _, m := range members {
		out.Requests = append(out.Requests, request{ID: m.id, Method: http.MethodGet, URL: m.url})
	}
	body, err := json.Marshal(out)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "service_batch_unwritten")
	}
	a, err := c.send(ctx, tenant, http.MethodPost, c.url("$batch", ""), body)
	if err != nil && a.Status != http.StatusFailedDependency {
		return nil, err
	}
	var in struct {
		Responses *wire.Items[json.RawMessage] `json:"responses"`
	}
	if unread := a.Decode(&in); unread != nil || in.Responses == nil {
		return nil, cmp.Or(err, unread, error(fault.New(fault.Upstream, "service_no_batch")))
	}
	return answersIn(in.Responses.Read), nil
}

// answersIn are the answers of a batch by the ids of their members, in lower case: ids are compared without
// case. What says nothing that can be held to one member is left out: no status, a success without a body, one
// id twice.
func answersIn(responses []json.RawMessage) map[string]wire.Answer {
	answers, seen := make(map[string]wire.Answer, len(responses)), make(map[string]bool, len(responses))
	for _, raw := range responses {
		var r struct {
			ID      wire.Text            `json:"id"`
			Status  wire.Int             `json:"status"`
			Headers map[string]wire.Text `json:"headers"`
			Body    json.RawMessage      `json:"body"`
		}
		err := json.Unmarshal(raw, &r)
		id := strings.ToLower(string(r.ID))
		a := wire.Answer{Status: int(r.Status), Header: make(http.Header, len(r.Headers)), Body: r.Body}
		for k, v := range r.Headers {
			a.Header.Set(k, string(v))
		}
		if err != nil || seen[id] || a.Status < 100 || a.OK() && (len(r.Body) == 0 || string(r.Body) == "null") {
			delete(answers, id)
		} else {
			answers[id] = a
		}
		seen[id] = true
	}
	return answers
}
