package outbox

import (
	"fmt"
	"testing"

	"tenantry/backend/partner"
)

// day is a short story without chance: a ticket, a note, a request over the portal and a text that is
// refused at first are written and queued, go out, and what people have to do is done. The user, who sees
// what is in the list, goes on where a crash interrupted.
func (w *world) day() {
	for n, o := range []partner.Outgoing{
		{Tenant: "a", Channel: partner.ByAzure, Draft: partner.Draft{Title: "ticket"}},
		{Tenant: "a", Channel: partner.ByNote, RequestID: "r-a", Note: "works again"}, // one equal note is there already
		{Tenant: "a", Channel: partner.ByNote, RequestID: "r-a", Note: "works again"},
		{Tenant: "b", Channel: partner.ByPortal, Draft: partner.Draft{Title: "page"}},
		{Tenant: "b", Channel: partner.ByNote, RequestID: "r-b", Note: "bad"},
		{Tenant: "b", Channel: partner.ByNote, RequestID: "t-b", RequestResource: "/ticket", Note: "message"},
	} {
		for len(w.ids) == n {
			w.do(func() { _, _ = w.box.Add(o) })
		}
	}
	for range 3 { // a crash interrupts it once
		w.do(w.queueAll)
	}
	for range 3 {
		w.do(w.goOn)
	}
	w.heal()
}

// The journal is written to at every turn of a story. Wherever the process dies, just before or just after
// the write, or the write fails: nothing is lost, nothing is there twice, and all of it arrives.
func TestADeathOrAFailureAtAnyWriteLosesAndDoublesNothing(t *testing.T) {
	writes := 0
	calm := newWorld(t)
	calm.calm = true
	calm.disk.note = counted(calm, &writes)
	calm.day()
	if writes < 25 {
		t.Fatalf("the story has %d writes only", writes)
	}
	for n := 1; n <= writes; n++ {
		for _, c := range []struct {
			name   string
			happen func(*disk)
		}{
			{"dies before", func(d *disk) { d.killIn, d.after = n, false }},
			{"dies after", func(d *disk) { d.killIn, d.after = n, true }},
			{"fails", func(d *disk) { d.failIn = n }},
		} {
			t.Run(fmt.Sprintf("%s write %d", c.name, n), func(t *testing.T) {
				w := newWorld(t)
				w.calm = true
				c.happen(w.disk)
				w.day()
				if !w.disk.happened {
					t.Error("the story was over before it happened")
				}
				for _, id := range w.ids {
					if w.cloud.created[id] != 1 {
						t.Errorf("%s is there %d times", id, w.cloud.created[id])
					}
				}
			})
		}
	}
}

// counted counts the writes besides what the world notes of them.
func counted(w *world, n *int) func(partner.Outgoing) {
	note := w.disk.note
	return func(o partner.Outgoing) { *n++; note(o) }
}
