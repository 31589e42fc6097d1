package app

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/partner"
	"tenantry/backend/simcloud"
)

// simLedger is what people know of what they wrote: what was said to be kept must be there.
type simLedger struct {
	items    []*simItem
	kept     map[string]*simValue // marks, preferences, half-written texts
	signedIn simValue             // "yes" or ""
}

func newSimLedger() simLedger { return simLedger{kept: map[string]*simValue{}} }

// simItem is something for Microsoft.
type simItem struct {
	n      int
	tenant string
	note   bool
	closes string // the request that it closes; else empty
	id     string // empty: nobody heard it yet
	text   simValue
	// thrown away: by a person; perhaps: the process died in it, or the disk had no room for all of it.
	thrown, perhaps bool
	filed           bool // by a person, on Microsoft's page
}

// mark is what stands in all versions of its text and in nothing else.
func (i *simItem) mark() string { return fmt.Sprintf("sim-%d-", i.n) }

func (i *simItem) String() string { return fmt.Sprint("#", i.n) }

// simValue is a text that is kept, and those that it may be, because nobody heard what became of them.
type simValue struct {
	is    string
	maybe []string
}

// simFate is how something that a person did ended.
type simFate int

const (
	simDone    simFate = iota // it was said to be done
	simRefused                // it was said not to be done
	simUnheard                // the process died in it
)

// write notes that a text was to be kept, and what was said of that.
func (v *simValue) write(text string, f simFate) {
	switch f {
	case simDone:
		*v = simValue{is: text}
	case simUnheard:
		v.maybe = append(v.maybe, text)
	}
}

// found says whether text is what may be kept, and takes that for granted from then on.
func (v *simValue) found(text string) bool {
	ok := text == v.is || slices.Contains(v.maybe, text)
	if ok {
		*v = simValue{is: text}
	}
	return ok
}

// content is the text of something outgoing in which its mark stands.
func content(o partner.Outgoing) string {
	if o.Channel == partner.ByNote {
		return o.Note
	}
	return o.Draft.Title
}

// isOf says whether o may be the item, whose id nobody heard.
func (i *simItem) isOf(o partner.Outgoing) bool {
	if i.closes != "" {
		return o.Channel == partner.ByChange && o.RequestID == i.closes
	}
	return strings.Contains(content(o), i.mark())
}

// adopt takes over what the program shows after a start, where a process died before it could say what became of it.
func (w *simWorld) adopt() {
	w.t.Helper()
	shown := w.now.app.box.List()
	ids := map[string]bool{}
	for _, i := range w.items {
		ids[i.id] = true
	}
	for _, i := range w.items {
		for _, o := range shown {
			if i.id == "" && !ids[o.ID] && i.isOf(o) {
				i.id, ids[o.ID] = o.ID, true
			}
		}
	}
	// What nobody heard of and nobody sees was never written.
	w.items = slices.DeleteFunc(w.items, func(i *simItem) bool { return i.id == "" })
	for _, i := range w.items {
		if _, there := w.now.app.box.Get(i.id); i.perhaps {
			i.thrown, i.perhaps = !there, false
		}
	}
	w.check()
}

// check is what holds whenever people look.
func (w *simWorld) check() {
	w.t.Helper()
	a := w.now.app
	state := w.cloud.State()
	for _, o := range a.box.Damaged() {
		w.fail("damaged: %v", o)
	}
	for _, i := range w.items {
		o, there := a.box.Get(i.id)
		at := i.at(state)
		switch {
		case at > 1:
			w.fail("%v is at Microsoft %d times", i, at)
		case i.perhaps:
		case there == i.thrown:
			w.fail("%v is there: %v, thrown away: %v", i, there, i.thrown)
		case !there:
		case ofAnother(o) && at > 0:
			w.fail("%v was written as another partner, and is at Microsoft", i)
		case string(o.Tenant) != i.tenant:
			w.fail("%v is of %s, and was written for %s", i, o.Tenant, i.tenant)
		case i.closes == "" && !i.text.found(content(o)):
			w.fail("%v says %q, want %q or %q", i, content(o), i.text.is, i.text.maybe)
		case i.closes != "":
		case o.State == partner.Sent && at != 1:
			w.fail("%v is said to be sent, and Microsoft does not have it", i)
		case at == 1 && !i.filed && o.State != partner.Sent && o.State != partner.Uncertain && o.State != partner.Sending:
			w.fail("%v is at Microsoft and shown as %s", i, o.State)
		case o.State == partner.Blocked && o.Problem == nil, o.State == partner.Rejected && o.Problem == nil:
			w.fail("%v is %s and nobody says why", i, o.State)
		}
	}
	for name, v := range w.kept {
		if got := w.read(name); !v.found(got) {
			w.fail("%s is %q, want %q or %q", name, got, v.is, v.maybe)
		}
	}
	if s := a.Session.Status(); s.SignedIn && w.signedIn.is == "" && w.signedIn.maybe == nil {
		w.fail("it is signed in though it was signed out")
	}
	w.belongs(state)
}

// at is how often an item is at Microsoft.
func (i *simItem) at(state simcloud.State) (n int) {
	for _, t := range state.Tickets {
		if !i.note && strings.Contains(t.Title, i.mark()) {
			n++
		}
	}
	for _, t := range state.Notes {
		if i.note && strings.Contains(t.Text, i.mark()) {
			n++
		}
	}
	return n
}

// belongs holds that everything at Microsoft is where it was written for, and that each request is shown where it is.
func (w *simWorld) belongs(state simcloud.State) {
	w.t.Helper()
	where := map[string]string{}
	for _, r := range w.open {
		where[r.ID] = r.TenantID
	}
	for _, m := range slices.Concat(state.Tickets, state.Notes) {
		where[m.ID] = m.TenantID
		if !slices.ContainsFunc(w.items, func(i *simItem) bool {
			return i.tenant == m.TenantID && strings.Contains(m.Title+m.Text, i.mark())
		}) {
			w.fail("%q is at %s, for whom nobody wrote it", m.Title, m.TenantID)
		}
	}
	shown, err := w.now.app.Requests.List(contract.RequestQuery{})
	if err != nil {
		w.fail("%v", err)
	}
	for _, r := range shown.Requests {
		if at := where[r.ID]; at != "" && at != r.TenantID {
			w.fail("%s is of %s and shown at %s", r.ID, at, r.TenantID)
		}
	}
	for _, r := range rows(w.t, w.now.app, contract.CustomerQuery{}) {
		if r.TenantID == simForeign && w.owner() != simForeign {
			w.fail("a customer of another partner is shown")
		}
	}
}

// secret holds that nothing of what people wrote, nor any token, stands on the disk in clear.
func (w *simWorld) secret() {
	w.t.Helper()
	names, _ := w.disk.List()
	for _, name := range names {
		b, _ := w.disk.Read(name)
		for _, clear := range []string{"sim-", "1.AXkA", "eyJ0eXAi", simcloud.TenantID, simcloud.Username} {
			if bytes.Contains(b, []byte(clear)) {
				w.fail("%s holds %q in clear", name, clear)
			}
		}
	}
}
