package contract

import (
	"strconv"
	"time"

	"tenantry/backend/changes"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// ChangeQuery says which changes are asked for. The zero value asks for all.
type ChangeQuery struct {
	Since    string   `json:"since"`    // RFC 3339; empty: as far back as is known
	Until    string   `json:"until"`    // likewise, included; empty: until now
	TenantID string   `json:"tenantId"` // of one customer; empty: of all
	Tag      string   `json:"tag"`      // of customers with a tag; empty: of all
	Kinds    []string `json:"kinds" ts:"EventKind"`
	IDs      []string `json:"ids"`   // these alone; empty: all
	Group    string   `json:"group"` // of one group; empty: of all
	Unseen   bool     `json:"unseen"`
	Limit    int      `json:"limit"` // 0: none
}

// Changes is what changed at the customers, the last change first.
type Changes struct {
	AsOf    *string  `json:"asOf"` // how old the list of customers is: what happened since is not known
	Changes []Change `json:"changes"`
	More    bool     `json:"more"` // the limit left some out
}

// Change is one entry of the log of changes.
type Change struct {
	ID         string  `json:"id"`
	At         *string `json:"at"`       // when it was noticed
	TenantID   *string `json:"tenantId"` // null: it is of no one customer, as Microsoft's next word on an incident
	Name       string  `json:"name"`     // the customer's, on that day
	Kind       string  `json:"kind" ts:"EventKind"`
	What       string  `json:"what" ts:"EventWhat"`
	Aspect     string  `json:"aspect"`  // which side of the subject changed; empty: it as a whole
	Subject    string  `json:"subject"` // id of an incident, a request, a subscription, a delegation, or a domain
	IncidentID *string `json:"incidentId"`
	Title      string  `json:"title"`
	Service    string  `json:"service"`
	Before     string  `json:"before"`
	After      string  `json:"after"`
	StartsAt   *string `json:"startsAt"` // of an incident, by Microsoft's word
	EndsAt     *string `json:"endsAt"`   // likewise; null: not over, or not told
	Text       string  `json:"text"`     // what happened, in English
	Said
	Seen bool `json:"seen"`
}

// Words is what happened, for whoever shows it in a language.
func (c Change) Words() message.Message { return c.Said.words(c.Text) }

// ChangeGroups is changes that belong together, the most urgent first.
type ChangeGroups struct {
	AsOf   *string       `json:"asOf"`
	Groups []ChangeGroup `json:"groups"`
	More   bool          `json:"more"` // the limit left some out
}

// ChangeGroup is the changes of one incident, or all others of one customer.
type ChangeGroup struct {
	Key        string   `json:"key"`
	IncidentID *string  `json:"incidentId"` // null: it is a customer's
	TenantID   *string  `json:"tenantId"`   // null: it is an incident's
	Title      string   `json:"title"`      // the incident's, or the customer's name
	Service    string   `json:"service"`
	Urgency    string   `json:"urgency" ts:"Urgency"`
	At         *string  `json:"at"` // of the last change
	Count      int      `json:"count"`
	Customers  int      `json:"customers"`
	Newest     []Change `json:"newest"` // the last few of them
}

// Query is what is asked, but for the tag: whose it is, the caller knows.
func (q ChangeQuery) Query() (out changes.Query, err error) {
	out = changes.Query{Unseen: q.Unseen, Limit: q.Limit, Group: q.Group}
	if q.Limit < 0 {
		return out, fault.New(fault.Invalid, "change_limit")
	}
	if out.From, err = moment(q.Since); err != nil {
		return out, err
	}
	if out.Until, err = moment(q.Until); err != nil {
		return out, err
	}
	if !out.Until.IsZero() {
		out.Until = out.Until.Truncate(time.Second).Add(time.Second) // included; what the contract writes has no fractions
	}
	if q.TenantID != "" {
		if out.Customer, err = partner.ParseTenantID(q.TenantID); err != nil {
			return out, err
		}
	}
	for _, word := range q.Kinds {
		kind, known := partner.ParseEventKind(word)
		if !known {
			return out, fault.New(fault.Invalid, "change_kind", "word", word)
		}
		out.Kinds = append(out.Kinds, kind)
	}
	for _, text := range q.IDs {
		id, err := strconv.ParseUint(text, 16, 64)
		if err != nil {
			return out, fault.New(fault.Invalid, "change_id", "id", text)
		}
		out.IDs = append(out.IDs, id)
	}
	return out, nil
}

func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, fault.New(fault.Invalid, "change_time", "text", text)
	}
	return at, nil
}

// ChangeOf is a change as both faces show it.
func ChangeOf(c changes.Change) Change {
	words := changes.Words(c.Event)
	out := Change{ID: strconv.FormatUint(c.ID, 16), At: Time(c.At), TenantID: maybe(string(c.TenantID)), Name: c.Name, Kind: c.Kind.String(), What: c.What.String(),
		Aspect: c.Aspect, Subject: c.Subject, Title: c.Title, Service: c.Service, Before: c.Before, After: c.After, StartsAt: Time(c.Since), EndsAt: Time(c.Until),
		Text: words.String(), Said: saidOf(words), Seen: c.Seen}
	if c.Kind == partner.EventIncident {
		out.IncidentID = maybe(c.Subject)
	}
	return out
}

// ChangeGroupOf is a group as both faces show it.
func ChangeGroupOf(g changes.Group) ChangeGroup {
	out := ChangeGroup{Key: g.Key, IncidentID: maybe(g.Incident), TenantID: maybe(string(g.Customer)), Title: g.Title, Service: g.Service,
		Urgency: g.Urgency.String(), At: Time(g.At), Count: g.Count, Customers: g.Customers, Newest: Each(g.Newest, ChangeOf)}
	if g.Incident == "" {
		out.Title = g.Name
	}
	return out
}

// History is the minutes of incident of one customer, and the changes that tell of them.
type History struct {
	TenantID string           `json:"tenantId"`
	Name     string           `json:"name"`
	From     *string          `json:"from"`
	To       *string          `json:"to"`
	Since    *string          `json:"since"`  // since when its changes are known; what was before is not known; null: never
	AsOf     *string          `json:"asOf"`   // when its health was read last: what happened since is not known; null: never
	Unread   []Gap            `json:"unread"` // when else nothing is known of it
	Services []ServiceHistory `json:"services"`
	Events   []Change         `json:"events"`
}

// Gap is a time of which nothing is known.
type Gap struct {
	From *string `json:"from"`
	To   *string `json:"to"`
}

// ServiceHistory is the minutes of incident of one service. Minutes in which several were open count once.
type ServiceHistory struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Minutes   int            `json:"minutes"`
	Incidents int            `json:"incidents"`
	Months    []HistoryMonth `json:"months"`
}

// HistoryMonth is the minutes of incident of one month, in UTC.
type HistoryMonth struct {
	Month   string `json:"month"` // 2006-01
	Minutes int    `json:"minutes"`
}

// HistoryOf is a customer's history as both faces show it. A service's id is its name where Microsoft tells of none: the log
// of changes has names.
func HistoryOf(c partner.Customer, h changes.History) History {
	ids := map[string]string{}
	for _, s := range c.Health.Value.Services {
		ids[s.Name] = s.ID
	}
	return History{TenantID: string(c.ID), Name: c.Name, From: Time(h.From), To: Time(h.To), Since: Time(h.Since), AsOf: Time(c.Health.AsOf),
		Unread: Each(h.Unread, func(g changes.Gap) Gap { return Gap{Time(g.From), Time(g.To)} }),
		Services: Each(h.Services, func(s changes.ServiceHistory) ServiceHistory {
			id := ids[s.Name]
			if id == "" {
				id = s.Name
			}
			return ServiceHistory{ID: id, Name: ServiceName(s.Name), Minutes: s.Minutes, Incidents: s.Incidents,
				Months: Each(s.Months, func(m changes.Month) HistoryMonth { return HistoryMonth{Month: m.Month, Minutes: m.Minutes} })}
		}),
		Events: Each(h.Events, func(e partner.Event) Change { return ChangeOf(changes.Change{Event: e, Seen: true}) })}
}
