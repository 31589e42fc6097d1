package verdict_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/verdict"
)

// ours are the failures that are here beyond doubt.
var ours = []verdict.Failure{verdict.Private, verdict.Untrusted, verdict.WrongName, verdict.Portal, verdict.ProxySignIn, verdict.ProxyRefused, verdict.ProxyGone}

var others = []verdict.Failure{verdict.NoName, verdict.Unreached, verdict.Silent, verdict.Broken, verdict.Expired, verdict.ProxyFailed}

// anyRound is a round of any failures; ofHere says that one of them is ours, that no host answers, or that the clock is wrong.
func anyRound(r *rand.Rand, now time.Time, hosts []verdict.Target) (out verdict.Round, ofHere bool) {
	off := time.Duration(0)
	if r.IntN(6) == 0 {
		off = 6*time.Minute + time.Duration(r.IntN(1000))*time.Hour
	}
	answered := false
	for _, t := range hosts {
		p := verdict.Probe{Service: t.Service, Host: t.At.Host, At: now}
		switch r.IntN(4) {
		case 0:
			p.Status, p.Served = 200, now.Add(-off)
		case 1:
			p.Status, p.Served = 503, now.Add(-off)
		case 2:
			p.Failed = others[r.IntN(len(others))]
		case 3:
			if r.IntN(4) == 0 && t.Service != verdict.Witness {
				p.Failed, ofHere = ours[r.IntN(len(ours))], true
			} else {
				p.Status, p.Served = 404, now.Add(-off)
			}
		}
		if p.Failed == "" {
			answered = true
		}
		out.Probes = append(out.Probes, p)
	}
	out.At, out.Proxy = now, "http://proxy.example:8080"
	return out, ofHere || !answered || off > 0
}

func anyFacts(r *rand.Rand, now time.Time) verdict.Facts {
	f := verdict.Facts{Now: now}
	if r.IntN(2) == 0 {
		f.Service = verdict.Services()[r.IntN(len(verdict.Services()))]
	}
	kinds := append(fault.Kinds(), "", "", "", fault.Upstream, fault.Upstream)
	for i := range r.IntN(12) {
		c := verdict.Customer{ID: fmt.Sprint(i), Name: fmt.Sprint("number ", i), Health: now.Add(-time.Duration(r.IntN(90)) * time.Minute)}
		for range r.IntN(3) {
			at := now.Add(-time.Duration(r.IntN(60)) * time.Minute)
			s := verdict.Services()[r.IntN(len(verdict.Services()))]
			c.Reads = append(c.Reads, verdict.Read{Service: s, Kind: kinds[r.IntN(len(kinds))], At: at, Before: at.Add(-time.Hour)})
		}
		f.Customers = append(f.Customers, c)
	}
	if len(f.Customers) > 0 && r.IntN(3) == 0 {
		f.Customer = f.Customers[0].ID
	}
	if r.IntN(3) == 0 {
		f.Incidents = []verdict.Incident{{ID: "EX1", Title: "Nobody gets mail", Service: "Exchange Online", Advisory: r.IntN(2) == 0,
			Read: now.Add(-time.Duration(r.IntN(24)) * time.Hour), Customers: []string{"0", "1"}}}
	}
	return f
}

// No world with a fault here is Microsoft's or probably Microsoft's; where Microsoft acknowledges an incident besides,
// sentence and evidence say both. "Probably" is never said where Microsoft has said it, and nothing is healthy that fails.
func TestAFaultHereIsNeverMicrosofts(t *testing.T) {
	at, err := cloud.Named("global")
	if err != nil {
		t.Fatal(err)
	}
	now, hosts := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC), verdict.Own("global").Targets(at)
	said, both := map[verdict.Word]int{}, 0
	for seed := range uint64(60_000) {
		r := rand.New(rand.NewPCG(seed, 1))
		f := anyFacts(r, now)
		relevant := slices.DeleteFunc(slices.Clone(hosts), func(h verdict.Target) bool {
			return f.Service != "" && f.Service != "suite" && !slices.Contains([]verdict.Service{f.Service, verdict.SignIn, verdict.Graph, verdict.Witness}, h.Service)
		})
		round, ofHere := anyRound(r, now, relevant)
		f.Round = &round
		v := verdict.Judge(f)
		said[v.Word]++
		incident := slices.ContainsFunc(v.Evidence, func(e verdict.Evidence) bool {
			return strings.HasPrefix(e.What, "incident") && e.Detail.Key == "verdict_saw_incident"
		})
		bad := slices.ContainsFunc(v.Evidence, func(e verdict.Evidence) bool {
			return !e.OK && (strings.HasPrefix(e.What, "host ") || e.What == "clock")
		})
		switch {
		case (v.Word == verdict.Microsoft) != incident:
			t.Fatalf("seed %d: %s, though an acknowledged incident is: %v", seed, v.Sentence, incident)
		case ofHere && v.Word == verdict.ProbablyMicrosoft:
			t.Fatalf("seed %d: something is wrong here, and it says %s: %+v", seed, v.Sentence, round)
		case ofHere && v.Word == verdict.Microsoft:
			both++
			if v.Sentence.Key != "verdict_microsoft_and_here" || !bad {
				t.Fatalf("seed %d: what is wrong here is kept back: %s", seed, v.Sentence)
			}
		case ofHere && v.Word != verdict.Network:
			t.Fatalf("seed %d: something is wrong here, and it says %s: %+v", seed, v.Sentence, round)
		case v.Word == verdict.Healthy && slices.ContainsFunc(round.Probes, func(p verdict.Probe) bool {
			return p.Service != verdict.Witness && (p.Failed != "" || p.Erred())
		}):
			t.Fatalf("seed %d: a host fails, and it says %s", seed, v.Sentence)
		}
	}
	for _, w := range verdict.Words() {
		if said[w] == 0 {
			t.Errorf("no world is %s: the test looks at the wrong place; %v", w, said)
		}
	}
	if both == 0 {
		t.Error("no world has both")
	}
}

// The same over the sockets: whatever is told of the customers, a network that is in the way is found.
func TestAFaultOnTheWireIsFoundWhateverTheCustomersTell(t *testing.T) {
	k := newKeys(t)
	for _, here := range []string{"hosts: has somebody else's certificate", "hosts: answers 511", "hosts: inside, is not there", "hosts: is silent",
		"hosts: has a certificate of an unknown authority", "hosts: has no name", "proxy: wants a sign-in", "proxy: refuses graph.microsoft.com",
		"proxy: is not there", "our clock is ahead: 26280h", "our clock is ahead: 20m"} {
		for _, told := range []string{"12 customers: upstream 1m ago", "12 customers: read 1m ago", "1 customers: denied 1m ago, read before 1d ago"} {
			w := &world{network: network{keys: k, hosts: map[string]string{}}, cloud: "global"}
			for _, line := range []string{here, told} {
				if err := w.line(line); err != nil {
					t.Fatal(err)
				}
			}
			synctest.Test(t, func(t *testing.T) {
				if v := w.judged(t); v.Word != verdict.Network {
					t.Errorf("%s; %s: %s", here, told, v.Sentence)
				}
			})
		}
	}
}
