package verdict

import (
	"slices"
	"time"

	"tenantry/backend/message"
)

// maxSkew is how wrong a clock may be before certificates and tokens stop making sense.
const maxSkew = 5 * time.Minute

// seen is what a round tells.
type seen struct {
	tried, reached int     // of Microsoft's hosts
	failing        []Probe // those of Microsoft's that did not answer, or that they can't
	witness        *Probe
	fault          *message.Message // what is wrong here beyond doubt; nil: nothing is known to be
	doubt          bool             // what failed may well be our own line
	skew           time.Duration
	dated          bool // whether the skew is known
}

// look reads a round.
func look(r Round) (s seen) {
	for i, p := range r.Probes {
		if p.Service == Witness {
			s.witness = &r.Probes[i]
			continue
		}
		s.tried++
		if p.Failed == "" {
			s.reached++
		}
		if p.Failed != "" || p.Erred() {
			s.failing = append(s.failing, p)
		}
	}
	s.skew, s.dated = skewOf(r.Probes)
	s.fault = s.here(r)
	s.doubt = s.fault != nil || s.witness != nil && (s.witness.Failed != "" || s.witness.Erred())
	for _, p := range s.failing {
		s.doubt = s.doubt || p.Failed == ProxyFailed || p.Failed == NoName || p.Failed == Expired && !s.dated || p.Proxied && p.Erred() && s.reached == len(s.failing)
	}
	return s
}

// skewOf is by how much the clock here is off, as the answer says that is the nearest to it: one server whose clock is
// wrong proves nothing as long as another agrees with ours.
func skewOf(all []Probe) (skew time.Duration, known bool) {
	for _, p := range all {
		if p.Failed != "" || p.Served.IsZero() {
			continue
		}
		if off := p.At.Sub(p.Served); !known || off.Abs() < skew.Abs() {
			skew, known = off, true
		}
	}
	return skew, known
}

// here is what is wrong on our side beyond doubt; nil: nothing is known to be.
func (s seen) here(r Round) *message.Message {
	is := func(key string, pairs ...any) *message.Message {
		m := message.Of(key, pairs...)
		return &m
	}
	expired, unanswered := 0, 0
	for _, p := range r.Probes {
		failed := p.Failed
		if p.Service == Witness && s.reached > 0 { // a company may let nobody but Microsoft through
			failed = ""
		}
		switch failed {
		case Portal:
			return is("verdict_here_portal", "host", p.Host)
		case ProxySignIn:
			return is("verdict_here_proxy_sign_in")
		case ProxyRefused:
			return is("verdict_here_proxy_refused", "host", p.Host)
		case ProxyGone:
			return is("verdict_here_proxy_gone", "proxy", r.Proxy)
		case Private:
			return is("verdict_here_private", "host", p.Host)
		case WrongName:
			return is("verdict_here_wrong_name", "host", p.Host)
		case Untrusted:
			return is("verdict_here_untrusted", "host", p.Host)
		case Expired:
			expired++
		}
		if p.Failed != "" {
			unanswered++
		}
	}
	switch {
	case s.dated && s.skew.Abs() > maxSkew:
		return is("verdict_here_clock", "span", message.Span(s.skew.Abs()))
	case expired > 1 && !s.dated: // certificates of several run out on one day only where the day is wrong
		return is("verdict_here_day")
	case s.reached > 0 || unanswered < len(r.Probes) || unanswered == 0:
		return nil
	case r.Gateway.Known && r.Gateway.Address == "":
		return is("verdict_here_no_way_out")
	}
	return is("verdict_here_nothing", "count", unanswered)
}

// of is what of a round has to do with a service: its own hosts, those that everything stands on, and the witness.
func (r Round) of(s Service) *Round {
	if s == "" || s == "suite" {
		return &r
	}
	r.Probes = slices.DeleteFunc(slices.Clone(r.Probes), func(p Probe) bool {
		return p.Service != s && p.Service != SignIn && p.Service != Graph && p.Service != Witness
	})
	return &r
}
