package catalog

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/catalog/search"
	"tenantry/backend/partner"
)

// Incident is an open issue with the customers it affects.
type Incident struct {
	partner.IssueHead            // as the customer with the newest report tells it
	Customers         []Affected // by name
}

// Affected is a customer as the list of incidents names it.
type Affected struct {
	ID            partner.TenantID
	Name          string
	PrimaryDomain string
}

// Counts are the numbers beside the list. Customers without delegated access are in none of them but their own.
type Counts struct {
	Total        int
	Without      int                         // customers without delegated access
	Unlisted     int                         // customers whom no list names any more, and who stay until that is confirmed
	ByHealth     map[partner.HealthState]int // every state has an entry
	Attention    int                         // customers with trouble
	Read         int                         // customers whose health was read and of whom no part failed
	Unreadable   int                         // customers of which some part could not be read
	NeverRead    int                         // customers whose health was never read
	Median       time.Time                   // since when the health of the Read is known: of half of it since later; zero: there are none
	Oldest       time.Time                   // likewise, of all of it since then or later
	Favourites   int
	OpenRequests int // requests, not customers
	Incidents    int // open issues, each once
	Tags         []TagCount
}

// TagCount says how many customers carry a tag, as it was first written.
type TagCount struct {
	Tag   string
	Count int
}

// digest is what is counted over all customers, once per snapshot and only when asked for.
type digest struct {
	incidents []Incident
	counts    Counts
}

// Incidents lists each open issue once: the worst state first, incidents before advisories, then the
// newest. The slice is shared; it must not be changed.
func (c *Catalog) Incidents() []Incident { return c.now.Load().summed().incidents }

// Counts counts. Its map and slice are shared; they must not be changed.
func (c *Catalog) Counts() Counts { return c.now.Load().summed().counts }

func (s *snapshot) summed() *digest { return lazily(&s.digest, s.sum) }

func (s *snapshot) sum() *digest {
	counts := Counts{Total: len(s.byID) - s.without, Without: s.without, ByHealth: make(map[partner.HealthState]int)}
	for h := partner.Unknown; h <= partner.Outage; h++ {
		counts.ByHealth[h] = 0
	}
	tags := map[string]*TagCount{}
	issues := map[string]*Incident{}
	var ages []time.Time
	for _, slot := range s.byID {
		if !s.slots[slot].UnlistedAt.IsZero() {
			counts.Unlisted++
		}
	}
	for _, slot := range s.list(Query{Sort: ByName}) {
		r := s.slots[slot]
		counts.ByHealth[r.Health]++
		counts.OpenRequests += max(r.OpenRequests, 0)
		if r.Health.Trouble() {
			counts.Attention++
		}
		switch at := r.Freshness[partner.PartHealth].AsOf; {
		case r.problem != nil:
			counts.Unreadable++
		case !at.IsZero():
			ages = append(ages, at)
		}
		if r.Freshness[partner.PartHealth].AsOf.IsZero() {
			counts.NeverRead++
		}
		if r.Favourite {
			counts.Favourites++
		}
		countTags(tags, r.Tags)
		collect(issues, r)
	}
	if counts.Read = len(ages); counts.Read > 0 {
		slices.SortFunc(ages, time.Time.Compare)
		counts.Oldest, counts.Median = ages[0], ages[len(ages)/2]
	}
	d := &digest{counts: counts, incidents: make([]Incident, 0, len(issues))}
	d.counts.Incidents = len(issues)
	d.counts.Tags = make([]TagCount, 0, len(tags))
	for _, t := range tags {
		d.counts.Tags = append(d.counts.Tags, *t)
	}
	slices.SortFunc(d.counts.Tags, func(a, b TagCount) int {
		return cmp.Or(strings.Compare(search.Fold(a.Tag), search.Fold(b.Tag)), strings.Compare(a.Tag, b.Tag))
	})
	for _, i := range issues {
		d.incidents = append(d.incidents, *i)
	}
	slices.SortFunc(d.incidents, worstFirst)
	return d
}

// countTags counts a customer's tags; two spellings of one tag count once.
func countTags(tags map[string]*TagCount, of []string) {
	seen := make([]string, 0, 8)
	for _, t := range of {
		key := cmp.Or(search.Fold(t), t)
		if slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		if tags[key] == nil {
			tags[key] = &TagCount{Tag: t}
		}
		tags[key].Count++
	}
}

// collect adds a customer to the issues it has. A report may name an issue under several services;
// the customer is affected once.
func collect(issues map[string]*Incident, r *row) {
	for _, head := range r.OpenIssues {
		i := issues[head.ID]
		if i == nil {
			i = &Incident{IssueHead: head}
			issues[head.ID] = i
		}
		if head.UpdatedAt.After(i.UpdatedAt) {
			i.IssueHead = head
		}
		if n := len(i.Customers); n == 0 || i.Customers[n-1].ID != r.ID {
			i.Customers = append(i.Customers, Affected{r.ID, r.Name, r.PrimaryDomain})
		}
	}
}

func worstFirst(a, b Incident) int {
	advisory := func(i Incident) int {
		if i.Classification == "advisory" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(b.State, a.State), cmp.Compare(advisory(a), advisory(b)),
		b.StartsAt.Compare(a.StartsAt), strings.Compare(a.ID, b.ID))
}
