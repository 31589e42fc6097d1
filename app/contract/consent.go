package contract

// Consent is how the app comes to be approved at a customer: by the customer's administrator, who opens a link,
// or by the partner itself.
type Consent struct {
	TenantID string `json:"tenantId"`
	Name     string `json:"name"`
	Link     string `json:"link"` // for the customer's administrator
	// A letter with the link, in the language that was asked for.
	To       []string `json:"to"` // the customer's technical contacts, as far as known
	Subject  string   `json:"subject"`
	Text     string   `json:"text"`
	MayGrant bool     `json:"mayGrant"` // the delegation lets the partner approve it itself
}
