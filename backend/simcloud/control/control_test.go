package control

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// azureWith has one ticket.
type azureWith struct {
	number string
	did    []string
}

func (a *azureWith) Answer(number, text string, _ time.Time) bool {
	a.did = append(a.did, "answer "+text)
	return number == a.number
}

func (a *azureWith) Close(number string, _ time.Time) bool {
	a.did = append(a.did, "close")
	return number == a.number
}

func (a *azureWith) Refuse(customer, times int, code, message string) {
	a.did = append(a.did, fmt.Sprint("refuse ", customer, times, code, message))
}

// app has the permissions that nobody took.
type app struct{ lacks []string }

func (a *app) Withdraw(permission string) error {
	if permission == "" {
		return errors.New("which?")
	}
	a.lacks = append(a.lacks, permission)
	return nil
}
func (a *app) Approve() { a.lacks = nil }

// watch is a clock that tells how far it was moved on.
type watch struct{ on time.Duration }

func (w *watch) Forward(by time.Duration) { w.on += by }

func panel(t *testing.T) (*Panel, *azureWith) {
	t.Helper()
	s, ok := world.ScenarioNamed("demo")
	if !ok {
		t.Fatal("no demo")
	}
	w, arm := world.New(s, 1, noon), &azureWith{number: "2"}
	now := func() time.Time { return noon }
	return &Panel{World: w, Customers: present.NewCustomers(w, false, now), Tickets: present.NewTickets(w), Azure: arm, App: &app{}, Tokens: token.NewMint([32]byte{}),
		Trouble: &httpd.Trouble{}, Record: &httpd.Record{}, Now: now, Clock: &watch{}}, arm
}

func TestEveryKindHappensOrSaysWhatIsMissing(t *testing.T) {
	if len(Kinds()) < 20 || !slices.IsSorted(Kinds()) {
		t.Errorf("kinds %v", Kinds())
	}
	for _, kind := range Kinds() {
		p, _ := panel(t)
		if err := p.Do(Event{Kind: "outage-starts", Issue: "EX1"}); err != nil {
			t.Fatal(err)
		}
		if err := p.Do(Event{Kind: kind, Customers: 2, Issue: "EX1", Ticket: "2", Text: "User.Read"}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestAnEventPicksCustomersThatCanBeRead(t *testing.T) {
	p, _ := panel(t)
	was := func(i int) world.Access { return p.World.Access(i) }
	if err := p.Do(Event{Kind: "access-blocked", Customers: 20}); err != nil {
		t.Fatal(err)
	}
	blocked := 0
	for i := range p.World.Len() {
		if p.Customers.Access(i) == world.Blocked && was(i) != world.Blocked {
			if blocked++; was(i) != world.Open {
				t.Errorf("customer %d was %d", i, was(i))
			}
		}
	}
	if blocked != 20 {
		t.Errorf("%d customers are blocked, want 20", blocked)
	}
}

func TestATicketIsLookedForAtPartnerCenterThenAtAzure(t *testing.T) {
	p, arm := panel(t)
	if err := p.Do(Event{Kind: "ticket-answered"}); err == nil {
		t.Error("nobody filed a ticket, and one was answered")
	}
	filed := p.Tickets.NextNumber(noon)
	p.Tickets.File(world.Ticket{ID: filed, Status: "open", Created: noon})
	if err := p.Do(Event{Kind: "ticket-answered", Text: "Which?"}); err != nil || len(arm.did) != 0 {
		t.Errorf("the newest was not answered alone: %v, %v", err, arm.did)
	}
	if found, _ := p.Tickets.Named(filed); found.Status != "attention_needed" || found.Notes[0].Text != "Which?" {
		t.Errorf("ticket %+v", found)
	}
	if err := p.Do(Event{Kind: "ticket-closed", Ticket: "2"}); err != nil || !slices.Equal(arm.did, []string{"close"}) {
		t.Errorf("Azure did %v: %v", arm.did, err)
	}
	if err := p.Do(Event{Kind: "ticket-closed", Ticket: "none"}); err == nil {
		t.Error("an unknown ticket was closed")
	}
}

func TestARefusalGoesToTheCustomersThatTheEventNames(t *testing.T) {
	p, arm := panel(t)
	if err := p.Do(Event{Kind: "ticket-refused", TenantID: p.World.ID(7), Count: 2, Code: "QuotaNotAvailable", Text: "No."}); err != nil {
		t.Fatal(err)
	}
	if err := p.Do(Event{Kind: "ticket-refused", TenantID: p.World.ID(8)}); err != nil || !slices.Equal(arm.did, []string{"refuse 7 2QuotaNotAvailableNo.", "refuse 8 1"}) {
		t.Errorf("Azure did %q: %v", arm.did, err)
	}
	if err := p.Do(Event{Kind: "ticket-refused"}); err == nil {
		t.Error("nobody's tickets are refused")
	}
}

func TestTheClockIsMovedOnByMinutesAndNeverBack(t *testing.T) {
	p, _ := panel(t)
	w := &watch{}
	p.Clock = w
	for minutes, on := range map[int]time.Duration{0: time.Minute, 5: 5 * time.Minute, mostMinutes: mostMinutes * time.Minute} {
		w.on = 0
		if err := p.Do(Event{Kind: "minutes", Minutes: minutes}); err != nil || w.on != on {
			t.Errorf("%d minutes: on by %v, %v", minutes, w.on, err)
		}
	}
	w.on = 0
	for _, minutes := range []int{-1, mostMinutes + 1, 1 << 62} {
		if err := p.Do(Event{Kind: "minutes", Minutes: minutes}); err == nil || w.on != 0 {
			t.Errorf("%d minutes: on by %v", minutes, w.on)
		}
	}
}
