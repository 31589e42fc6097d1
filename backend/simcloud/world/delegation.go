package world

import (
	"fmt"
	"time"
)

// Relationship is a GDAP relationship (api/facts.md 1.3).
type Relationship struct {
	ID, Name             string
	Customer             int
	Status               string
	Duration, AutoExtend string // ISO 8601
	Roles                []string
	Reseller             bool // brought by an indirect provider
	Created, Modified    time.Time
	Activated, Ends      time.Time // zero: null
}

// MaxRelationships is the most that one customer has.
const MaxRelationships = 2

// roleSets are the template ids of what partners usually ask for.
var roleSets = [][]string{
	{"f2ef992c-3afb-46b9-b7cf-a126ee74c451", "f023fd81-a637-4b56-95fd-791ac0226033"},
	{"88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "f023fd81-a637-4b56-95fd-791ac0226033", "729827e3-9c14-49f7-bb1b-9608f156bbb8"},
	{"f2ef992c-3afb-46b9-b7cf-a126ee74c451", "f023fd81-a637-4b56-95fd-791ac0226033", "4d6ac14f-3453-41d0-bef9-a3e0c569773a",
		"729827e3-9c14-49f7-bb1b-9608f156bbb8", "fe930be7-5e62-47db-91af-98c3a49a38b1", "29232cdf-9323-42fd-ade2-1d097af3e4de",
		"158c047a-c907-4556-b7ef-446551a6b5f7"},
}

// directoryReadersOnly may read the directory and no service health.
var directoryReadersOnly = []string{"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"}

// partnerHalf is the second GUID of every relationship id.
const partnerHalf = "8777b240-c6f0-4469-9e98-a3205431b836"

// Relationships lists customer i's, the one that matters first; none where the list does not name it.
func (w *World) Relationships(i int) []Relationship {
	if !w.Listed(Relationships, i) {
		return nil
	}
	length := []int{730, 730, 365, 180}[w.pick(forDelegation, i, 0, 4)]
	left := 40 + w.pick(forDelegation, i, 1, length-40)
	r := Relationship{ID: w.relationID(i, 0), Customer: i, Status: "active", Duration: fmt.Sprintf("P%dD", length), AutoExtend: "PT0S",
		Roles: choose(w.dice, forDelegation, i, 2, roleSets), Reseller: w.chance(forDelegation, i, 3, 60)}
	r.Name = w.relationName(i, "Support")
	if w.chance(forDelegation, i, 4, 420) {
		r.AutoExtend = "P180D"
	}
	switch {
	case w.Access(i) == Expired:
		r.Status, left = "expired", -1-w.pick(forDelegation, i, 5, 50)
	case w.chance(forDelegation, i, 6, 80):
		left = 2 + w.pick(forDelegation, i, 7, 28)
		if w.chance(forDelegation, i, 8, 300) {
			r.Status = "expiring"
		}
	}
	if w.Access(i) == NoRole {
		r.Roles = directoryReadersOnly
	}
	r.Ends = w.day().AddDate(0, 0, left).Add(11*time.Hour + 24*time.Minute + 42*time.Second + 314*time.Millisecond)
	r.Activated = r.Ends.AddDate(0, 0, -length)
	r.Created = r.Activated.Add(-2 * time.Hour)
	r.Modified = r.Activated
	out := []Relationship{r}
	if second, ok := w.secondRelationship(i, r); ok {
		out = append(out, second)
	}
	return out
}

// seconds are the states of a second relationship, each with how many of a hundred customers have one in it.
// They end, or wait for somebody; every status of api/facts.md 1.3 that is not a first one's comes.
var seconds = []struct {
	status string
	rate   int
	ends   bool // it was active once; else it never was yet
}{
	{"terminated", 14, true}, {"approvalPending", 4, false}, {"created", 2, false}, {"approved", 1, false}, {"activating", 1, false},
	{"terminationRequested", 1, true}, {"terminating", 1, true},
}

// secondRelationship is an older one that ended or is being ended, or one that is not active yet.
func (w *World) secondRelationship(i int, r Relationship) (Relationship, bool) {
	n := w.pick(forDelegation, i, 9, 100)
	if w.Access(i) == Expired && n >= 30 && n < 90 {
		n = 14 // most partners ask again: it awaits the customer's approval
	}
	for _, state := range seconds {
		if n -= state.rate; n >= 0 {
			continue
		}
		r.ID, r.Status = w.relationID(i, 1), state.status
		if !state.ends {
			r.Name, r.Ends, r.Activated = w.relationName(i, "Renewal"), time.Time{}, time.Time{}
			r.Created = w.day().AddDate(0, 0, -4)
			r.Modified = r.Created
			return r, true
		}
		r.Name, r.Duration = w.relationName(i, "Onboarding"), "P90D"
		r.Ends, r.Activated = r.Activated.AddDate(0, 0, -3), r.Activated.AddDate(0, 0, -93)
		r.Created, r.Modified = r.Activated, r.Ends
		if r.Status != "terminated" { // it would go on; somebody ended it an hour ago
			r.Activated = w.day().AddDate(0, 0, -30)
			r.Created, r.Modified, r.Ends = r.Activated, w.day().Add(-time.Hour), r.Activated.AddDate(0, 0, 90)
		}
		return r, true
	}
	return r, false
}

func (w *World) relationID(i, k int) string {
	return w.guid(forRelationID, i*MaxRelationships+k) + "-" + partnerHalf
}

// Relationship finds one by its id.
func (w *World) Relationship(id string) (Relationship, bool) {
	if len(id) != 73 || id[36:] != "-"+partnerHalf {
		return Relationship{}, false
	}
	n, ok := w.unguid(forRelationID, id[:36])
	if !ok || n/MaxRelationships >= w.Len() {
		return Relationship{}, false
	}
	for _, r := range w.Relationships(n / MaxRelationships) {
		if r.ID == id {
			return r, true
		}
	}
	return Relationship{}, false
}

// relationName is unique in the partner and at most 50 characters long (api/facts.md 1.3).
func (w *World) relationName(i int, what string) string {
	name := []rune(w.Name(i))
	return fmt.Sprintf("%s %s %d", string(name[:min(len(name), 32)]), what, i)
}
