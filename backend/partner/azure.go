package partner

// AzureSubscription is a subscription in which Azure Support can open a ticket (api/facts.md 2.10).
type AzureSubscription struct {
	ID    string `cbor:"1,keyasint"` // a GUID, lower case
	Name  string `cbor:"2,keyasint"`
	State string `cbor:"3,keyasint"` // Azure's word, lower case: "enabled", "warned", "disabled", …
}

// SupportService is a service of Azure's support catalogue. The catalogue is the same for every customer.
type SupportService struct {
	ID   string `cbor:"1,keyasint"` // the last part of its resource id
	Name string `cbor:"2,keyasint"`
}

// ProblemClassification is a kind of problem with one service.
type ProblemClassification struct {
	ID   string `cbor:"1,keyasint"` // the last part of its resource id
	Name string `cbor:"2,keyasint"`
}

// Usable says whether a ticket can be opened in the subscription: a disabled or deleted one is read-only.
func (s AzureSubscription) Usable() bool {
	return s.State != "disabled" && s.State != "deleted" && s.State != "expired"
}

// PartAzure names it.
const PartAzure Part = "azure"

// AzurePart is read when the customer is opened, and with every sync while a ticket of its is open.
var AzurePart = &PartOf[[]AzureSubscription]{name: PartAzure, number: 7, optional: true,
	at: func(c *Customer) *Observed[[]AzureSubscription] { return &c.Azure }}
