package outbox

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// register is one request at Microsoft and what becomes of changes of it.
type register struct {
	request partner.ServiceRequest
	patches int
	answer  func() error // nil: fine
}

func (r *register) Read(context.Context, partner.Outgoing) (partner.ServiceRequest, error) {
	return r.request, nil
}

func (r *register) Change(_ context.Context, o partner.Outgoing, _ string) error {
	r.patches++
	var err error
	if r.answer != nil {
		err = r.answer()
	}
	if f, ok := fault.As(err); err == nil || ok && f.Unsure {
		r.request.Status, r.request.Severity = partner.Closed, "critical"
	}
	return err
}

// A change says what shall be: what is so already is not made, by whomever it was made.
func TestAChangeIsMadeOnceWhateverBecomesOfItsAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		status  string
		answer  func() error
		state   partner.OutState
		patches int
	}{
		"made":                     {"open", nil, partner.Sent, 1},
		"made, the answer is lost": {"open", func() error { return unsure(fault.Offline) }, partner.Sent, 1},
		"made by somebody else":    {"closed", nil, partner.Sent, 0},
		"refused":                  {"open", func() error { return fault.New(fault.Invalid, "an engineer works on it") }, partner.Rejected, 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := &register{request: partner.ServiceRequest{ID: "1", Status: c.status}, answer: c.answer}
			b := open(t, nil, func(o *Options) { o.Sender = func(partner.Channel) Sender { return ChangeSender{r} } })
			id := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByChange, RequestID: "1", ToStatus: partner.Closed})
			serve(t, b)
			time.Sleep(time.Minute)
			synctest.Wait()
			if want(t, b, id, c.state); r.patches != c.patches {
				t.Errorf("%s: sent %d times", name, r.patches)
			}
		})
	}
}

func TestAClosedRequestIsGradedNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &register{request: partner.ServiceRequest{ID: "1", Status: "closed", Severity: "minimal"}}
		b := open(t, nil, func(o *Options) { o.Sender = func(partner.Channel) Sender { return ChangeSender{r} } })
		id := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByChange, RequestID: "1", ToSeverity: "critical"})
		serve(t, b)
		synctest.Wait()
		if o, _ := b.Get(id); o.State != partner.Rejected || o.Problem.Kind != fault.Conflict || r.patches != 0 {
			t.Errorf("%s, %+v, sent %d times", o.State, o.Problem, r.patches)
		}
	})
}
