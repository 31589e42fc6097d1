package requests

import (
	"slices"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func withRequest(n string, status string, days int) func(*partner.Customer) {
	return func(c *partner.Customer) {
		at := time.Now().AddDate(0, 0, -days)
		c.Requests = partner.Seen(append(c.Requests.Value, partner.ServiceRequest{ID: n, Title: "Request " + n, Status: status, Severity: partner.Moderate,
			CreatedAt: at, ModifiedAt: at}), time.Now())
	}
}

func TestTheListJoinsMicrosoftsAndOurs(t *testing.T) {
	inOffice(t, 2, func(t *testing.T, o *office) {
		o.change(t, id(0), withRequest("7001", "open", 9))
		o.change(t, id(1), withRequest("7002", "closed", 1))
		sent := o.queue(t, ticket(0, "The gateway does not start"))
		o.send(t)
		o.save(t, draft(1, "half a title"))
		p := o.page(t, Query{})
		if p.Total != 4 || p.Counts[Open] != 2 || p.Counts[Closed] != 1 || p.Counts[Outgoing] != 1 || p.Oldest.IsZero() {
			t.Errorf("%d rows, %v, %v", p.Total, p.Counts, p.Oldest)
		}
		number := o.now(t, sent.ID).Number
		o.change(t, id(0), withRequest(number, "open", 0)) // the next sync lists it
		if p := o.page(t, Query{Tenant: id(0), State: Open}); !slices.Equal(ids(p.Rows), []string{number, "7001"}) || p.Rows[0].Outgoing == nil {
			t.Errorf("it stands there twice, or without what was written: %v", ids(p.Rows))
		}
		if p := o.page(t, Query{Text: "GATE start", Limit: 1, Offset: 0}); p.Total != 1 || p.Counts[Open] != 1 || p.Counts[Closed] != 0 {
			t.Errorf("found by words: %+v", p)
		}
		if p := o.page(t, Query{MinDays: 5}); !slices.Equal(ids(p.Rows), []string{"7001"}) {
			t.Errorf("older than five days: %v", ids(p.Rows))
		}
		if p := o.page(t, Query{Order: ByCreated, Offset: 1, Limit: 2}); p.Total != 4 || len(p.Rows) != 2 {
			t.Errorf("a window: %v of %d", ids(p.Rows), p.Total)
		}
		if p := o.page(t, Query{Offset: 99}); len(p.Rows) != 0 || p.Total != 4 {
			t.Errorf("behind the end: %v", ids(p.Rows))
		}
	})
}

func TestAListSaysWhatItDoesNotKnow(t *testing.T) {
	inOffice(t, 2, func(t *testing.T, o *office) {
		o.change(t, id(0), func(c *partner.Customer) { c.Requests = partner.Observed[[]partner.ServiceRequest]{} })
		o.change(t, id(1), func(c *partner.Customer) {
			c.Requests.Update(partner.Failed[[]partner.ServiceRequest](&fault.Problem{Kind: fault.Denied, At: time.Now()}))
		})
		if p := o.page(t, Query{}); p.Unknown != 1 || p.Old != 1 {
			t.Errorf("%+v", p)
		}
		if p := o.page(t, Query{Tenant: id(0)}); p.Unknown != 1 || !p.Oldest.IsZero() {
			t.Errorf("%+v", p)
		}
		if p := o.page(t, Query{Tenant: id(1)}); p.Problem == nil || p.Problem.Kind != fault.Denied {
			t.Errorf("%+v", p)
		}
		if _, err := o.List.Page(Query{Tenant: id(7)}); fault.KindOf(err) != fault.Missing {
			t.Errorf("a customer who is not there: %v", err)
		}
	})
	for _, word := range []string{"", "open", "waiting", "outgoing", "closed"} {
		if s, err := ParseState(word); err != nil || string(s) != word {
			t.Errorf("%q: %v", word, err)
		}
	}
	if _, err := ParseState("lost"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
	if _, err := ParseOrder("colour"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}

func TestARequestIsToldWithItsNotesAndThoseOnTheirWay(t *testing.T) {
	inOffice(t, 2, func(t *testing.T, o *office) {
		o.change(t, id(0), func(c *partner.Customer) {
			c.Requests = partner.Seen([]partner.ServiceRequest{{ID: "7001", Title: "Mail", Status: "open", Contact: "Ann"}}, time.Now())
		})
		for _, text := range []string{"first", "second"} {
			if _, err := o.Writing.AddNote(id(0), "7001", text); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
		}
		r, err := o.Details.Get(id(0), "7001")
		if err != nil || r.Customer != "Customer 0" || r.Contact != "Ann" || len(r.Notes) != 2 || r.Notes[0].Text != "first" || r.Notes[1].Outgoing == nil || o.asked != 0 {
			t.Fatalf("%+v, %v", r, err)
		}
		o.send(t)
		if r, err = o.Details.Get(id(0), "7001"); err != nil || len(r.Notes) != 2 {
			t.Errorf("sent, and Microsoft does not show them yet: %+v, %v", r.Notes, err)
		}
		time.Sleep(time.Minute)
		r, err = o.Details.Read(t.Context(), id(0), "7001")
		if err != nil || len(r.Notes) != 1 || r.Notes[0].By != "Microsoft" || r.NotesAt.IsZero() || o.asked != 1 {
			t.Errorf("read after they were sent: %+v, %v", r, err)
		}
		for _, wrong := range []struct {
			tenant partner.TenantID
			number string
		}{{id(1), "7001"}, {id(0), "7009"}, {id(0), ""}} {
			if _, err := o.Details.Get(wrong.tenant, wrong.number); fault.KindOf(err) != fault.Missing {
				t.Errorf("%v: %v", wrong, err)
			}
		}
	})
}

func TestWhatWasWrittenHereIsToldBeforeAndAfterMicrosoftHasIt(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		item := o.queue(t, ticket(0, "The gateway does not start"))
		if r, err := o.Details.Read(t.Context(), id(0), item.ID); err != nil || r.Listed() || r.Outgoing == nil || o.asked != 0 || r.Contact != "Avery Morgan" {
			t.Errorf("before: %+v, %v, asked %d times", r, err, o.asked)
		}
		o.send(t)
		number := o.now(t, item.ID).Number
		for _, by := range []string{item.ID, number} {
			r, err := o.Details.Read(t.Context(), id(0), by)
			if err != nil || r.Head.ID != number || !r.Head.Azure || r.Outgoing == nil || r.Outgoing.ID != item.ID {
				t.Errorf("by %s: %+v, %v", by, r, err)
			}
		}
		o.account.owner = ""
		if _, err := o.Details.Read(t.Context(), id(0), number); fault.KindOf(err) != fault.SignIn {
			t.Errorf("signed out: %v", err)
		}
	})
}
