package catalog

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/partner"
)

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
	Median       time.Time                   // since when the health of the Read is known: of half of it since later; of the others where nobody was read; zero: of nobody
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

// Incidents lists each issue once, open ones and those that were within the day before a customer was read. The
// slice is shared; it must not be changed.
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
	issues := gathered{}
	var ages, refused []time.Time
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
		switch at := r.Freshness.Of(partner.PartHealth).AsOf; {
		case r.problem != nil:
			counts.Unreadable++
			if !at.IsZero() {
				refused = append(refused, at)
			}
		case !at.IsZero():
			ages = append(ages, at)
		}
		if r.Freshness.Of(partner.PartHealth).AsOf.IsZero() {
			counts.NeverRead++
		}
		if r.Favourite {
			counts.Favourites++
		}
		countTags(tags, r.Tags)
		for _, heads := range [][]partner.IssueHead{r.OpenIssues, r.LatelyOver} {
			for _, head := range heads {
				issues.add(head, Affected{r.ID, r.Name, r.PrimaryDomain})
			}
		}
	}
	if counts.Read = len(ages); counts.Read == 0 {
		ages = refused // they are all there is to be shown
	}
	if len(ages) > 0 {
		slices.SortFunc(ages, time.Time.Compare)
		counts.Oldest, counts.Median = ages[0], ages[len(ages)/2]
	}
	d := &digest{counts: counts, incidents: issues.ordered()}
	for _, i := range d.incidents {
		if i.Open() {
			d.counts.Incidents++
		}
	}
	d.counts.Tags = make([]TagCount, 0, len(tags))
	for _, t := range tags {
		d.counts.Tags = append(d.counts.Tags, *t)
	}
	slices.SortFunc(d.counts.Tags, func(a, b TagCount) int {
		return cmp.Or(strings.Compare(fold.Text(a.Tag), fold.Text(b.Tag)), strings.Compare(a.Tag, b.Tag))
	})
	return d
}

// countTags counts a customer's tags; two spellings of one tag count once.
func countTags(tags map[string]*TagCount, of []string) {
	seen := make([]string, 0, 8)
	for _, t := range of {
		key := cmp.Or(fold.Text(t), t)
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
