package app

import (
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/partner"
)

func TestANoteForAnotherCustomersRequestIsRefusedBeforeItIsSent(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	r := openRequest(t, a)
	other := rows(t, a, contract.CustomerQuery{Sort: "name"})
	wrong := other[0].TenantID
	if wrong == r.TenantID {
		wrong = other[1].TenantID
	}
	note, err := a.Outbox.AddNote(wrong, r.ID, "For somebody else")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.SendNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := outgoing(t, a, note.LocalID); got.State != "rejected" || !strings.Contains(got.Problem.Message, "another customer") {
		t.Errorf("it is %s: %+v", got.State, got.Problem)
	}
	if _, notes := atCloud(t, a); len(notes) != 0 {
		t.Errorf("at the cloud: %q", notes)
	}
	if _, err := a.Requests.Read(wrong, r.ID); err == nil {
		t.Error("another customer's request is shown as this one's")
	}
}

func TestWhatWasWrittenAsAnotherPartnerIsKeptAndNotShown(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	id := rows(t, a, contract.CustomerQuery{Limit: 1})[0].TenantID
	if _, err := a.box.Add(partner.Outgoing{Tenant: partner.TenantID(id), Partner: "9b1e7f0c-1111-4a6d-8c3b-000000000000",
		Channel: partner.ByPortal, Draft: partner.Draft{Title: "secret of another partner"}}); err != nil {
		t.Fatal(err)
	}
	page, err := a.Outbox.List()
	if err != nil || len(page.Requests) != 0 || page.Elsewhere != 1 {
		t.Errorf("%+v, %v", page, err)
	}
	desk, err := a.Requests.List(contract.RequestQuery{Text: "secret"})
	if err != nil || desk.Total != 0 {
		t.Errorf("%+v, %v", desk.Requests, err)
	}
}

func TestEachCustomerGetsOneRequestHoweverItIsNamed(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	c := rows(t, a, contract.CustomerQuery{Sort: "name", Limit: 1})[0]
	d := contract.RequestDraft{Channel: "portal", Title: "For {customer}", Description: "About {domain}", Severity: "minimal"}
	out, err := a.Outbox.QueueFor(d, []string{strings.ToUpper(c.TenantID), c.TenantID})
	if err != nil || len(out.Queued) != 1 || out.Queued[0].Title != "For "+c.Name {
		t.Errorf("%+v, %v", out, err)
	}
	d.Title = "{incident} at {customer}"
	out, err = a.Outbox.QueueFor(d, []string{c.TenantID})
	if err != nil || len(out.Queued) != 0 || len(out.Failed) != 1 || !strings.Contains(out.Failed[0].Failure.Message, "{incident}") {
		t.Errorf("a placeholder goes out unfilled: %+v, %v", out, err)
	}
}

// quiet is a window that nobody looks at.
type quiet struct{}

func (quiet) Emit(contract.Event, uint64)             {}
func (quiet) OpenURL(string) error                    { return nil }
func (quiet) OpenFile(string, string) (string, error) { return "", nil }
func (quiet) StartDemo() error                        { return nil }

func TestWhatCanNotBeReadForANewRequestIsNotAskedForInALoop(t *testing.T) {
	t.Parallel()
	a, n := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	a.shell = quiet{}
	id := rows(t, a, contract.CustomerQuery{Sort: "name", Limit: 1})[0].TenantID
	event(t, a, map[string]any{"kind": "server-error", "service": "azure", "count": 1000})
	before := n.Load()
	for range 50 { // each answer that came would ask again
		if _, err := a.Requests.Choices(id); err != nil {
			t.Fatal(err)
		}
		func() { // until the reading in the background is over
			a.choosing.Lock()
			defer a.choosing.Unlock()
		}()
	}
	if asked := n.Load() - before; asked > 60 {
		t.Errorf("%d requests", asked)
	}
}

func TestAHalfWrittenNoteIsKept(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	a, _ := demo(t, home)
	signInAndSync(t, a)
	r := openRequest(t, a)
	if err := a.Outbox.KeepText("note "+r.TenantID+" "+r.ID, "half a"); err != nil {
		t.Fatal(err)
	}
	stop(t, a)
	a, _ = demo(t, home)
	defer stop(t, a)
	if text, err := a.Outbox.KeptText("note " + r.TenantID + " " + r.ID); err != nil || text != "half a" {
		t.Errorf("%q, %v", text, err)
	}
	if err := a.Outbox.KeepText("note "+r.TenantID+" "+r.ID, ""); err != nil {
		t.Fatal(err)
	}
	if text, err := a.Outbox.KeptText("note " + r.TenantID + " " + r.ID); err != nil || text != "" {
		t.Errorf("%q, %v", text, err)
	}
}
