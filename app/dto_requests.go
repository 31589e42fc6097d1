package app

// RequestQuery asks for a window of service requests, of one customer or of all.
type RequestQuery struct {
	TenantID string `json:"tenantId"` // empty: all customers
	State    string `json:"state"`    // open, waiting (for us), outgoing, closed; empty: all
	Text     string `json:"text"`     // words of title, number, reference, customer or product
	MinDays  int    `json:"minDays"`  // only those created at least so many days ago
	Sort     string `json:"sort"`     // updated, created, severity, state, customer, title; empty: what waits for us first
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
	Counts   map[string]int `json:"counts"` // by state of the query: open, waiting, outgoing, closed; the other filters applied
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
	State      string   `json:"state"`   // open, closed, attention_needed, none; of an outgoing one its state in the outbox
	Channel    string   `json:"channel"` // azure, portal, note; partnercenter: as Partner Center lists it
	CreatedAt  *string  `json:"createdAt"`
	UpdatedAt  *string  `json:"updatedAt"`
	IncidentID string   `json:"incidentId"`
	Problem    *Problem `json:"problem"`
	Product    string   `json:"product"`
	Waiting    bool     `json:"waiting"` // for us: an answer, a correction, a number
}

// RequestDetails is one service request with its notes.
type RequestDetails struct {
	RequestRow
	Description string        `json:"description"`
	Contact     string        `json:"contact"`
	NotesAsOf   *string       `json:"notesAsOf"` // null: the notes were never read
	Notes       []RequestNote `json:"notes"`     // oldest first; those on their way last
	Outgoing    *OutgoingItem `json:"outgoing"`  // of one that was written here
}

// RequestNote is a message on a service request.
type RequestNote struct {
	By      string   `json:"by"`
	At      *string  `json:"at"`
	Text    string   `json:"text"`
	LocalID string   `json:"localId"` // of one that is on its way; else empty
	State   string   `json:"state"`   // its state in the outbox, or empty
	Problem *Problem `json:"problem"`
}

// RequestDraft is a service request as it is written. Which fields a channel needs says Check.
type RequestDraft struct {
	LocalID            string `json:"localId"` // empty: not kept yet
	TenantID           string `json:"tenantId"`
	Channel            string `json:"channel"` // azure, portal
	Title              string `json:"title"`
	Description        string `json:"description"`
	Severity           string `json:"severity"` // minimal, moderate, critical
	Product            string `json:"product"`
	Contact            string `json:"contact"`
	ContactMail        string `json:"contactMail"`
	ContactPhone       string `json:"contactPhone"`
	AffectedUsers      string `json:"affectedUsers"`
	StepsTried         string `json:"stepsTried"`
	IncidentID         string `json:"incidentId"`
	Language           string `json:"language"`     // en, fr: of the headings that Tenantry adds
	Subscription       string `json:"subscription"` // this and the rest: channel azure
	Service            string `json:"service"`
	ServiceName        string `json:"serviceName"`
	Classification     string `json:"classification"`
	ClassificationName string `json:"classificationName"`
}

// OutgoingItem is something in the outbox, with its story.
type OutgoingItem struct {
	RequestRow
	Draft        RequestDraft   `json:"draft"`
	Note         string         `json:"note"`         // channel note: its text
	RequestID    string         `json:"requestId"`    // channel note: the request that it belongs to
	RequestTitle string         `json:"requestTitle"` // channel note
	NextTryAt    *string        `json:"nextTryAt"`
	SentAt       *string        `json:"sentAt"`
	Attempts     int            `json:"attempts"`
	Behind       string         `json:"behind"`   // the local id that it waits behind, or empty
	Editable     bool           `json:"editable"` // may be edited, taken back
	History      []OutgoingStep `json:"history"`  // oldest first
}

// OutgoingStep is one line of the story.
type OutgoingStep struct {
	At      *string  `json:"at"`
	Event   string   `json:"event"` // queued, taken-back, started, delivered, handed-off, found, not-found, failed, lost, interrupted, not-settled, held, released
	State   string   `json:"state"`
	Problem *Problem `json:"problem"`
}

// OutboxPage is what is outgoing, the newest first.
type OutboxPage struct {
	Waiting   int            `json:"waiting"`   // on their way
	Drafts    int            `json:"drafts"`    // being written
	Needs     int            `json:"needs"`     // those that need a person: blocked, rejected, handed off, to be handed off
	Damaged   []string       `json:"damaged"`   // what of the journal could not be read, in English
	Sent      int            `json:"sent"`      // all that arrived; the list holds the newest of them
	Elsewhere int            `json:"elsewhere"` // those that were written as another partner account: not shown
	Requests  []OutgoingItem `json:"requests"`  // the contract's name for the rows
}

// Preflight is what is to be known before a request is queued.
type Preflight struct {
	Fields   map[string]string `json:"fields"`   // field name to what is wrong with it, in English
	Codes    map[string]string `json:"codes"`    // field name to missing, long, control, word or mail, for translation
	Findings []Finding         `json:"findings"` // what the user should look at
}

// Finding is something that speaks against sending.
type Finding struct {
	Kind     string `json:"kind"`     // delegation-ended, delegation-ends, incident, duplicate, placeholder
	Blocking bool   `json:"blocking"` // it can't be queued; else the user decides
	Text     string `json:"text"`     // English
	ID       string `json:"id"`       // of the incident or the request (its number or local id), or the placeholder
	Title    string `json:"title"`
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
	State   string `json:"state"`
}

// RequestContact is whom Microsoft calls.
type RequestContact struct {
	Name  string `json:"name"`
	Mail  string `json:"mail"`
	Phone string `json:"phone"`
}

// RequestTemplate is a text to start from. Its texts may hold placeholders such as {customer}.
type RequestTemplate struct {
	ID          string `json:"id"` // empty: a new one
	Name        string `json:"name"`
	Language    string `json:"language"` // en, fr
	Title       string `json:"title"`
	Description string `json:"description"`
	StepsTried  string `json:"stepsTried"`
	Severity    string `json:"severity"`
	Product     string `json:"product"`
	BuiltIn     bool   `json:"builtIn"` // comes with the program: can be copied, not changed
}

// RequestTemplates are the templates and the placeholders that their texts may hold.
type RequestTemplates struct {
	Templates    []RequestTemplate `json:"templates"`
	Placeholders []string          `json:"placeholders"` // without braces
}

// HandOff is what a person needs to file a request on the customer's support page.
type HandOff struct {
	Item   OutgoingItem `json:"item"`
	URL    string       `json:"url"`
	Opened bool         `json:"opened"` // the page was opened in the browser
	Title  string       `json:"title"`  // with the mark by which it is found again
	Text   string       `json:"text"`   // everything, title first: for the clipboard
}

// QueuedFor is what became of one request for several customers.
type QueuedFor struct {
	Queued []OutgoingItem    `json:"queued"`
	Failed []CustomerFailure `json:"failed"`
}

// CustomerFailure says why something failed at one customer.
type CustomerFailure struct {
	TenantID string  `json:"tenantId"`
	Customer string  `json:"customer"`
	LocalID  string  `json:"localId"` // the draft that was kept; empty: none
	Failure  Failure `json:"failure"` // of kind conflict: it looks like a request that exists; the user decides
}
