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

func TestWhatMayNotBeQueuedSaysWhyAndIsKept(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		long, empty, foreign := draft(0, strings.Repeat("x", 256)), draft(0, "Something new"), ticket(0, "Something new")
		empty.Draft.Description = "  "
		foreign.Draft.Subscription = "s2" // disabled: no ticket can be opened in it
		for field, d := range map[string]partner.Outgoing{"title": long, "description": empty, "subscription": foreign} {
			kept := o.save(t, d)
			_, err := o.Writing.Queue(kept.ID)
			if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Fields[field].Key == "" {
				t.Errorf("%s: %v", field, err)
			}
			if _, said := o.Preflight.Report(d).Problems[field]; !said {
				t.Errorf("%s: the check says nothing", field)
			}
			if got := o.now(t, kept.ID); got.State != partner.Drafted || got.Draft != d.Draft {
				t.Errorf("%s: what was written is not kept: %+v", field, got.Draft)
			}
		}
	})
}

func TestWithTheDelegationOverNothingIsQueuedSentOrHandedOff(t *testing.T) {
	inOffice(t, 2, func(t *testing.T, o *office) {
		byPortal, byAzure := o.queue(t, draft(0, "Something new")), o.queue(t, ticket(0, "A gateway"))
		o.change(t, id(0), over)
		if _, err := o.Writing.HandOff(t.Context(), byPortal.ID); fault.KindOf(err) != fault.Denied {
			t.Errorf("it is handed off: %v", err)
		}
		o.send(t)
		if got := o.now(t, byAzure.ID); got.State != partner.Blocked || got.Problem.Kind != fault.Denied || len(o.cloud.sent) != 0 {
			t.Errorf("it is %s, and %d were sent", got.State, len(o.cloud.sent))
		}
		third := o.save(t, draft(0, "A third"))
		if _, err := o.Writing.Queue(third.ID); err == nil || !strings.Contains(err.Error(), "delegation") {
			t.Errorf("it is queued: %v", err)
		}
		if f := o.Preflight.Report(third).Findings; !slices.Equal(kinds(f), []string{"delegation-ended"}) || !f[0].Blocking {
			t.Errorf("%+v", f)
		}
		o.catalog.Remove(id(1))
		gone := o.save(t, draft(1, "For one who left"))
		if _, err := o.Writing.Queue(gone.ID); err == nil || !strings.Contains(err.Error(), "no longer") {
			t.Errorf("it is queued for a customer who left: %v", err)
		}
		o.now(t, gone.ID)
	})
}

// A customer of a list of resale, say: it says why nothing can be filed, and what gets it a delegation.
func TestWithoutDelegatedAccessNoRequestIsQueuedOrSentAndNotesGo(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		queued, note := o.queue(t, ticket(0, "A gateway")), partner.Outgoing{Tenant: id(0), Channel: partner.ByNote}
		resold := func(c *partner.Customer) {
			no := false
			c.Sources, c.Delegations = []partner.Source{partner.SourcePartnerCenter}, partner.Observed[[]partner.Delegation]{}
			c.Profile, c.Entry = partner.Seen(partner.Profile{AllowsDelegatedAccess: &no}, time.Now()), partner.Entry{}
		}
		o.change(t, id(0), resold)
		kept := o.save(t, draft(0, "Something new"))
		_, err := o.Writing.Queue(kept.ID)
		if f, ok := fault.As(err); !ok || f.Remedy != fault.GetDelegation || f.Tenant != string(id(0)) || !strings.Contains(f.Error(), "only resale names it") {
			t.Errorf("it is queued: %v", err)
		}
		if f := o.Preflight.Report(kept).Findings; !slices.Equal(kinds(f), []string{"without-access"}) || !f[0].Blocking {
			t.Errorf("%+v", f)
		}
		o.send(t)
		if got := o.now(t, queued.ID); got.State != partner.Blocked || got.Problem.Remedy != fault.GetDelegation || len(o.cloud.sent) != 0 {
			t.Errorf("it is %s, %+v; %d were sent", got.State, got.Problem, len(o.cloud.sent))
		}
		if err := (Permit{o.catalog, o.cache, o.account, time.Now}).Check(note); err != nil {
			t.Errorf("a note: %v", err)
		}
	})
}

func TestADelegationThatEndsSoonIsWorthAWordAndOneWithoutAnEndIsNot(t *testing.T) {
	for name, c := range map[string]struct {
		kind, status string
		days         int // until its end; 0: it has none
		want         []string
	}{
		"ends in ten days":     {"gdap", "active", 10, []string{"delegation-ends"}},
		"ends in a year":       {"gdap", "active", 365, nil},
		"no end":               {"dap", "", 0, nil},
		"a reseller without":   {"reseller", "expired", 0, nil},
		"ended, says the date": {"gdap", "active", -1, []string{"delegation-ended"}},
	} {
		inOffice(t, 1, func(t *testing.T, o *office) {
			d := partner.Delegation{Kind: c.kind, Status: c.status}
			if c.days != 0 {
				d.EndsAt = time.Now().AddDate(0, 0, c.days)
			}
			o.change(t, id(0), func(c *partner.Customer) { c.Delegations = partner.Seen([]partner.Delegation{d}, time.Now()) })
			if got := kinds(o.Preflight.Report(draft(0, "T")).Findings); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		})
	}
}

func issue(n, classification string) partner.Service {
	return partner.Service{ID: "Exchange", Name: "Exchange Online", Status: "serviceDegradation", Issues: []partner.Issue{{ID: n, Title: "Users can't send mail",
		Service: "Exchange Online", Classification: classification, Status: "serviceDegradation", StartsAt: time.Now()}}}
}

func TestAKnownIncidentAndADuplicateAreShownAndTheUserDecides(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		o.change(t, id(0), func(c *partner.Customer) {
			c.Health = partner.Seen(partner.Health{Services: []partner.Service{issue("EX1", "incident")}}, time.Now())
			c.Requests = partner.Seen([]partner.ServiceRequest{{ID: "7001", Title: "Mail queue stuck in Lyon", Status: "open"},
				{ID: "7002", Title: "Mail queue stuck in Lyon", Status: "closed"}}, time.Now())
		})
		d := draft(0, "Mail is slow")
		d.Draft.Product = "Exchange Online"
		if got := o.Preflight.Report(d).Findings; !slices.Equal(kinds(got), []string{"incident EX1"}) || got[0].Blocking {
			t.Errorf("%+v", got)
		}
		linked := d
		linked.Draft.IncidentID = "EX1"
		if got := o.Preflight.Report(linked).Findings; len(got) != 0 {
			t.Errorf("of the incident that it is about: %+v", got)
		}
		first := o.queue(t, d)
		if got := kinds(o.Preflight.Report(d).Findings); !slices.Equal(got, []string{"duplicate " + first.ID, "incident EX1"}) {
			t.Errorf("with one on its way: %v", got)
		}
		if got := kinds(o.Preflight.Report(first).Findings); !slices.Equal(got, []string{"incident EX1"}) {
			t.Errorf("it is its own duplicate: %v", got)
		}
		if got := kinds(o.Preflight.Report(draft(0, "Lyon: mail queue stuck")).Findings); !slices.Equal(got, []string{"duplicate 7001"}) {
			t.Errorf("with one open at Microsoft: %v", got)
		}
		o.queue(t, d) // it can be queued all the same
	})
}

func TestWhatWasSentLatelyAndIsNotListedYetIsADuplicate(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		sent := o.queue(t, ticket(0, "The gateway does not start"))
		o.send(t)
		again := ticket(0, "The gateway does not start")
		if got := kinds(o.Preflight.Report(again).Findings); !slices.Equal(got, []string{"duplicate " + sent.ID}) {
			t.Errorf("just sent: %v", got)
		}
		time.Sleep(40 * 24 * time.Hour)
		if got := kinds(o.Preflight.Report(again).Findings); len(got) != 0 {
			t.Errorf("long ago: %v", got)
		}
	})
}

// What a template asks of the user is answered or taken out before anything goes out, on every way out.
func TestWhatATemplateAsksIsAnsweredBeforeItIsQueued(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		for _, b := range template.BuiltIn() {
			p, err := o.Texts.Prepare(id(0), b.ID, "", b.Language)
			if err != nil {
				t.Fatal(err)
			}
			if bad := o.Preflight.Report(p).Problems; bad["description"].Key != "field_gaps" || bad["title"].Key == "" && !strings.Contains(b.ID, "incident") {
				t.Errorf("%s: %+v", b.ID, bad)
			}
			kept := o.save(t, p)
			_, err = o.Writing.Queue(kept.ID)
			if f, _ := fault.As(err); f == nil || f.Kind != fault.Invalid || o.now(t, kept.ID).State != partner.Drafted {
				t.Errorf("%s is queued with its gaps: %v", b.ID, err)
			}
			if out := o.Writing.QueueFor(p, []partner.TenantID{id(0)}); len(out.Queued) != 0 {
				t.Errorf("%s goes to several with its gaps", b.ID)
			}
			for _, text := range []*string{&p.Draft.Title, &p.Draft.Description, &p.Draft.StepsTried} {
				*text = strings.ReplaceAll(*text, template.Gap, "answered")
			}
			if bad := o.Preflight.Report(p).Problems; len(bad) > 0 {
				t.Errorf("%s, answered: %+v", b.ID, bad)
			}
		}
	})
}

func TestAPlaceholderThatIsLeftIsTold(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		d := draft(0, "{incident} at {customer}")
		if got := kinds(o.Preflight.Report(d).Findings); !slices.Equal(got, []string{"placeholder customer", "placeholder incident"}) {
			t.Error(got)
		}
		d.Tenant = "" // one text for many: nobody is named yet
		if got := kinds(o.Preflight.Report(d).Findings); !slices.Equal(got, []string{"placeholder customer", "placeholder incident"}) {
			t.Error(got)
		}
	})
}
