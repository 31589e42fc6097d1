package present

import (
	"slices"
	"testing"
	"time"

	"tenantry/backend/simcloud/world"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

func demo(t *testing.T) *world.World {
	t.Helper()
	s, ok := world.ScenarioNamed("demo")
	if !ok {
		t.Fatal("no demo")
	}
	return world.New(s, 1, noon)
}

func TestCustomersAreThoseOfTheStartUntilSomethingHappens(t *testing.T) {
	w := demo(t)
	c := NewCustomers(w, false, atNoon)
	if c.Count() != w.Len() {
		t.Errorf("%d customers, want %d", c.Count(), w.Len())
	}
	for i := range w.Len() {
		if c.Access(i) != w.Access(i) || c.Gone(i) || c.WithoutAzure(i) {
			t.Errorf("customer %d differs", i)
		}
		for l := world.Relationships; l <= world.PartnerCenter; l++ {
			if c.Listed(l, i) != w.Listed(l, i) {
				t.Errorf("customer %d on list %d differs", i, l)
			}
		}
	}
}

func TestWhatEventsDoCanBeUndone(t *testing.T) {
	w := demo(t)
	c := NewCustomers(w, false, atNoon)
	i := 0
	for w.Access(i) != world.Open || !w.Listed(world.DelegatedCustomers, i) {
		i++
	}
	of := []int{i}
	c.SetAccess(world.Blocked, of)
	if c.Access(i) != world.Blocked {
		t.Error("not blocked")
	}
	c.Expire(noon, of)
	if c.Access(i) != world.Expired || c.Listed(world.DelegatedCustomers, i) || c.Relationships(i)[0].Status != "expired" {
		t.Error("the delegation is not expired everywhere")
	}
	c.Restore(of)
	if c.Access(i) != world.Blocked || c.Relationships(i)[0].Status == "expired" {
		t.Error("what was before the expiry did not come back")
	}
	c.Leave(of)
	if !c.Gone(i) || c.Count() != w.Len()-1 || c.Relationships(i) != nil {
		t.Error("the customer did not leave every list")
	}
	c.Return(of)
	if c.Gone(i) || c.Count() != w.Len() {
		t.Error("the customer did not return")
	}
}

func TestIssuesStartAndEndAndLeaveWhoWasRead(t *testing.T) {
	c := NewCustomers(demo(t), false, atNoon)
	if err := c.ResolveIssue("", noon); err == nil {
		t.Error("an issue ended that never began")
	}
	before := c.Issues(0, noon)
	begin := func(id string) world.Issue {
		return world.NewIssue(id, "T", world.Services[0], "serviceInterruption", noon).WithReach(func(i int) bool { return i == 0 })
	}
	c.StartIssue("", begin)
	c.StartIssue("MINE", begin)
	if now := c.Issues(0, noon); len(now) != len(before)+2 || now[0].ID != "EV700001" || now[1].ID != "MINE" {
		t.Errorf("issues %v", now)
	}
	if err := c.ResolveIssue("", noon); err != nil || !c.Issues(0, noon)[1].Resolved || c.Issues(0, noon)[0].Resolved {
		t.Errorf("the last one did not end alone: %v", err)
	}
	if err := c.ResolveIssue("NONE", noon); err == nil {
		t.Error("an unknown issue ended")
	}
	if len(c.Issues(world.Partner, noon)) != 0 {
		t.Error("the partner has issues")
	}
}

func TestTicketsKeepTheirPlacesWhenOneIsFiled(t *testing.T) {
	w := demo(t)
	s := NewTickets(w)
	all := func(int) bool { return true }
	before := slices.Collect(s.Each(all))
	number := s.NextNumber(noon)
	s.File(world.Ticket{ID: number, Customer: 3, Title: "T", Created: noon})
	after := slices.Collect(s.Each(all))
	if len(number) != 15 || len(after) != len(before)+1 || after[len(before)].ID != number || !slices.EqualFunc(before, after[:len(before)], func(a, b world.Ticket) bool { return a.ID == b.ID }) {
		t.Errorf("%d tickets after %d; number %s", len(after), len(before), number)
	}
	if s.Of(3)[0].ID != number {
		t.Error("the newest is not the first of its customer")
	}
	if made, _ := s.Recorded(); len(made) != 1 || made[0].ID != number || made[0].TenantID != w.ID(3) || made[0].Channel != "portal" {
		t.Errorf("recorded %v", made)
	}
}

func TestANoteActsOncePerRequestIDAndAnswersWhatWaited(t *testing.T) {
	w := demo(t)
	s := NewTickets(w)
	t0 := w.Tickets(int(w.Requesters()[0]))[0]
	note := func(id string, at time.Time) int {
		s.Update(id, t0, "", world.Note{By: "me", At: at, Text: "Here."})
		found, _ := s.Named(t0.ID)
		return len(found.Notes) - len(t0.Notes)
	}
	s.Answer(t0, "attention_needed", world.Note{})
	for _, x := range []struct {
		id   string
		at   time.Duration
		want int
	}{{"a", 0, 1}, {"A", time.Minute, 1}, {"b", time.Minute, 2}, {"", time.Minute, 3}, {"", time.Minute, 4}, {"a", answeredFor + time.Second, 5}} {
		if got := note(x.id, noon.Add(x.at)); got != x.want {
			t.Errorf("%q after %v: %d notes, want %d", x.id, x.at, got, x.want)
		}
	}
	if found, _ := s.Named(t0.ID); found.Status != "open" {
		t.Errorf("it is %s", found.Status)
	}
	if _, said := s.Recorded(); len(said) != 5 || said[0].Channel != "partnercenter" {
		t.Errorf("recorded %v", said)
	}
}
