package verdict

import (
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Word is the verdict.
type Word string

// The verdicts.
const (
	Microsoft         Word = "microsoft"          // acknowledged by an incident
	ProbablyMicrosoft Word = "probably-microsoft" // not acknowledged: it fails from here and at several customers
	Network           Word = "network"            // our own network, or this computer
	OneCustomer       Word = "customer"           // only this customer
	Healthy           Word = "healthy"
	Unclear           Word = "unclear"
)

// Words lists the verdicts.
func Words() []Word {
	return []Word{Microsoft, ProbablyMicrosoft, Network, OneCustomer, Healthy, Unclear}
}

// Facts are what a verdict is made of.
type Facts struct {
	Now       time.Time
	Service   Service // empty: all
	Customer  string  // the tenant id of the one that is asked about; empty: all
	Customers []Customer
	Incidents []Incident // those that are open, the worst first
	Round     *Round     // what was tried from here; nil: nothing was
}

// Customer is what is known of how one is read.
type Customer struct {
	ID, Name string
	Health   time.Time // when its health was read last; zero: never
	Reads    []Read    // the last one of each of its parts
}

// Read is the last reading of a part of a customer.
type Read struct {
	Service Service    // at which it was read
	Kind    fault.Kind // why it failed; empty: it did not
	At      time.Time
	Before  time.Time // of one that failed: when the part was read last; zero: never
}

// Incident is trouble that Microsoft acknowledges.
type Incident struct {
	ID, Title string
	Service   string // as Microsoft names it
	Advisory  bool   // less than an incident
	Read      time.Time
	Customers []string // tenant ids
}

// Evidence is one thing that the verdict stands on.
type Evidence struct {
	What   string // a word that never changes: "host NAME", "gateway", "proxy", "clock", "incident ID", "customer ID", "customers", "health", "probes"
	OK     bool   // it speaks against trouble
	Detail message.Message
	At     time.Time // zero: of no time
}

// Verdict is the answer.
type Verdict struct {
	Word     Word
	Sentence message.Message
	Evidence []Evidence
	// Reached says that at least one host of Microsoft's answered just now.
	Reached bool
}
