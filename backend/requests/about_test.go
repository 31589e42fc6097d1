package requests

import (
	"testing"
	"time"

	"tenantry/backend/partner"
)

func TestARequestIsAboutAnIncidentOnlyIfItSaysSo(t *testing.T) {
	inOffice(t, 4, func(t *testing.T, o *office) {
		listed := func(n int, number, status, title string) {
			o.change(t, id(n), withRequest(number, status, 1))
			o.change(t, id(n), func(c *partner.Customer) { c.Requests.Value[len(c.Requests.Value)-1].Title = title })
		}
		listed(0, "7001", "open", "Mail is late (ex912341)")
		listed(1, "7002", "closed", "Mail is late, EX912341")
		listed(2, "7003", "open", "Exchange: mail is late") // of the same service, and silent on the incident
		listed(2, "7004", "open", "Mail is late, EX9123412")
		about := func(n int) partner.Outgoing { // written here
			d := ticket(n, "The gateway does not start")
			d.Draft.IncidentID = "EX912341"
			return d
		}
		o.save(t, about(1)) // a draft that nobody queued is no request
		queued := o.queue(t, about(3))

		got := o.List.About([]string{"EX912341", "EX1"})
		if of := got.Of("ex912341"); len(of) != 2 || of[id(0)].Head.ID != "7001" || of[id(3)].Outgoing.ID != queued.ID {
			t.Errorf("about it: %+v", of)
		}
		if of := got.Of("EX1"); len(of) != 0 {
			t.Errorf("about another: %+v", of)
		}
		o.send(t)
		if of := o.List.About([]string{"EX912341"}).Of("EX912341"); of[id(3)].Outgoing == nil || of[id(3)].Outgoing.Number == "" {
			t.Errorf("one that was sent and stands in no list yet: %+v", of[id(3)])
		}
		number := o.now(t, queued.ID).Number
		listed(3, number, "open", "What Microsoft calls it")
		if row := o.List.About([]string{"EX912341"}).Of("EX912341")[id(3)]; row.Head.ID != number || row.Outgoing == nil {
			t.Errorf("one that a list shows: %+v", row)
		}
		o.change(t, id(3), func(c *partner.Customer) {
			r := &c.Requests.Value[len(c.Requests.Value)-1]
			r.Status, r.ModifiedAt = partner.Closed, time.Now()
		})
		if row, still := o.List.About([]string{"EX912341"}).Of("EX912341")[id(3)]; still {
			t.Errorf("one that is closed: %+v", row)
		}
	})
}
