package app

// The JSON shapes of the command line's contract; the window gets the same ones, so that both faces
// always say the same. Times are RFC 3339 in UTC, null when unknown. Lists are never null.

// Problem is a failure as both faces show it.
type Problem struct {
	Kind      string  `json:"kind"`
	Message   string  `json:"message"`
	Remedy    string  `json:"remedy"`    // English advice
	RemedyKey string  `json:"remedyKey"` // the key of the advice, for translation
	Code      string  `json:"code"`
	RequestID string  `json:"requestId"`
	At        *string `json:"at"`
}

// Failure is what a bound call rejects with (as a JSON string) and what --json prints.
type Failure struct {
	Kind      string            `json:"kind"`
	Message   string            `json:"message"`
	Remedy    string            `json:"remedy"`
	RemedyKey string            `json:"remedyKey"`
	Code      string            `json:"code"`
	RequestID string            `json:"requestId"`
	Fields    map[string]string `json:"fields,omitempty"` // field name to what is wrong with it
}

// CustomerQuery asks for a window of rows.
type CustomerQuery struct {
	Text      string `json:"text"`
	Sort      string `json:"sort"` // name, domain, health, requests, expiry, age; empty: relevance with a text, else health
	Desc      bool   `json:"desc"`
	Health    string `json:"health"` // a health state, or empty
	Tag       string `json:"tag"`
	Problem   bool   `json:"problem"`   // only customers with a problem
	Favourite bool   `json:"favourite"` // only favourites
	Offset    int    `json:"offset"`
	Limit     int    `json:"limit"` // 0: all
}

// CustomerPage is a window of rows and what lies around it.
type CustomerPage struct {
	Revision   uint64        `json:"revision"`
	AsOf       *string       `json:"asOf"`
	Total      int           `json:"total"` // rows that match
	TookMicros int64         `json:"tookMicros"`
	Customers  []CustomerRow `json:"customers"`
}

// CustomerRow is one customer in a list.
type CustomerRow struct {
	TenantID       string   `json:"tenantId"`
	Name           string   `json:"name"`
	PrimaryDomain  string   `json:"primaryDomain"`
	DisplayDomain  string   `json:"displayDomain"` // the primary domain as people write it (no punycode)
	InitialDomain  string   `json:"initialDomain"`
	Domains        []string `json:"domains"`
	Source         string   `json:"source"`  // graph, partnercenter or import: the strongest list that names it
	Sources        []string `json:"sources"` // every list that names it
	Health         string   `json:"health"`
	HealthAsOf     *string  `json:"healthAsOf"`
	AsOf           *string  `json:"asOf"` // age of the row: the older of details and health
	OpenIssues     int      `json:"openIssues"`
	OpenRequests   *int     `json:"openRequests"` // null: never read
	DelegationEnds *string  `json:"delegationEnds"`
	Tags           []string `json:"tags"`
	Aliases        []string `json:"aliases"`
	Favourite      bool     `json:"favourite"`
	Problem        *Problem `json:"problem"`
	Match          *Match   `json:"match,omitempty"` // search only
}

// Match says where a search found the customer.
type Match struct {
	Field  string  `json:"field"` // name, primaryDomain, domain, initialDomain, tenantId, alias, tag
	Text   string  `json:"text"`  // the text of that field
	Score  float64 `json:"score"`
	Ranges [][]int `json:"ranges"` // pairs [from, to) in UTF-16 code units of Text
}

// Overview is what the navigation and the status line say of all customers.
type Overview struct {
	Revision  uint64         `json:"revision"`
	AsOf      *string        `json:"asOf"`
	Customers int            `json:"customers"`
	ByHealth  map[string]int `json:"byHealth"`
	Problems  int            `json:"problems"` // customers that need attention
	Incidents int            `json:"incidents"`
	Requests  int            `json:"requests"` // open service requests
	Tags      []TagCount     `json:"tags"`
}

// TagCount says how many customers carry a tag.
type TagCount struct {
	Tag   string `json:"tag"`
	Count int    `json:"count"`
}

// CustomerDetails is everything known of one customer but its health report.
type CustomerDetails struct {
	CustomerRow
	Address           Address              `json:"address"`
	Phones            []string             `json:"phones"`
	TechnicalContacts []string             `json:"technicalContacts"`
	VerifiedDomains   []VerifiedDomain     `json:"verifiedDomains"`
	Subscriptions     []Subscription       `json:"subscriptions"`
	Delegations       []Delegation         `json:"delegations"`
	Requests          []ServiceRequest     `json:"requests"`
	Links             []Link               `json:"links"`
	Freshness         map[string]Freshness `json:"freshness"` // details, health, requests, subscriptions, delegations, links
}

// Address is a postal address; any field may be empty.
type Address struct {
	Street     string `json:"street"`
	City       string `json:"city"`
	State      string `json:"state"`
	PostalCode string `json:"postalCode"`
	Country    string `json:"country"`
}

// VerifiedDomain is a domain that the customer proved to own. Display is its Unicode form.
type VerifiedDomain struct {
	Name      string `json:"name"`
	Display   string `json:"display"`
	IsDefault bool   `json:"isDefault"`
	IsInitial bool   `json:"isInitial"`
}

// Subscription is a subscription or a licence pool.
type Subscription struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	SKU      string  `json:"sku"`
	Status   string  `json:"status"`
	Total    int     `json:"total"`
	Used     *int    `json:"used"` // null: unknown
	IsTrial  bool    `json:"isTrial"`
	RenewsAt *string `json:"renewsAt"`
	Source   string  `json:"source"`
}

// Delegation is what allows the partner in.
type Delegation struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Kind       string   `json:"kind"` // gdap, dap, reseller
	Status     string   `json:"status"`
	Roles      []string `json:"roles"`
	EndsAt     *string  `json:"endsAt"`
	AutoExtend bool     `json:"autoExtend"`
}

// ServiceRequest is a support ticket with Microsoft.
type ServiceRequest struct {
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	Severity  string  `json:"severity"`
	Status    string  `json:"status"`
	CreatedAt *string `json:"createdAt"`
	UpdatedAt *string `json:"updatedAt"`
}

// Link opens a portal in the customer's context.
type Link struct {
	Portal string `json:"portal"`
	URL    string `json:"url"`
	Source string `json:"source"`
}

// Freshness says since when a part is known and what kept it from being fresher.
type Freshness struct {
	AsOf    *string  `json:"asOf"`
	Problem *Problem `json:"problem"`
}
