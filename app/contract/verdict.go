package contract

import (
	"tenantry/backend/message"
	"tenantry/backend/verdict"
)

// Verdict is whose trouble it is: Microsoft's, our own network's, one customer's, or nobody's.
type Verdict struct {
	Verdict  string `json:"verdict" ts:"VerdictWord"`
	Sentence string `json:"sentence"` // English
	Said
	Evidence   []Evidence `json:"evidence"` // what speaks for trouble first
	TriedAt    *string    `json:"triedAt"`  // when hosts were tried from here; null: none were
	HostsDated *string    `json:"hostsDated"`
	Reached    bool       `json:"reached"` // a host of Microsoft's answered
	TookMillis int64      `json:"tookMillis"`
}

// Evidence is one thing that a verdict stands on.
type Evidence struct {
	What   string `json:"what"` // a word that stays: "host NAME", "gateway", "proxy", "clock", "incident ID", "customer ID", "customers", "health", "probes"
	OK     bool   `json:"ok"`   // it speaks against trouble
	Detail string `json:"detail"`
	Said
	At *string `json:"at"`
}

// Hosts are the hosts that a verdict tries in a national cloud.
type Hosts struct {
	Cloud string   `json:"cloud"`
	Dated *string  `json:"dated"` // when Microsoft published them
	Hosts []string `json:"hosts"`
}

// VerdictOf is v as both faces show it.
func VerdictOf(v verdict.Verdict) Verdict {
	return Verdict{Verdict: string(v.Word), Sentence: v.Sentence.String(), Said: saidOf(v.Sentence), Reached: v.Reached,
		Evidence: Each(v.Evidence, func(e verdict.Evidence) Evidence {
			return Evidence{What: e.What, OK: e.OK, Detail: e.Detail.String(), Said: saidOf(e.Detail), At: Time(e.At)}
		})}
}

// HostsOf is a list as both faces show it.
func HostsOf(l verdict.List) Hosts {
	return Hosts{Cloud: l.Cloud, Dated: Time(l.Dated), Hosts: Each(l.Rows, func(r verdict.Row) string { return r.Host })}
}

// Words is the verdict for whoever shows it in a language.
func (v Verdict) Words() message.Message { return v.Said.words(v.Sentence) }

// Words is the evidence for whoever shows it in a language.
func (e Evidence) Words() message.Message { return e.Said.words(e.Detail) }
