package requests

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// having gives a customer requests at Microsoft.
func (o *office) having(t *testing.T, id partner.TenantID, list ...partner.ServiceRequest) {
	o.change(t, id, func(c *partner.Customer) { c.Requests = partner.Seen(list, time.Now()) })
}

func TestWhatCanBeChangedOfARequestIsSaidAndRefusedWithTheReason(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		open := partner.ServiceRequest{ID: "7001", Title: "Mail", Status: "open", Severity: "minimal"}
		azure := partner.ServiceRequest{ID: "8001", Title: "Gateway", Status: "open", Severity: "minimal", Resource: "/subscriptions/s1/t"}
		over := partner.ServiceRequest{ID: "7002", Title: "Old", Status: "closed", Severity: "minimal"}
		o.having(t, id(0), open, azure, over)
		for number, want := range map[string]struct {
			close    bool
			regrades []string
		}{"7001": {true, nil}, "8001": {true, []string{"moderate", "critical"}}, "7002": {false, nil}} {
			r, err := o.Details.Get(id(0), number)
			if err != nil || r.MayClose != want.close || !slices.Equal(r.Regrades, want.regrades) {
				t.Errorf("%s: %v, %v, %v", number, r.MayClose, r.Regrades, err)
			}
			_, err = o.Writing.Close(id(0), number)
			if (err == nil) != want.close {
				t.Errorf("close %s: %v", number, err)
			}
			for _, severity := range partner.Severities() {
				if _, err := o.Writing.Regrade(id(0), number, severity); (err == nil) != slices.Contains(want.regrades, severity) {
					t.Errorf("%s to %s: %v", number, severity, err)
				}
			}
		}
		for number, kind := range map[string]fault.Kind{"9999": fault.Missing, "no number": fault.Invalid, "7001": fault.Conflict} {
			if _, err := o.Writing.Close(id(0), number); fault.KindOf(err) != kind {
				t.Errorf("%s: %v", number, err)
			}
		}
	})
}

func TestAChangeIsShownUntilTheRequestShowsIt(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		open := partner.ServiceRequest{ID: "7001", Title: "Mail", Status: "open", Severity: "minimal"}
		o.having(t, id(0), open)
		made, err := o.Writing.Close(id(0), "7001")
		if err != nil {
			t.Fatal(err)
		}
		under := func() (states []string) {
			r, err := o.Details.Get(id(0), "7001")
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Changes {
				states = append(states, string(c.State))
			}
			return states
		}
		if got := under(); !slices.Equal(got, []string{"queued"}) || made.Title() != "Mail" {
			t.Errorf("%v, %q", got, made.Title())
		}
		o.send(t)
		if got := under(); !slices.Equal(got, []string{"sent"}) {
			t.Errorf("Microsoft says open, and nobody says that it was asked to close it: %v", got)
		}
		open.Status = "closed"
		o.having(t, id(0), open)
		if got := under(); len(got) != 0 {
			t.Errorf("it is closed: %v", got)
		}
	})
}

func TestANumberThatAPersonGaveIsSeenWhenAListShowsIt(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		filed := func() partner.Outgoing {
			w := o.queue(t, draft(0, "Mail is late"))
			if _, err := o.Writing.HandOff(t.Context(), w.ID); err != nil {
				t.Fatal(err)
			}
			return w
		}
		w := filed()
		for _, number := range []string{"700l", "7001"} { // the first one was mistyped
			if got, err := o.Writing.Filed(w.ID, number); err != nil || !got.Unseen || got.Number != number {
				t.Fatalf("%+v, %v", got, err)
			}
		}
		o.having(t, id(0), partner.ServiceRequest{ID: "7001", Title: "Mail", Status: "open"})
		if got := o.now(t, w.ID); got.Unseen || got.State != partner.Sent {
			t.Errorf("%+v", got)
		}
		if _, err := o.Writing.Filed(w.ID, "7003"); fault.KindOf(err) != fault.Conflict {
			t.Errorf("what Microsoft shows gets another number: %v", err)
		}
		other := filed()
		if got, err := o.Writing.Filed(other.ID, "7001"); err != nil || got.Unseen {
			t.Errorf("the list shows it: %+v, %v", got, err)
		}
		by := filed()
		o.having(t, id(0), partner.ServiceRequest{ID: "7009", Title: "Mail is late " + strings.ToLower(by.Reference()), Status: "open"})
		if got := o.now(t, by.ID); got.State != partner.Sent || got.Unseen || got.Number != "7009" {
			t.Errorf("by its reference: %+v", got)
		}
	})
}

func TestReadingARequestBlanksNothingThatTheListGave(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		day := time.Now().Add(-time.Hour).UTC()
		o.having(t, id(0), partner.ServiceRequest{ID: "7001", Title: "Mail", Status: "open", Severity: "critical", Product: "Exchange", Contact: "Ada",
			CreatedAt: day, ModifiedAt: day})
		r, err := o.Details.Read(t.Context(), id(0), "7001") // tells a title, a status and notes only
		if err != nil || r.Head.Severity != "critical" || r.Head.Product != "Exchange" || r.Contact != "Ada" || !r.Head.CreatedAt.Equal(day) ||
			!r.Head.ModifiedAt.Equal(day) || len(r.Notes) != 1 {
			t.Errorf("%+v, %v", r, err)
		}
	})
}
