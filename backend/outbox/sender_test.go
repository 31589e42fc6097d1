package outbox

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// azureNames is Azure Support as far as names go: the same name again is the same ticket.
type azureNames struct {
	names  map[string]bool
	create func(name string) error
	find   error
}

func (a *azureNames) Create(_ context.Context, o partner.Outgoing) (Receipt, error) {
	if err := a.create(o.Key); err != nil {
		return Receipt{}, err
	}
	a.names[o.Key] = true
	return Receipt{Number: "1", Resource: "/r"}, nil
}

func (a *azureNames) Find(_ context.Context, o partner.Outgoing) (Receipt, error) {
	switch {
	case a.find != nil:
		return Receipt{}, a.find
	case !a.names[o.Key]:
		return Receipt{}, fault.New(fault.Missing, "no such ticket")
	}
	return Receipt{Number: "1", Resource: "/r"}, nil
}

func (a *azureNames) Add(_ context.Context, _ partner.TenantID, _, name, _, _ string) error {
	a.names[name] = true
	return nil
}

func (a *azureNames) Exists(_ context.Context, _ partner.TenantID, _, name string) (bool, error) {
	return a.names[name], a.find
}

// A first try that arrives hours late, after it was looked for, put off and sent again, is still the same
// ticket: the name stays.
func TestATicketThatArrivesLateIsTheSameTicket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var late string
		calls := 0
		azure := &azureNames{names: map[string]bool{}}
		azure.create = func(name string) error {
			switch calls++; calls {
			case 1:
				late = name
				return unsure(fault.Offline)
			case 2:
				return fault.New(fault.Throttled, "429")
			case 3:
				return fault.New(fault.Denied, "403")
			}
			return nil
		}
		b := open(t, &fake{}, func(o *Options) { o.Sender = func(partner.Channel) Sender { return AzureSender{azure} } })
		id := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByAzure, Draft: partner.Draft{Subscription: "s"}})
		serve(t, b)
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		azure.names[late] = true // now it arrives
		if o, _ := b.Get(id); o.State != partner.Sent || o.Number != "1" || o.Resource != "/r" || len(azure.names) != 1 || calls != 4 {
			t.Errorf("%s after %d calls, tickets %v", o.State, calls, azure.names)
		}
	})
}

func TestAnAzureTicketIsAbsentOnlyWhenAzureSaysSo(t *testing.T) {
	azure := &azureNames{names: map[string]bool{"k": true}}
	s := AzureSender{azure}
	if r, found, err := s.Settle(t.Context(), partner.Outgoing{Key: "k"}); !found || err != nil || r != (Receipt{"1", "/r"}) {
		t.Errorf("%v %v %v", r, found, err)
	}
	if _, found, err := s.Settle(t.Context(), partner.Outgoing{Key: "other"}); found || err != nil {
		t.Errorf("%v %v", found, err)
	}
	azure.find = fault.New(fault.Denied, "403")
	if _, found, err := s.Settle(t.Context(), partner.Outgoing{Key: "k"}); found || fault.KindOf(err) != fault.Denied || !strings.Contains(err.Error(), "look for") {
		t.Errorf("%v %v", found, err)
	}
}

// partnerNotes is Partner Center: every call adds a note.
type partnerNotes struct {
	read  string // whose notes were read last
	texts []string
	key   string
	err   error
}

func (p *partnerNotes) Notes(_ context.Context, tenant partner.TenantID, id string) ([]string, error) {
	p.read = string(tenant) + " " + id
	return p.texts, p.err
}
func (p *partnerNotes) AddNote(_ context.Context, id, text, key string) error {
	p.texts, p.key = append(p.texts, text), id+" "+key
	return p.err
}

func TestANoteIsThereWhenThereIsOneMoreThanBefore(t *testing.T) {
	p := &partnerNotes{texts: []string{"It works\r\nagain. ", "other"}}
	s := NoteSender{Notes: p}
	o := partner.Outgoing{Tenant: "a", Channel: partner.ByNote, RequestID: "616", Note: "It works\nagain.", Key: "k"}
	var err error
	if o.Baseline, err = s.Prepare(t.Context(), o); o.Baseline != 1 || err != nil {
		t.Fatalf("baseline %d, %v", o.Baseline, err)
	}
	if p.read != "a 616" {
		t.Errorf("read the notes of %q", p.read)
	}
	if _, found, err := s.Settle(t.Context(), o); found || err != nil {
		t.Errorf("the old one is taken for ours: %v, %v", found, err)
	}
	if _, err := s.Send(t.Context(), o); err != nil || p.key != "616 k" {
		t.Errorf("%v, sent %q", err, p.key)
	}
	p.texts[2] = "It works  again." // as the service may change it
	if _, found, err := s.Settle(t.Context(), o); !found || err != nil {
		t.Errorf("%v, %v", found, err)
	}
	p.err = fault.New(fault.Upstream, "500")
	if _, found, err := s.Settle(t.Context(), o); found || fault.KindOf(err) != fault.Upstream {
		t.Errorf("a reading that failed says %v, %v", found, err)
	}
	if _, err := s.Prepare(t.Context(), o); fault.KindOf(err) != fault.Upstream {
		t.Errorf("%v", err)
	}
	if _, err := s.Send(t.Context(), o); fault.KindOf(err) != fault.Upstream {
		t.Errorf("%v", err)
	}
}

func TestANoteOnAnAzureTicketIsAMessageWithAName(t *testing.T) {
	azure := &azureNames{names: map[string]bool{}}
	s := NoteSender{Messages: azure} // Partner Center is not asked
	o := partner.Outgoing{Channel: partner.ByNote, RequestResource: "/r", Note: "text", Key: "k"}
	if n, err := s.Prepare(t.Context(), o); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if _, found, err := s.Settle(t.Context(), o); found || err != nil {
		t.Errorf("%v, %v", found, err)
	}
	if _, err := s.Send(t.Context(), o); err != nil {
		t.Error(err)
	}
	if _, found, err := s.Settle(t.Context(), o); !found || err != nil {
		t.Errorf("%v, %v", found, err)
	}
	azure.find = fault.New(fault.Offline, "no route")
	if _, found, err := s.Settle(t.Context(), o); found || fault.KindOf(err) != fault.Offline {
		t.Errorf("%v, %v", found, err)
	}
}
