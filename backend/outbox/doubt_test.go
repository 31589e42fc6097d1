package outbox

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

// A journal that lost something, or is an older copy: nothing of it goes out by itself. What was begun is looked for.
func TestOfADoubtfulJournalNothingGoesOutByItself(t *testing.T) {
	for _, there := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			j := memstore.NewJournal().Outbox()
			for id, state := range map[string]partner.OutState{"A": partner.Queued, "B": partner.Blocked, "C": partner.Sending, "D": partner.Uncertain,
				"E": partner.Drafted, "F": partner.Sent} {
				o := partner.Outgoing{ID: id, Channel: partner.ByAzure, State: state, Problem: fault.ProblemOf(fault.New(fault.Offline, "x"), time.Now())}
				if state == partner.Sending || state == partner.Uncertain {
					o.Key, o.Attempts = "key", 1
				}
				if err := j.Put(o); err != nil {
					t.Fatal(err)
				}
			}
			f := &fake{settle: func(context.Context, partner.Outgoing) (bool, error) { return there, nil }}
			b := open(t, f, on(j), func(o *Options) { o.Doubtful = true })
			serve(t, b)
			time.Sleep(48 * time.Hour)
			synctest.Wait()
			begun := partner.Rejected
			if there {
				begun = partner.Sent
			}
			for id, state := range map[string]partner.OutState{"A": partner.Rejected, "B": partner.Rejected, "C": begun, "D": begun,
				"E": partner.Drafted, "F": partner.Sent} {
				want(t, b, id, state)
				if o, _ := b.Get(id); state == partner.Rejected && o.Problem.Words().Key != "outgoing_doubtful" {
					t.Errorf("%s says %s", id, o.Problem.Words())
				}
			}
			if got := f.calls(); len(got) > 0 {
				t.Errorf("sent: %v", got)
			}
		})
	}
}
