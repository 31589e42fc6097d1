package verdict

import (
	"slices"

	"tenantry/backend/message"
)

// Judge says whose trouble it is. Microsoft's own word goes first; a fault here is said beside it and otherwise rules out
// that it is Microsoft; what fails from here is probably Microsoft only where it fails at several customers as well, with
// answers that only Microsoft can have given. Old or missing knowledge never makes anything healthy.
func Judge(f Facts) Verdict {
	j := judging{Facts: f, told: f.told(), word: f.word()}
	if f.Round != nil {
		j.Round = f.Round.of(f.Service)
		f.Round = j.Round
		j.seen = look(*f.Round)
	}
	j.own = slices.DeleteFunc(slices.Clone(j.failing), func(p Probe) bool { return f.Service != "" && p.Service != f.Service && p.Service != SignIn })
	v := j.verdict()
	v.Reached = j.reached > 0
	v.Evidence = j.evidence()
	return v
}

// judging is what is weighed.
type judging struct {
	Facts
	seen
	told told
	word word
	own  []Probe // the failing ones of the service in question, or of the sign-in, without which there is none
}

func says(w Word, key string, pairs ...any) Verdict {
	return Verdict{Word: w, Sentence: message.Of(key, pairs...)}
}

func (j judging) verdict() Verdict {
	if len(j.word.acknowledged) > 0 {
		return j.acknowledged()
	}
	if j.fault != nil {
		return says(Network, "verdict_network", "fault", *j.fault)
	}
	if len(j.own) > 0 {
		return j.fromHere()
	}
	if v, ok := j.oneCustomer(); ok {
		return v
	}
	return j.nothingFails()
}

// acknowledged says Microsoft's word, and what is wrong here besides.
func (j judging) acknowledged() Verdict {
	first := j.word.acknowledged[0]
	switch more := len(j.word.acknowledged) - 1; {
	case j.fault != nil:
		return says(Microsoft, "verdict_microsoft_and_here", "incident", first.ID, "service", first.Service, "title", first.Title, "fault", *j.fault)
	case more > 0:
		return says(Microsoft, "verdict_microsoft_more", "incident", first.ID, "service", first.Service, "title", first.Title, "count", more)
	}
	return says(Microsoft, "verdict_microsoft", "incident", first.ID, "service", first.Service, "title", first.Title)
}

// fromHere judges what fails from here while nothing here is known to be wrong.
func (j judging) fromHere() Verdict {
	what := names(j.own)
	if j.doubt {
		return says(Unclear, "verdict_unclear_line", "services", what)
	}
	for _, p := range j.own {
		n, ok := j.told.widely(p.Service, j.told.failing)
		if !p.Erred() { // no connection: a firewall here does that too
			n, ok = j.told.widely(p.Service, j.told.now)
			ok = ok && j.witness != nil
		}
		if ok && (j.witness != nil || j.reached > len(j.own)) {
			return says(ProbablyMicrosoft, "verdict_probably", "service", p.Service.Name(), "count", n)
		}
	}
	return says(Unclear, "verdict_unclear_here_only", "services", what)
}

// oneCustomer says that a customer is alone with its trouble. It is only said while others are read.
func (j judging) oneCustomer() (Verdict, bool) {
	others := j.told.read
	if j.Customer != "" {
		for _, c := range j.Customers {
			if c.ID != j.Customer {
				continue
			}
			if slices.ContainsFunc(c.Reads, func(r Read) bool { return r.Kind == "" && j.Now.Sub(r.At) <= lately }) {
				others-- // it is read in part
			}
			_, errs := j.told.own[c.ID]
			switch {
			case others <= 0:
			case len(j.told.refusing) > 0:
				return says(OneCustomer, "verdict_customer_refuses", "name", c.Name, "count", others), true
			case errs && len(j.told.own) == 1:
				return says(OneCustomer, "verdict_customer_errs", "name", c.Name, "count", others), true
			}
		}
		return Verdict{}, false
	}
	if len(j.told.refusing) != 1 || len(j.told.own) > 0 {
		return Verdict{}, false
	}
	one := j.told.refusing[0]
	if slices.ContainsFunc(one.Reads, func(r Read) bool { return r.Kind == "" && j.Now.Sub(r.At) <= lately }) {
		others--
	}
	if others <= 0 {
		return Verdict{}, false
	}
	return says(OneCustomer, "verdict_customer_refuses", "name", one.Name, "count", others), true
}

// nothingFails judges where nothing that was tried fails, or nothing was tried. Healthy is what is known to be.
func (j judging) nothingFails() Verdict {
	for s := range j.told.failing {
		if n, ok := j.told.widely(s, j.told.failing); ok {
			return says(Unclear, "verdict_unclear_there_only", "service", s.Name(), "count", n)
		}
	}
	switch {
	case len(j.failing) > 0: // of what is not asked about
		return says(Unclear, "verdict_unclear_beside", "services", names(j.failing))
	case len(j.told.refusing) > 0:
		return says(Unclear, "verdict_unclear_refusing", "count", len(j.told.refusing))
	case len(j.told.own) > 0:
		return says(Unclear, "verdict_unclear_errors", "count", len(j.told.own))
	case len(j.word.others) > 0:
		return says(Unclear, "verdict_unclear_word", "incident", j.word.others[0].ID, "title", j.word.others[0].Title)
	case j.Round == nil:
		return says(Unclear, "verdict_unclear_untried")
	case j.reached == 0 || !j.triedIt():
		return says(Unclear, "verdict_unclear_no_host", "service", j.Service.Name())
	case j.told.inScope == 0:
		return says(Unclear, "verdict_unclear_nobody")
	case j.told.fresh == 0 || j.told.fresh*2 < j.told.inScope:
		return says(Unclear, "verdict_unclear_old", "count", j.told.inScope-j.told.fresh, "total", j.told.inScope)
	}
	return says(Healthy, "verdict_healthy", "count", j.told.fresh)
}

// triedIt says whether a host of the service in question was tried at all.
func (j judging) triedIt() bool {
	return j.Service == "" || slices.ContainsFunc(j.Round.Probes, func(p Probe) bool { return p.Service == j.Service })
}
