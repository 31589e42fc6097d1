package webhook

import (
	"context"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
)

// Test sends one message that says what it is, through the same way as all others, and waits for what becomes of it. One that did not arrive
// is not kept: tomorrow nobody would expect it. The error is why there was no try.
func (d *Desk) Test(ctx context.Context, l message.Language) (partner.Outgoing, error) {
	d.mu.Lock()
	_, err := d.hook()
	var o partner.Outgoing
	if err == nil {
		o, err = d.add(trial(l, d.now()))
	}
	d.mu.Unlock()
	if err != nil {
		return o, err
	}
	ctx, tried := context.WithCancel(ctx)
	defer tried()
	err = d.Box.Drain(ctx, func(m partner.Outgoing) {
		if m.ID == o.ID && m.State != partner.Sending && (m.State != partner.Queued || m.Problem != nil) {
			tried() // between two steps: no call is cut
		}
	})
	now, there := d.Box.Get(o.ID)
	switch {
	case !there:
		return o, fault.New(fault.Missing, "outgoing_unknown_id", "id", o.ID).With(fault.CorrectInput)
	case now.State == partner.Sent:
		return now, d.tidy()
	case now.Problem != nil:
		err = nil // it says all
	}
	_ = d.Box.Erase(o.ID) // one that is being sent stays, and is told of like others
	return now, err
}

// Send tries everything that waits, and waits for what can go soon. One that is uncertain waits for a person.
func (d *Desk) Send(ctx context.Context) error { return d.Box.Drain(ctx, nil) }

// Retry lets one message go again, also where nobody knows whether it arrived: then it may come twice.
func (d *Desk) Retry(id string) error {
	m, ok := d.Box.Get(id)
	if !ok {
		return fault.New(fault.Missing, "outgoing_unknown_id", "id", id).With(fault.CorrectInput)
	}
	var err error
	switch m.State {
	case partner.Uncertain:
		_, err = d.Box.NotThere(id)
	case partner.Rejected:
		if _, err = d.Box.TakeBack(id); err == nil {
			_, err = d.Box.Queue(id, nil)
		}
	case partner.Sent, partner.Sending:
		return fault.New(fault.Conflict, "outgoing_no_send_again", "id", id, "state", m.State.Words()).With("")
	}
	if err == nil {
		d.Box.Wake(outbox.WakeAll)
	}
	return err
}

// Discard throws one message away, unless it is being sent at this moment.
func (d *Desk) Discard(id string) error { return d.Box.Erase(id) }
