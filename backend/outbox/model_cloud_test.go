package outbox

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// disk is a journal in memory: what was put is kept, whatever becomes of the outbox on it. Its writes can
// fail, and the process can die at one of them.
type disk struct {
	entries  map[string]partner.Outgoing
	failing  int // that many writes fail
	failIn   int // 1: the next write fails, …; 0: none
	killIn   int // 1: the process dies at the next write, …; 0: not
	after    bool
	happened bool
	note     func(o partner.Outgoing) // is told of every write before it is done
}

// killed is the panic by which a process of the model dies.
type killed struct{}

func (d *disk) All() iter.Seq2[partner.Outgoing, error] {
	return func(yield func(partner.Outgoing, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(d.entries)) {
			if !yield(d.entries[id], nil) {
				return
			}
		}
	}
}

func (d *disk) Put(o partner.Outgoing) error {
	return d.write(func() { d.note(o); d.entries[o.ID] = o })
}
func (d *disk) Delete(id string) error { return d.write(func() { delete(d.entries, id) }) }

func (d *disk) write(do func()) error {
	if d.killIn > 0 {
		if d.killIn--; d.killIn == 0 {
			if d.happened = true; d.after {
				do()
			}
			panic(killed{})
		}
	}
	if d.failIn > 0 {
		if d.failIn--; d.failIn == 0 {
			d.happened = true
			d.failing++
		}
	}
	if d.failing > 0 {
		d.failing--
		return fault.New(fault.Internal, "the disk is full")
	}
	do()
	return nil
}

// fate is what becomes of one call.
type fate string

const (
	fine        fate = "fine"
	refused     fate = "refused"      // 400
	throttled   fate = "throttled"    // 429
	tokenGone   fate = "token gone"   // 401
	noConsent   fate = "no consent"   // 400 at the token endpoint
	denied      fate = "denied"       // 403
	failed      fate = "failed"       // 500
	lost        fate = "lost"         // no answer
	timedOut    fate = "timed out"    // no answer either; nobody classified it
	stopped     fate = "stopped"      // the program is ended in good order during the call
	crashed     fate = "crashed"      // the program is killed during the call
	unreachable fate = "unreachable"  // dial error: nothing was sent
	halfAnswer  fate = "odd success"  // 200 with a body that nobody can read
	goneByNow   fate = "gone by now"  // 404
	takenName   fate = "name is mine" // 409: the same call arrived twice
	inTheWay    fate = "in the way"   // 409, and nothing of that name is there
)

// done says when a call with that fate took effect although it looks failed.
type done int

const (
	never done = iota
	atOnce
	late // in less time than settleWait
)

// cloud counts what was created, by the id of the outgoing one. Tickets and messages on them have names,
// each its own in its subscription, and are created once, though it may be minutes until they can be read;
// notes are appended every time, as a service that forgot every MS-RequestId would do.
type cloud struct {
	w       *world
	named   map[string]time.Time // tickets and messages, and from when on they can be read
	notes   map[string][]string  // request → texts
	created map[string]int
	hidden  map[string]time.Time // of those that could not be read at once: from when on they can be
	last    map[string]int       // ticket → the turn of what was created on it last
	late    []commit
	grades  map[string]string // ticket → severity
	looked  map[string]bool   // this name, or this request's notes, were read and nothing was sent since
}

type commit struct {
	id string
	at time.Time // real
	do func()
}

// create is the moment at which the cloud acts.
func (c *cloud) create(o partner.Outgoing) {
	if o.Channel == partner.ByChange {
		c.grades[onTicket(o)] = o.ToSeverity
	} else if o.Channel == partner.ByNote && o.RequestResource == "" {
		c.notes[o.RequestID] = append(c.notes[o.RequestID], strings.ReplaceAll(o.Note, "\n", "\r\n")+" ")
	} else {
		if _, there := c.named[place(o)]; there {
			return
		}
		c.named[place(o)] = c.w.real
		if !c.w.calm && rapid.Bool().Draw(c.w.t, "hidden") {
			c.named[place(o)] = c.w.real.Add(time.Duration(rapid.IntRange(1, int(hiddenFor/time.Second)).Draw(c.w.t, "hidden for")) * time.Second)
			c.hidden[o.ID] = c.named[place(o)]
		}
	}
	c.created[o.ID]++
	if c.created[o.ID] > 1 {
		c.w.tb.Fatalf("%s was created twice", o.ID)
	}
	if turn := c.w.queued[o.ID]; turn < c.last[onTicket(o)] {
		c.w.tb.Fatalf("%s was queued before one on the same ticket that arrived before it", o.ID)
	} else {
		c.last[onTicket(o)] = turn
	}
}

// onTicket is the ticket of the customer, as the partner who wrote it knows it, on which o has to be in order.
func onTicket(o partner.Outgoing) string {
	if o.Channel.Way().Request {
		return "its own: " + o.ID
	}
	return fmt.Sprint(o.Partner, " ", o.Tenant, " ", o.RequestID, " ", o.RequestResource)
}

// hiddenFor is the longest time for which a ticket that is there can't be read.
const hiddenFor = 5 * time.Minute

// place is where the name of a ticket counts.
func place(o partner.Outgoing) string { return o.Draft.Subscription + "/" + o.Key }

// readable says whether what is called name can be read by now.
func (c *cloud) readable(name string) bool {
	at, there := c.named[name]
	return there && !at.After(c.w.real)
}

// pending says whether a try of o is on its way or there, whoever can see it.
func (c *cloud) pending(id string) bool {
	return c.created[id] > 0 || slices.ContainsFunc(c.late, func(l commit) bool { return l.id == id })
}

// arrive lets what is late take effect.
func (c *cloud) arrive() {
	c.late = slices.DeleteFunc(c.late, func(l commit) bool {
		if l.at.After(c.w.real) {
			return false
		}
		l.do()
		return true
	})
}

// The clients of the model's cloud, as the senders need them.
type (
	modelTickets  struct{ *cloud }
	modelNotes    struct{ *cloud }
	modelMessages struct{ *cloud }
	modelChanges  struct{ *cloud }
)

func (c modelTickets) Create(_ context.Context, o partner.Outgoing) (Receipt, error) {
	return Receipt{Number: "n" + o.ID}, c.send(place(o), o.Attempts > 1, o.Key)
}

func (c modelTickets) Find(_ context.Context, o partner.Outgoing) (Receipt, error) {
	if err := c.read(place(o)); err != nil {
		return Receipt{}, err
	}
	if !c.readable(place(o)) {
		return Receipt{}, fault.New(fault.Missing, "no such ticket")
	}
	return Receipt{Number: "n" + o.ID}, nil
}

func (c modelNotes) Notes(_ context.Context, _ partner.TenantID, requestID string) ([]string, error) {
	return c.notes[requestID], c.read(requestID)
}

func (c modelNotes) AddNote(_ context.Context, requestID, _, key string) error {
	return c.send(requestID, true, key)
}

func (c modelMessages) Add(_ context.Context, _ partner.TenantID, _, name, _, _ string) error {
	return c.send("/"+name, c.w.keyed(name).Attempts > 1, name)
}

func (c modelMessages) Exists(_ context.Context, _ partner.TenantID, _, name string) (bool, error) {
	err := c.read("/" + name)
	return c.readable("/" + name), err
}

func (c modelChanges) Read(_ context.Context, o partner.Outgoing) (partner.ServiceRequest, error) {
	err := c.read("change " + onTicket(o))
	return partner.ServiceRequest{ID: o.RequestID, Status: "open", Severity: c.grades[onTicket(o)]}, err
}

func (c modelChanges) Change(_ context.Context, o partner.Outgoing, key string) error {
	return c.send("change "+onTicket(o), true, key)
}

// read is a call that reads what is looked for under name.
func (c *cloud) read(name string) error {
	if !c.w.online {
		return c.w.answer(unreachable, false)
	}
	f := fine
	if !c.w.calm {
		if rapid.IntRange(0, 7).Draw(c.w.t, "meanwhile") == 7 {
			c.w.meanwhile()
		}
		f = rapid.SampledFrom([]fate{fine, fine, fine, fine, fine, throttled, tokenGone, denied, failed, lost, crashed}).Draw(c.w.t, "fate of a reading")
	}
	err := c.w.answer(f, false)
	c.looked[name] = err == nil
	return err
}

// send is a call that writes what is on disk as being sent with that key.
func (c *cloud) send(name string, mustLook bool, key string) error {
	w := c.w
	w.sends++
	o := w.keyed(key)
	if mustLook && !c.looked[name] {
		w.tb.Fatalf("%s is sent and nobody looked whether it is there", o.ID)
	}
	c.looked[name] = false
	if o.Partner != "" && o.Partner != w.account {
		w.tb.Fatalf("%s is sent as %s, written as %s", o.ID, w.account, o.Partner)
	}
	for _, other := range w.disk.entries {
		if onTicket(other) == onTicket(o) && inLine(&other) && other.Place < o.Place {
			w.tb.Fatalf("%s is sent before %s", o.ID, other.ID)
		}
	}
	if strings.Contains(o.Draft.Title+o.Note, "bad") {
		return w.answer(refused, false)
	}
	f := fine
	if !w.calm {
		f = rapid.SampledFrom([]fate{fine, lost, failed, crashed, throttled, tokenGone, noConsent, denied, refused, goneByNow, timedOut, stopped,
			halfAnswer, unreachable, takenName, inTheWay}).Draw(w.t, "fate of a send")
	}
	hasName := o.Channel == partner.ByAzure || o.Channel == partner.ByNote && o.RequestResource != ""
	if !hasName && (f == takenName || f == inTheWay) {
		f = fine
	}
	if _, there := c.named[name]; there && (w.calm || rapid.IntRange(0, 3).Draw(w.t, "the same again") > 0) {
		f = takenName
	}
	switch f {
	case fine, halfAnswer, takenName:
		c.create(o)
		if f == fine && hasName && !c.readable(name) && rapid.Bool().Draw(w.t, "not waited for") {
			f = lost // Azure says 202, and is still making it when the line breaks
		}
	case failed, lost, timedOut, stopped, crashed:
		switch rapid.SampledFrom([]done{never, atOnce, late}).Draw(w.t, "done") {
		case atOnce:
			c.create(o)
		case late:
			after := time.Duration(rapid.IntRange(1, int(settleWait/time.Millisecond)-1).Draw(w.t, "late by")) * time.Millisecond
			c.late = append(c.late, commit{o.ID, w.real.Add(after), func() { c.create(o) }})
		}
	}
	return w.answer(f, true)
}

// settleWait is what partner waits before it believes an absence: the model's clouds are late by less.
const settleWait = 10 * time.Second

// answer is how a call with that fate ends.
func (w *world) answer(f fate, write bool) error {
	w.fates[f]++
	unsure := func(e *fault.Error) error { e.Unsure = write; return e }
	switch f {
	case refused:
		return fault.New(fault.Invalid, "the title is bad")
	case goneByNow:
		return fault.New(fault.Missing, "404")
	case throttled:
		e := fault.New(fault.Throttled, "429")
		if rapid.Bool().Draw(w.t, "names a time") {
			e.RetryAt = w.clock.Add(57 * time.Second)
		}
		return e
	case tokenGone:
		w.signedIn = false
		return fault.New(fault.SignIn, "invalid_grant")
	case noConsent:
		return fault.New(fault.Consent, "AADSTS65001")
	case denied:
		return fault.New(fault.Denied, "403")
	case failed, halfAnswer:
		return unsure(fault.New(fault.Upstream, "500"))
	case takenName, inTheWay:
		return unsure(fault.New(fault.Conflict, "409"))
	case lost:
		return unsure(fault.New(fault.Offline, "connection reset"))
	case timedOut:
		return context.DeadlineExceeded
	case unreachable:
		return fault.New(fault.Offline, "no route")
	case stopped:
		w.cancel()
		return w.ctx.Err()
	case crashed:
		panic(killed{})
	}
	return nil
}
