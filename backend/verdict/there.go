package verdict

import (
	"slices"
	"time"

	"tenantry/backend/fault"
)

// How old what is known may be to count.
const (
	lately   = 30 * time.Minute   // a failed reading, and the readings it is compared with
	justNow  = 10 * time.Minute   // a failed reading beside a host that can't be connected to: a firewall may be new
	freshFor = time.Hour          // health that may be called good
	wordFor  = 6 * time.Hour      // Microsoft's word
	newsFor  = 7 * 24 * time.Hour // a refusal is news where the customer was read so long before at most
)

// several is how many customers are more than a chance, and of those read lately the share that must have failed: a
// service that serves the others has no outage.
const (
	several      = 2
	severalShare = 10 // one in so many
)

// told is what the readings of customers tell.
type told struct {
	refusing []Customer          // who refuses while nothing is wrong with Microsoft, newly, or is asked about
	failing  map[Service]int     // customers at which Microsoft's service answered with errors lately
	now      map[Service]int     // those at which it did just now
	asked    map[Service]int     // customers that were read lately, or tried
	read     int                 // customers of which something was read lately
	own      map[string]struct{} // those of failing, by id
	fresh    int                 // customers whose health is young enough to be called good
	unknown  int                 // customers whose health was never read
	oldest   time.Time           // of the health in question, leaving aside who was never read
	inScope  int
}

// refuses are the failures that are a customer's own.
func refuses(k fault.Kind) bool {
	return k == fault.Denied || k == fault.Consent || k == fault.SignIn || k == fault.Missing
}

func (f Facts) told() told {
	t := told{failing: map[Service]int{}, now: map[Service]int{}, asked: map[Service]int{}, own: map[string]struct{}{}}
	for _, c := range f.Customers {
		t.hear(f, c)
		if f.Customer != "" && c.ID != f.Customer {
			continue
		}
		t.inScope++
		switch {
		case c.Health.IsZero():
			t.unknown++
			continue
		case f.Now.Sub(c.Health) <= freshFor:
			t.fresh++
		}
		if t.oldest.IsZero() || c.Health.Before(t.oldest) {
			t.oldest = c.Health
		}
	}
	return t
}

// hear takes in what the readings of one customer tell.
func (t *told) hear(f Facts, c Customer) {
	failing, now, asked := map[Service]bool{}, map[Service]bool{}, map[Service]bool{}
	refusing, read := false, false
	for _, r := range c.Reads {
		if f.Now.Sub(r.At) > lately && !(refuses(r.Kind) && c.ID == f.Customer) {
			continue
		}
		asked[r.Service] = true
		switch {
		case r.Kind == "":
			read = true
		case r.Kind == fault.Upstream:
			failing[r.Service] = true
			now[r.Service] = now[r.Service] || f.Now.Sub(r.At) <= justNow
		case refuses(r.Kind) && (c.ID == f.Customer || !r.Before.IsZero() && r.At.Sub(r.Before) <= newsFor):
			refusing = true
		}
	}
	for s := range asked {
		t.asked[s]++
	}
	for s := range failing {
		t.failing[s]++
		t.own[c.ID] = struct{}{}
		if now[s] {
			t.now[s]++
		}
	}
	if refusing && (f.Customer == "" || c.ID == f.Customer) {
		t.refusing = append(t.refusing, c)
	}
	if read {
		t.read++
	}
}

// widely says at how many customers a service fails, if that is more than a chance; failing is told.failing, or those
// of just now. Who can't sign in can't read anything.
func (t told) widely(s Service, failing map[Service]int) (customers int, ok bool) {
	of := []Service{s}
	if s == SignIn {
		of = nil
		for any := range failing {
			of = append(of, any)
		}
	}
	for _, one := range of {
		if n := failing[one]; n >= several && n*severalShare >= t.asked[one] {
			customers = max(customers, n)
		}
	}
	return customers, customers > 0
}

// word is what Microsoft says.
type word struct {
	acknowledged []Incident // of what is asked about, and known lately
	others       []Incident // advisories, incidents of what all services stand on, and those last read long ago
}

func (f Facts) word() (w word) {
	for _, i := range f.Incidents {
		if f.Customer != "" && !slices.Contains(i.Customers, f.Customer) {
			continue
		}
		of := ServiceOf(i.Service)
		whole := of == "suite" || of == SignIn
		if f.Service != "" && of != f.Service && !whole {
			continue
		}
		if i.Advisory || f.Now.Sub(i.Read) > wordFor || f.Service != "" && of != f.Service {
			w.others = append(w.others, i)
			continue
		}
		w.acknowledged = append(w.acknowledged, i)
	}
	return w
}
