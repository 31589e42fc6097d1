package partner

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"
)

// News is what came to be otherwise between two states of one customer's, as it was noticed at a time. What was never
// read before is no news but for the incidents, which are told as known already: who asks later how long one lasted
// needs when it began. What a reading told in part says of nothing that it is gone.
//
// Microsoft's next word on an incident is told of no customer: fifty that have it in common have one such event.
func News(before, after Customer, at time.Time) []Event {
	n := news{at: at, who: after}
	n.customer(before)
	n.access(before)
	n.health(before.Health)
	n.incidents(before.Health)
	n.requests(before.Requests)
	n.subscriptions(before)
	n.details(before.Details)
	n.delegations(before.Delegations)
	return n.told
}

// Came is the event of a customer that is listed anew.
func Came(c Customer, at time.Time) Event {
	n := news{at: at, who: c}
	n.tell(c.ListedAt, Event{Kind: EventCustomer, What: Appeared, Subject: string(c.ID), Title: c.Name, After: c.Name})
	return n.told[0]
}

// Left is the event of a customer that no list names any more.
func Left(c Summary, at time.Time) Event {
	n := news{at: at, who: Customer{ID: c.ID, Name: c.Name}}
	n.tell(c.ListedAt, Event{Kind: EventCustomer, What: Disappeared, Subject: string(c.ID), Title: c.Name, Before: c.Name})
	return n.told[0]
}

// news collects the events of one customer.
type news struct {
	at   time.Time
	who  Customer // as it is now
	told []Event
}

// tell adds an event that follows what was known at a time.
func (n *news) tell(was time.Time, e Event) {
	e.At, e.TenantID, e.Name = n.at, n.who.ID, n.who.Name
	e.ID = e.identity(was)
	n.told = append(n.told, e)
}

// identity is the same for whoever notices the same change again.
func (e Event) identity(was time.Time) uint64 {
	h := fnv.New64a()
	for _, part := range []string{string(e.TenantID), e.Subject, e.Aspect, e.Before, e.After} {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write([]byte(part))
	}
	h.Write([]byte{byte(e.Kind), byte(e.What)})
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(was.UnixNano())))
	return h.Sum64()
}

func (n *news) customer(before Customer) {
	if before.Details.Known() && before.Name != n.who.Name { // until then it is called as a list calls it
		n.tell(before.ListedAt, Event{Kind: EventCustomer, What: Changed, Subject: string(n.who.ID), Title: n.who.Name,
			Before: before.Name, After: n.who.Name})
	}
}

func (n *news) access(before Customer) {
	was, is := before.Access(), n.who.Access()
	tried := before.Health.Known() || before.Health.Problem != nil || !before.Entry.At.IsZero() // else nobody knew better yet
	if was.Delegated() == is.Delegated() || !tried {
		return
	}
	what := Disappeared
	if is.Delegated() {
		what = Appeared
	}
	n.tell(before.ListedAt, Event{Kind: EventAccess, What: what, Subject: string(n.who.ID), Title: n.who.Name,
		Before: string(was.Reason), After: string(is.Reason)})
}

// OverToldFor is for how long Microsoft tells of an issue that is over. What began and ended since a reading that is no
// older is told by the next one.
const OverToldFor = 30 * 24 * time.Hour

func (n *news) health(before Observed[Health]) {
	if !before.Known() || !n.who.Health.Known() {
		return
	}
	if n.who.Health.AsOf.Sub(before.AsOf) > OverToldFor {
		n.tell(before.AsOf, Event{Kind: EventHealth, What: WasUnread, Subject: string(n.who.ID), Title: n.who.Name,
			Before: before.AsOf.UTC().Format(time.DateOnly), After: n.who.Health.AsOf.UTC().Format(time.DateOnly),
			Since: before.AsOf, Until: n.who.Health.AsOf})
	}
	was, is := before.Value.State(), n.who.Health.Value.State()
	if was == is {
		return
	}
	what := WentBetter
	switch {
	case is == Unknown:
		what = WentUnclear
	case is > was:
		what = WentWorse
	}
	n.tell(before.AsOf, Event{Kind: EventHealth, What: what, Subject: string(n.who.ID), Title: n.who.Name,
		Before: was.String(), After: is.String()})
}

// byID are the issues of a report, each once: one may stand under several services.
func byID(h Health) (ids []string, issues map[string]Issue) {
	issues = map[string]Issue{}
	for _, s := range h.Services {
		for _, i := range s.Issues {
			if _, twice := issues[i.ID]; !twice {
				ids = append(ids, i.ID)
				issues[i.ID] = i
			}
		}
	}
	return ids, issues
}

func (n *news) incidents(before Observed[Health]) {
	if !n.who.Health.Known() || n.who.Health.AsOf.Equal(before.AsOf) {
		return
	}
	_, old := byID(before.Value)
	ids, now := byID(n.who.Health.Value)
	for _, id := range ids {
		is := now[id]
		was, known := old[id]
		e := Event{Kind: EventIncident, Subject: id, Title: is.Title, Service: is.Service, Before: was.Status, After: is.Status,
			Since: is.StartsAt, Until: is.OverSince(), Advisory: is.Advisory(), Known: !before.Known()}
		open, wasOpen := is.Head().Open(), known && was.Head().Open()
		switch {
		case open && !wasOpen:
			e.What = WasOpened
		case !open && wasOpen && is.Resolved:
			e.What = WasResolved
		case !open && wasOpen:
			e.What = Vanished
		case !open && !known:
			e.What = WentBy
		}
		if e.What != 0 {
			n.tell(before.AsOf, e)
		}
		if known && is.LastTold.IsZero() && (is.UpdatedAt.After(was.UpdatedAt) || open && is.Status != was.Status) {
			n.update(was, is, e)
		}
	}
}

// update tells of Microsoft's next word, once for all customers: by when it was said, whatever was known before.
func (n *news) update(was, is Issue, e Event) {
	e.What, e.At, e.Known, e.Before, e.Since, e.Until = WasUpdated, n.at, false, "", is.UpdatedAt, time.Time{}
	e.ID = e.identity(is.UpdatedAt)
	if was.Status != is.Status {
		e.Before = was.Status
	}
	n.told = append(n.told, e)
}

// listLag is for how long a list may not name what was just made.
const listLag = 24 * time.Hour

func (n *news) requests(before Observed[[]ServiceRequest]) {
	if !before.Known() || !n.who.Requests.Known() {
		return
	}
	for _, is := range n.who.Requests.Value {
		at := indexOf(before.Value, is)
		e := Event{Kind: EventRequest, Subject: is.ID, Title: is.Title, Since: is.CreatedAt, Until: is.ClosedAt}
		if at < 0 {
			if is.Open() { // what is over when it is first named is no news; nor is what is old, as Azure's first answer may be
				e.What, e.After, e.Known = WasOpened, is.Status, is.CreatedAt.Before(before.AsOf.Add(-listLag))
				n.tell(before.AsOf, e)
			}
			continue
		}
		was := before.Value[at]
		if was.Status != is.Status {
			e.What, e.Aspect, e.Before, e.After = Changed, "status", was.Status, is.Status
			if was.Open() && is.Status == Closed {
				e.What, e.Aspect = WasClosed, ""
			}
			n.tell(before.AsOf, e)
		}
		if was.Severity != is.Severity {
			e.What, e.Aspect, e.Before, e.After = Changed, "severity", was.Severity, is.Severity
			n.tell(before.AsOf, e)
		}
	}
}

func (n *news) subscriptions(before Customer) {
	if !before.Subscriptions.Known() || !n.who.Subscriptions.Known() {
		return
	}
	of := func(s Subscription) thing {
		return thing{s.ID, s.Name, []aspect{{"status", s.Status}, {"total", strconv.Itoa(s.Total)}, {"date", day(s.RenewsAt)}}}
	}
	sold := func(s Subscription) bool { return s.Source == SourcePartnerCenter }
	bought := n.who.Bought()
	if !slices.ContainsFunc(before.Subscriptions.Value, sold) { // it was not asked before: what it names is no news
		bought = slices.DeleteFunc(bought, sold)
	}
	n.list(before.Subscriptions.AsOf, EventSubscription, n.who.Subscriptions.Problem == nil, things(before.Bought(), of), things(bought, of))
}

func (n *news) details(before Observed[Details]) {
	if !before.Known() || !n.who.Details.Known() {
		return
	}
	of := func(d VerifiedDomain) thing {
		return thing{d.Name, DisplayDomain(d.Name), []aspect{{"default", strconv.FormatBool(d.IsDefault)}}}
	}
	n.list(before.AsOf, EventDomain, n.who.Details.Problem == nil, things(before.Value.Domains, of), things(n.who.Details.Value.Domains, of))
	if was, is := before.Value.Address, n.who.Details.Value.Address; was != is {
		line := func(a Address) string { return strings.Join(a.Lines(), ", ") }
		n.tell(before.AsOf, Event{Kind: EventAddress, What: Changed, Subject: string(n.who.ID), Title: n.who.Name, Before: line(was), After: line(is)})
	}
}

func (n *news) delegations(before Observed[[]Delegation]) {
	if !before.Known() || !n.who.Delegations.Known() {
		return
	}
	of := func(d Delegation) thing {
		return thing{d.ID, d.Name, []aspect{{"status", d.Status}, {"date", day(d.EndsAt)}, {"roles", strings.Join(slices.Sorted(slices.Values(d.Roles)), ", ")}}}
	}
	n.list(before.AsOf, EventDelegation, n.who.Delegations.Problem == nil, things(before.Value, of), things(n.who.Delegations.Value, of))
}

// thing is one of a list of things, as far as its changes are told.
type thing struct {
	id, title string
	aspects   []aspect // the same ones in the same order for all of a kind; the first says in what state it is
}

// aspect is one side of a thing. Where either value is empty, nobody told, and nothing is said to have changed.
type aspect struct{ name, value string }

func things[T any](list []T, of func(T) thing) (out []thing) {
	for _, one := range list {
		out = append(out, of(one))
	}
	return out
}

// list tells what came, changed and went between two lists. Of one that was read in part nothing is told to be gone.
func (n *news) list(was time.Time, kind EventKind, whole bool, before, after []thing) {
	at := func(list []thing, id string) int {
		return slices.IndexFunc(list, func(t thing) bool { return t.id == id })
	}
	for _, is := range after {
		i := at(before, is.id)
		if i < 0 {
			n.tell(was, Event{Kind: kind, What: Appeared, Subject: is.id, Title: is.title, After: is.aspects[0].value})
			continue
		}
		for j, now := range is.aspects {
			if old := before[i].aspects[j]; old.value != now.value && old.value != "" && now.value != "" {
				n.tell(was, Event{Kind: kind, What: Changed, Aspect: now.name, Subject: is.id, Title: is.title, Before: old.value, After: now.value})
			}
		}
	}
	for _, old := range before {
		if whole && at(after, old.id) < 0 {
			n.tell(was, Event{Kind: kind, What: Disappeared, Subject: old.id, Title: old.title, Before: old.aspects[0].value})
		}
	}
}

// day is a date without its time, as machines write it; empty: none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}
