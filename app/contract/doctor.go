package contract

import (
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Check is one finding of the doctor.
type Check struct {
	Name    string `json:"name"` // profile, keychain, journal, cache, cloud, authority, proxy, network, clock, sign-in, permissions, or "list" and its source
	OK      bool   `json:"ok"`
	Message string `json:"message"` // English: what is right, or what is wrong
	Said
	Remedy    string `json:"remedy"`                      // English advice; empty: nothing is wrong
	RemedyKey string `json:"remedyKey" ts:"Remedy,empty"` // the key of the advice, for translation
	Tenant    string `json:"tenant,omitempty"`            // the customer's at whom it failed; empty: at home, or nowhere
	Code      string `json:"code"`
}

// CheckOf is the finding that err, or if it is nil what good says, makes of what name stands for.
func CheckOf(name string, good message.Message, err error) Check {
	if err == nil {
		return Check{Name: name, OK: true, Message: good.String(), Said: saidOf(good)}
	}
	p := ProblemOfError(err)
	return Check{Name: name, Message: p.Message, Said: p.Said, Remedy: p.Remedy, RemedyKey: p.RemedyKey, Tenant: p.Tenant, Code: p.Code}
}

// Advice is what helps, as the command line says it.
func (c Check) Advice() message.Message { return fault.Remedy(c.RemedyKey).CommandLine(c.Tenant) }

// Words is what was found, for whoever shows it in a language.
func (c Check) Words() message.Message { return c.Said.words(c.Message) }
