package requests

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

func TestARequestThatAPersonFilesIsFoundByItsReference(t *testing.T) {
	inOffice(t, 2, func(t *testing.T, o *office) {
		item := o.queue(t, draft(0, "A new mailbox"))
		o.send(t)
		if got := o.now(t, item.ID); got.State != partner.Queued || !got.NeedsYou() {
			t.Fatalf("nothing may be filed without a person, but it is %s", got.State)
		}
		h, err := o.Writing.HandOff(t.Context(), item.ID)
		if err != nil || h.Outgoing.State != partner.HandedOff || h.URL != "c0.example" || !strings.Contains(h.Text, item.Draft.Description) {
			t.Fatalf("%+v, %v", h, err)
		}
		again, err := o.Writing.HandOff(t.Context(), item.ID)
		if err != nil || again.URL != h.URL || again.Title != h.Title || again.Text != h.Text {
			t.Errorf("once more: %+v, %v", again, err)
		}
		filed := []partner.ServiceRequest{{ID: "7001", Title: strings.ToLower(h.Title), Status: "open"}}
		seen := func(c *partner.Customer) { c.Requests = partner.Seen(filed, time.Now()) }
		o.change(t, id(1), seen)
		if got := o.now(t, item.ID); got.State != partner.HandedOff {
			t.Errorf("another customer's request settled it: %s", got.State)
		}
		o.change(t, id(0), seen)
		if got := o.now(t, item.ID); got.State != partner.Sent || got.Number != "7001" {
			t.Errorf("it is %s with the number %q", got.State, got.Number)
		}
	})
}

func TestAHandOffOfADraftQueuesItAndNeedsAPage(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		d := o.save(t, draft(0, "A new mailbox"))
		o.change(t, id(0), func(c *partner.Customer) { c.PrimaryDomain = "" })
		if _, err := o.Writing.HandOff(t.Context(), d.ID); fault.KindOf(err) != fault.Missing || o.asked != 1 {
			t.Errorf("without a page: %v, asked %d times", err, o.asked)
		}
		if got := o.now(t, d.ID); got.State != partner.Drafted {
			t.Errorf("it is %s", got.State)
		}
		o.change(t, id(0), func(c *partner.Customer) { c.PrimaryDomain = "c0.example" })
		if h, err := o.Writing.HandOff(t.Context(), d.ID); err != nil || h.Outgoing.State != partner.HandedOff {
			t.Errorf("%s, %v", h.Outgoing.State, err)
		}
		azure := o.save(t, ticket(0, "A gateway"))
		if _, err := o.Writing.HandOff(t.Context(), azure.ID); fault.KindOf(err) != fault.Invalid {
			t.Errorf("one that goes out by itself: %v", err)
		}
	})
}

func TestADraftIsKeptAsItIsTypedAndKnowsWhoseItIs(t *testing.T) {
	inOffice(t, 2, func(t *testing.T, o *office) {
		d := draft(0, "  half a ti")
		kept := o.save(t, d)
		if kept.Draft != d.Draft || kept.Customer != "Customer 0" || kept.Partner != "p1" || kept.State != partner.Drafted {
			t.Errorf("%+v", kept)
		}
		queued, err := o.Writing.Queue(kept.ID)
		if err != nil || queued.Draft.Title != "half a ti" {
			t.Fatalf("%q, %v", queued.Draft.Title, err)
		}
		moved := draft(1, "A title")
		moved.ID = kept.ID
		if kept = o.save(t, moved); kept.State != partner.Drafted || kept.Tenant != id(1) || kept.Customer != "Customer 1" {
			t.Errorf("%+v", kept)
		}
		for _, bad := range []partner.Outgoing{{Tenant: id(0), Channel: "fax"}, {Channel: partner.ByPortal}} {
			if _, err := o.Writing.Save(bad); fault.KindOf(err) != fault.Invalid {
				t.Errorf("%+v: %v", bad, err)
			}
		}
	})
}

func TestANoteKnowsItsRequest(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		o.change(t, id(0), func(c *partner.Customer) {
			c.Requests = partner.Seen([]partner.ServiceRequest{{ID: "7001", Title: "Mail", Status: "open", Resource: "/tickets/1"}}, time.Now())
		})
		note, err := o.Writing.AddNote(id(0), " 7001 ", " We tried\r\nagain. ")
		if err != nil || note.State != partner.Queued || note.RequestTitle != "Mail" || note.RequestResource != "/tickets/1" || note.Note != "We tried\nagain." {
			t.Errorf("%+v, %v", note, err)
		}
		for _, bad := range []struct{ field, number, text string }{{"text", "7001", "  "}, {"requestId", "no number!", "Hello"}, {"text", "7001", strings.Repeat("x", 10_001)}} {
			before, _ := o.Outbox()
			_, err := o.Writing.AddNote(id(0), bad.number, bad.text)
			if f, ok := fault.As(err); !ok || f.Fields[bad.field].Key == "" {
				t.Errorf("%s: %v", bad.field, err)
			}
			if after, _ := o.Outbox(); len(after) != len(before) {
				t.Errorf("%s: what was refused is kept", bad.field)
			}
		}
		if note, err = o.Writing.SaveNote(note.ID, "Better"); err != nil || note.State != partner.Drafted || note.Note != "Better" {
			t.Errorf("%+v, %v", note, err)
		}
		if _, err := o.Writing.SaveNote(o.save(t, draft(0, "T")).ID, "x"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a request is taken for a note: %v", err)
		}
	})
}

func TestARequestIsFiledOnThePageOfWhatItIsAbout(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		filled := draft(0, "A new mailbox")
		filled.Draft.Subscription = "s1" // as the window fills in the only one there is
		turned := o.save(t, ticket(0, "A mailbox after all"))
		turned.Channel = partner.ByPortal
		refused := o.save(t, ticket(0, "A gateway"))
		refused, err := o.Writing.OverPortal(refused.ID)
		if err != nil {
			t.Fatal(err)
		}
		rewritten := refused
		rewritten.Draft.Title = "A gateway, again"
		for id, page := range map[string]string{
			o.queue(t, filled).ID:   "c0.example",
			o.queue(t, turned).ID:   "c0.example",
			o.save(t, rewritten).ID: "azure.c0.example", // keeps what it is about
		} {
			if h, err := o.Writing.HandOff(t.Context(), id); err != nil || h.URL != page {
				t.Errorf("%q is filed on %q (%v), want %q", h.Title, h.URL, err, page)
			}
		}
	})
}

func TestANumberIsTakenDownAsPeopleCopyIt(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		item := o.queue(t, draft(0, "A new mailbox"))
		if _, err := o.Writing.HandOff(t.Context(), item.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Writing.Filed(item.ID, "../7001"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("what is no number: %v", err)
		}
		if got, err := o.Writing.Filed(item.ID, " # 6161 2229 2874576 "); err != nil || got.Number != "616122292874576" || got.State != partner.Sent {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestOneTextBecomesARequestForEachCustomer(t *testing.T) {
	inOffice(t, 4, func(t *testing.T, o *office) {
		for n := range 3 {
			o.change(t, id(n), func(c *partner.Customer) {
				c.Health = partner.Seen(partner.Health{Services: []partner.Service{issue("EX1", "incident")}}, time.Now())
			})
		}
		d, err := o.Texts.Prepare("", "", "ex1", "fr")
		if err != nil || d.Draft.IncidentID != "EX1" || !strings.Contains(d.Draft.Title+d.Draft.Description, "{customer}") {
			t.Fatalf("%+v, %v", d.Draft, err)
		}
		d.Draft.Description = strings.ReplaceAll(d.Draft.Description, template.Gap, "tout")
		out := o.Writing.QueueFor(d, []partner.TenantID{id(0), id(1), id(2), id(1), id(9)})
		if len(out.Queued) != 3 || len(out.Failed) != 1 || out.Failed[0].Tenant != id(9) || out.Failed[0].LocalID == "" {
			t.Fatalf("%+v", out)
		}
		for n, item := range out.Queued {
			text := item.Draft.Title + item.Draft.Description
			if item.Tenant != id(n) || item.Draft.IncidentID != "EX1" || !strings.Contains(text, customer(n).Name) || strings.Contains(text, "{customer}") {
				t.Errorf("%+v", item.Draft)
			}
		}
		if again := o.Writing.QueueFor(d, []partner.TenantID{id(0)}); len(again.Queued) != 0 || fault.KindOf(again.Failed[0].Err) != fault.Conflict ||
			o.now(t, again.Failed[0].LocalID).State != partner.Drafted {
			t.Errorf("what exists already goes out without a word of the user: %+v", again)
		}
	})
}

func TestAPlaceholderThatIsNotKnownOfACustomerGoesToNobody(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		out := o.Writing.QueueFor(draft(0, "For {customer}"), []partner.TenantID{id(0)})
		if len(out.Queued) != 1 || out.Queued[0].Draft.Title != "For Customer 0" {
			t.Errorf("%+v", out)
		}
		out = o.Writing.QueueFor(draft(0, "{incident} at {customer}"), []partner.TenantID{id(0)})
		if len(out.Queued) != 0 || len(out.Failed) != 1 || !strings.Contains(out.Failed[0].Err.Error(), "{incident}") {
			t.Errorf("a placeholder goes out unfilled: %+v", out)
		}
	})
}

func TestWhomMicrosoftCalledLastIsOfferedAgain(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		if c, err := o.Choices.For(id(0)); err != nil || c.Contact != (Contact{Name: "Avery Morgan", Mail: "avery@fabrikam.com"}) {
			t.Errorf("%+v, %v", c.Contact, err)
		}
		d := ticket(0, "A gateway")
		d.Draft.Contact, d.Draft.ContactMail, d.Draft.ContactPhone = "Robin Li", "robin@fabrikam.com", "12"
		o.queue(t, d)
		if p, err := o.Texts.Prepare(id(0), "", "", "en"); err != nil || p.Draft.Contact != "Robin Li" || p.Draft.ContactPhone != "12" {
			t.Errorf("%+v, %v", p.Draft, err)
		}
	})
}

func TestWhatWasWrittenAsAnotherPartnerIsKeptAndNotShown(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		o.save(t, draft(0, "secret of the first partner"))
		own := o.queue(t, ticket(0, "sent as the first"))
		o.account.owner = "P2"
		mine, elsewhere := o.Outbox()
		if len(mine) != 0 || elsewhere != 2 {
			t.Errorf("%+v, %d elsewhere", mine, elsewhere)
		}
		if p := o.page(t, Query{Text: "secret"}); p.Total != 0 {
			t.Errorf("%+v", p.Rows)
		}
		if f := o.Preflight.Report(ticket(0, "sent as the first")).Findings; len(f) != 0 {
			t.Errorf("another partner's writing is told: %+v", f)
		}
		o.send(t)
		if got := o.now(t, own.ID); got.State != partner.Blocked || len(o.cloud.sent) != 0 {
			t.Errorf("it is %s, %d sent", got.State, len(o.cloud.sent))
		}
		o.account.owner = "P1" // the case does not matter
		if mine, _ := o.Outbox(); len(mine) != 2 {
			t.Errorf("%+v", mine)
		}
	})
}

func TestAHalfWrittenNoteIsKept(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		if err := o.Unfinished.Keep("note 1", "half a"); err != nil {
			t.Fatal(err)
		}
		o = o.opened(t)
		if text, err := o.Unfinished.Text("note 1"); err != nil || text != "half a" {
			t.Errorf("%q, %v", text, err)
		}
		if err := o.Unfinished.Keep("note 1", ""); err != nil {
			t.Fatal(err)
		}
		if text, err := o.Unfinished.Text("note 1"); err != nil || text != "" {
			t.Errorf("%q, %v", text, err)
		}
		if err := o.Unfinished.Keep("", "x"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("without a key: %v", err)
		}
	})
}

func TestForgettingTakesEverythingThatTheUserWrote(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		o.queue(t, ticket(0, "A gateway"))
		if _, err := o.Templates.Save(named("Mine")); err != nil {
			t.Fatal(err)
		}
		if err := o.Unfinished.Keep("k", "x"); err != nil {
			t.Fatal(err)
		}
		if err := o.Forget(); err != nil {
			t.Fatal(err)
		}
		mine, elsewhere := o.opened(t).Outbox()
		own, err := o.Templates.Own()
		text, _ := o.Unfinished.Text("k")
		if len(mine)+elsewhere+len(own)+len(text) != 0 || err != nil || o.contactName() != "Avery Morgan" {
			t.Errorf("%v %d %v %q %v", mine, elsewhere, own, text, err)
		}
	})
}

func (o *office) contactName() string { return o.Texts.contact.last().Name }

func TestEverySyncFollowsAnOpenTicketInAzureAndNoOther(t *testing.T) {
	inOffice(t, 3, func(t *testing.T, o *office) {
		o.queue(t, ticket(0, "A gateway"))
		o.send(t)
		o.change(t, id(1), func(c *partner.Customer) {
			c.Requests = partner.Seen([]partner.ServiceRequest{{ID: "7001", Status: "open", Resource: "/r"}}, time.Now())
		})
		if got := []bool{o.FollowsAzure(id(0)), o.FollowsAzure(id(1)), o.FollowsAzure(id(2))}; !slices.Equal(got, []bool{true, true, false}) {
			t.Error(got)
		}
		o.change(t, id(1), func(c *partner.Customer) { c.Requests.Value[0].Status = "closed" })
		if o.FollowsAzure(id(1)) {
			t.Error("a closed one is followed")
		}
	})
}
