package verdict

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tenantry/backend/message"
)

// names are the services of probes, each once.
func names(all []Probe) string {
	var out []string
	for _, p := range all {
		if n := p.Service.Name(); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

// mostNamed bounds how many customers and incidents are named one by one; more are counted.
const mostNamed = 5

// evidence lists what speaks for trouble first, each as it was found.
func (j judging) evidence() []Evidence {
	all := append(j.ofMicrosoft(), j.ofHere()...)
	all = append(all, j.ofCustomers()...)
	slices.SortStableFunc(all, func(a, b Evidence) int {
		switch {
		case a.OK == b.OK:
			return 0
		case b.OK:
			return -1
		}
		return 1
	})
	return all
}

func (j judging) ofMicrosoft() (all []Evidence) {
	for _, i := range j.word.acknowledged[:min(len(j.word.acknowledged), mostNamed)] {
		all = append(all, Evidence{"incident " + i.ID, false, message.Of("verdict_saw_incident", "service", i.Service, "title", i.Title, "count", len(i.Customers)), i.Read})
	}
	for _, i := range j.word.others[:min(len(j.word.others), mostNamed)] {
		key := "verdict_saw_incident_aside"
		switch {
		case j.Now.Sub(i.Read) > wordFor:
			key = "verdict_saw_incident_old"
		case i.Advisory:
			key = "verdict_saw_advisory"
		}
		all = append(all, Evidence{"incident " + i.ID, false, message.Of(key, "service", i.Service, "title", i.Title), i.Read})
	}
	return all
}

func (j judging) ofHere() (all []Evidence) {
	if j.Round == nil {
		return []Evidence{{What: "probes", Detail: message.Of("verdict_saw_nothing_tried")}}
	}
	for _, p := range j.Round.Probes {
		all = append(all, ofProbe(p))
	}
	at := j.Round.At
	switch g := j.Round.Gateway; {
	case g.Known && g.Address == "":
		all = append(all, Evidence{"gateway", false, message.Of("verdict_saw_no_gateway"), at})
	case g.Known:
		all = append(all, Evidence{"gateway", true, message.Of("verdict_saw_gateway", "address", g.Address), at})
	}
	if j.Round.Proxy != "" {
		through := !slices.ContainsFunc(j.Round.Probes, func(p Probe) bool {
			return slices.Contains([]Failure{ProxySignIn, ProxyRefused, ProxyGone, ProxyFailed}, p.Failed)
		})
		all = append(all, Evidence{"proxy", through, message.Of("verdict_saw_proxy", "proxy", j.Round.Proxy), at})
	}
	if j.dated {
		right, detail := j.skew.Abs() <= maxSkew, message.Of("verdict_saw_clock_right")
		if !right {
			detail = message.Of("verdict_saw_clock", "span", message.Span(j.skew.Abs()))
		}
		all = append(all, Evidence{"clock", right, detail, at})
	}
	return all
}

// failures say why a host did not answer.
var failures = map[Failure]string{
	NoName: "verdict_saw_no_name", Unreached: "verdict_saw_unreached", Silent: "verdict_saw_silent", Broken: "verdict_saw_broken",
	Expired: "verdict_saw_expired", ProxyFailed: "verdict_saw_proxy_failed", Private: "verdict_saw_private", Untrusted: "verdict_saw_untrusted",
	WrongName: "verdict_saw_wrong_name", Portal: "verdict_saw_portal", ProxySignIn: "verdict_saw_proxy_sign_in",
	ProxyRefused: "verdict_saw_proxy_refused", ProxyGone: "verdict_saw_proxy_gone",
}

func ofProbe(p Probe) Evidence {
	what := "host " + p.Host
	service := message.Verbatim(p.Service.Name())
	if p.Service == Witness {
		service = message.Of("verdict_witness")
	}
	if p.Failed != "" {
		return Evidence{what, false, message.Of("verdict_saw_failed", "service", service, "failure", message.Of(failures[p.Failed])), p.At}
	}
	key := "verdict_saw_answer"
	if p.Erred() {
		key = "verdict_saw_error"
	}
	steps := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		steps[i] = strings.ToUpper(string(s.Step)) + " " + strconv.FormatInt(s.Took.Milliseconds(), 10) + " ms"
	}
	return Evidence{what, !p.Erred(), message.Of(key, "service", service, "status", p.Status, "steps", strings.Join(steps, ", ")), p.At}
}

func (j judging) ofCustomers() (all []Evidence) {
	for _, c := range j.told.refusing[:min(len(j.told.refusing), mostNamed)] {
		all = append(all, Evidence{"customer " + c.ID, false, message.Of("verdict_saw_refusing", "name", c.Name), latest(c)})
	}
	if n := len(j.told.own); n > 0 {
		all = append(all, Evidence{"customers", false, message.Of("verdict_saw_errors", "count", n, "read", j.told.read), j.Now})
	} else if j.told.read > 0 {
		all = append(all, Evidence{"customers", true, message.Of("verdict_saw_read", "count", j.told.read), j.Now})
	}
	if j.told.inScope > 0 {
		old := j.told.inScope - j.told.unknown - j.told.fresh
		fine := old == 0 && j.told.unknown == 0
		all = append(all, Evidence{"health", fine, message.Of("verdict_saw_health", "fresh", j.told.fresh, "old", old, "unknown", j.told.unknown), j.told.oldest})
	}
	return all
}

// latest is when a customer refused last.
func latest(c Customer) (at time.Time) {
	for _, r := range c.Reads {
		if refuses(r.Kind) && r.At.After(at) {
			at = r.At
		}
	}
	return at
}
