package changes

import (
	"slices"
	"time"

	"tenantry/backend/partner"
)

// Group is changes that belong together: all of one incident, with the health of customers that followed it, or all
// others of one customer.
type Group struct {
	Key       string // for Query.Group: the same while its changes are asked for
	Incident  string // the incident's id; empty: it is a customer's
	Title     string // the incident's
	Service   string // likewise
	Customer  partner.TenantID
	Name      string // the customer's
	Urgency   Urgency
	At        time.Time // of the last change
	Count     int       // changes
	Customers int       // that are among them
	Newest    []Change  // the last ones; at most as many as were asked for

	stands map[partner.TenantID]bool // whose state is known; "" is Microsoft's word
}

// Urgency is how much a group of changes wants a look: the greater, the sooner.
type Urgency int

var urgencies = [...]string{"good", "neutral", "warning", "trouble"}

// Urgencies are the words for it, the least urgent first.
func Urgencies() []string { return urgencies[:] }

// String is its word.
func (u Urgency) String() string { return urgencies[u] }

// The urgencies.
const (
	GoodNews Urgency = iota // what was wrong is over
	Neutral
	Warning // it may want somebody: an access lost, a customer gone, a request that waits
	Trouble // there is trouble that nobody said is over
)

// Groups are the changes that a query finds, in groups: the most urgent first, among those the last one first. Each
// holds its newest changes, so many at most. The query's limit is one of groups; more says that it left some out.
func (l *Log) Groups(q Query, newest int) (groups []Group, more bool, err error) {
	belongs := grouping{}
	at := map[groupKey]int{}
	err = l.walk(&q, func(c Change) bool {
		key := belongs.of(&c)
		if q.Group != "" && key.String() != q.Group {
			return true
		}
		i, known := at[key]
		if !known {
			i = len(groups)
			at[key] = i
			groups = append(groups, Group{Key: key.String(), At: c.At, Urgency: -1})
		}
		groups[i].take(&c, newest, key)
		return true
	})
	for i := range groups {
		g := &groups[i]
		if g.Customers = len(g.stands); g.stands[""] {
			g.Customers--
		}
		g.stands = nil
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		if a.Urgency != b.Urgency {
			return int(b.Urgency - a.Urgency)
		}
		return b.At.Compare(a.At)
	})
	if q.Limit > 0 && len(groups) > q.Limit {
		return groups[:q.Limit], true, err
	}
	return groups, false, err
}

// take adds a change that is older than those before it.
func (g *Group) take(c *Change, newest int, key groupKey) {
	g.Count++
	if len(g.Newest) < newest {
		g.Newest = append(g.Newest, *c)
	}
	if g.stands == nil {
		g.stands = map[partner.TenantID]bool{}
	}
	if key.incident != "" {
		if c.Kind == partner.EventIncident && g.Incident == "" {
			g.Incident, g.Title, g.Service = c.Subject, c.Title, c.Service
		}
		g.Urgency = max(g.Urgency, g.incidentUrgency(c))
		return
	}
	g.stands[c.TenantID] = true
	if g.Name == "" {
		g.Customer, g.Name = c.TenantID, c.Name
	}
	g.Urgency = max(g.Urgency, urgency(&c.Event))
}

// incidentUrgency is that of one change of an incident. Where it stands at a customer, the customer's last change says;
// what Microsoft said of it at all counts while nothing else followed.
func (g *Group) incidentUrgency(c *Change) Urgency {
	if c.Kind != partner.EventIncident || g.stands[c.TenantID] || c.TenantID == "" && len(g.stands) > 0 {
		return g.Urgency
	}
	g.stands[c.TenantID] = true
	switch {
	case c.What == partner.WasResolved, c.What == partner.Vanished, c.What == partner.WentBy, c.What == partner.WasUpdated && !c.Until.IsZero():
		return GoodNews
	case c.Advisory:
		return Neutral
	}
	return Trouble
}

// urgency is that of a change which belongs to no incident.
func urgency(e *partner.Event) Urgency {
	switch {
	case e.What == partner.WentWorse && e.After != partner.Advisory.String():
		return Trouble
	case e.What == partner.WentBetter, e.What == partner.WasClosed, e.Kind == partner.EventAccess && e.What == partner.Appeared:
		return GoodNews
	case e.What == partner.WentUnclear, e.What == partner.WasUnread, e.Kind == partner.EventAccess, e.Kind == partner.EventCustomer && e.What == partner.Disappeared,
		e.Kind == partner.EventRequest && e.After == partner.AttentionNeeded:
		return Warning
	}
	return Neutral
}

// groupKey says to which group a change belongs: an incident's, or else a customer's.
type groupKey struct {
	incident string
	customer partner.TenantID
}

// String is the key as it is told.
func (k groupKey) String() string {
	if k.incident != "" {
		return "incident/" + k.incident
	}
	return "customer/" + string(k.customer)
}

// grouping remembers the incident of which news was read last at a customer, and when.
type grouping map[partner.TenantID]struct {
	at       time.Time
	incident string
}

// of says to which group a change belongs. The last ones come first: health that was read together with news of an
// incident, which stands before that in the log, followed it.
func (g grouping) of(c *Change) groupKey {
	switch c.Kind {
	case partner.EventIncident:
		if c.TenantID != "" {
			g[c.TenantID] = struct {
				at       time.Time
				incident string
			}{c.At, c.Subject}
		}
		return groupKey{incident: c.Subject}
	case partner.EventHealth:
		if last := g[c.TenantID]; last.incident != "" && last.at.Equal(c.At) {
			return groupKey{incident: last.incident}
		}
	}
	return groupKey{customer: c.TenantID}
}
