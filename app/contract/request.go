package contract

import "tenantry/backend/template"

// RequestQuery asks for a window of service requests, of one customer or of all.
type RequestQuery struct {
	TenantID string `json:"tenantId"`             // empty: all customers
	State    string `json:"state" ts:"DeskState"` // empty: all
	Text     string `json:"text"`                 // words of title, number, reference, customer or product
	MinDays  int    `json:"minDays"`              // only those created at least so many days ago
	Sort     string `json:"sort" ts:"DeskOrder"`  // updated, created, severity, state, customer, title; empty: what waits for us first
	Desc     bool   `json:"desc"`
	Offset   int    `json:"offset"`
	Limit    int    `json:"limit"` // 0: all
}

// RequestPage is a window of service requests and how much is known of them.
type RequestPage struct {
	AsOf     *string        `json:"asOf"`    // since when the oldest of the lists is known; null: none was read
	Unknown  int            `json:"unknown"` // customers whose list was never read
	Old      int            `json:"old"`     // customers whose last reading failed, so that an older one is shown
	Problem  *Problem       `json:"problem"` // of one customer's list: why it is not fresher
	Total    int            `json:"total"`
	Counts   map[string]int `json:"counts" ts:"DeskState"` // by state of the query; the other filters applied
	Requests []RequestRow   `json:"requests"`
}

// RequestRow is one service request in a list: one that Microsoft has, or one that is on its way.
type RequestRow struct {
	ID         string   `json:"id"`      // Microsoft's number; empty: none yet
	LocalID    string   `json:"localId"` // of one that was written here; else empty
	TenantID   string   `json:"tenantId"`
	Customer   string   `json:"customer"`
	Title      string   `json:"title"`
	Severity   string   `json:"severity"`
	State      string   `json:"state" ts:"RequestState"`     // open, closed, attention_needed, none; of an outgoing one its state in the outbox
	Channel    string   `json:"channel" ts:"RequestChannel"` // azure, portal, note; partnercenter: as Partner Center lists it
	CreatedAt  *string  `json:"createdAt"`
	UpdatedAt  *string  `json:"updatedAt"`
	IncidentID string   `json:"incidentId"`
	Problem    *Problem `json:"problem"`
	Product    string   `json:"product"`
	Waiting    bool     `json:"waiting"`  // Microsoft waits for our answer
	Unseen     bool     `json:"unseen"`   // a person entered the number, and no list of Microsoft's shows it yet
	NeedsYou   bool     `json:"needsYou"` // that, or what was written here needs a correction, a number, a page to be filled in
}

// RequestDetails is one service request with its notes.
type RequestDetails struct {
	RequestRow
	Description string        `json:"description"`
	Contact     string        `json:"contact"`
	NotesAsOf   *string       `json:"notesAsOf"`       // null: the notes were never read
	Notes       []RequestNote `json:"notes"`           // oldest first; those on their way last
	Incomplete  bool          `json:"notesIncomplete"` // some of the notes could not be read
	Outgoing    *OutgoingItem `json:"outgoing"`        // of one that was written here
	// What can be changed from here, and the changes that the request does not show yet, in the order in which they were made.
	MayClose bool           `json:"mayClose"`
	Regrades []string       `json:"regrades"` // severities
	Changes  []OutgoingItem `json:"changes"`
}

// RequestNote is a message on a service request.
type RequestNote struct {
	By      string   `json:"by"`
	At      *string  `json:"at"`
	Text    string   `json:"text"`
	LocalID string   `json:"localId"`                   // of one that is on its way; else empty
	State   string   `json:"state" ts:"OutState,empty"` // its state in the outbox, or empty
	Problem *Problem `json:"problem"`
}

// RequestChoices is what can be chosen for a customer's new request, from the cache.
type RequestChoices struct {
	TenantID      string         `json:"tenantId"`
	Customer      string         `json:"customer"`
	Azure         Freshness      `json:"azure"`         // of the subscriptions
	Subscriptions []Choice       `json:"subscriptions"` // Azure subscriptions in which a ticket can be opened
	Services      []Choice       `json:"services"`      // Azure's support catalogue
	Products      []string       `json:"products"`      // Microsoft 365 products, the customer's own first
	Incidents     []IncidentHead `json:"incidents"`     // open at this customer
	Contact       RequestContact `json:"contact"`       // whom Microsoft calls: as last time, else who is signed in
}

// Choice is an entry of a list to choose from.
type Choice struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// IncidentHead names an open issue.
type IncidentHead struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Service string `json:"service"`
	State   string `json:"state" ts:"HealthState"`
}

// RequestContact is whom Microsoft calls.
type RequestContact struct {
	Name  string `json:"name"`
	Mail  string `json:"mail"`
	Phone string `json:"phone"`
}

// RequestTemplate is a text to start from. Its texts may hold placeholders such as {customer}.
type RequestTemplate struct {
	template.Template
	BuiltIn bool `json:"builtIn"` // comes with the program: can be copied, not changed
}

// RequestTemplates are the templates and the placeholders that their texts may hold.
type RequestTemplates struct {
	Templates    []RequestTemplate `json:"templates"`
	Placeholders []string          `json:"placeholders"` // without braces
}
