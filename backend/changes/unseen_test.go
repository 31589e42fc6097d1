package changes_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"tenantry/backend/changes"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

// The count that is kept as events come is that of the groups which the log gives, whatever comes, is marked and undone.
func TestTheCountOfUnseenFollowsTheLog(t *testing.T) {
	for seed := range uint64(40) {
		dice := rand.New(rand.NewPCG(seed, 7))
		j := memstore.NewJournal()
		l := changes.New(j)
		id := uint64(0)
		undone := []changes.Undo{}
		at := day
		for step := range 40 {
			at = at.Add(time.Minute)
			switch dice.IntN(5) {
			default:
				added, err := j.Events().Add(reading(dice, &id, at))
				if err == nil {
					err = l.Added(added)
				}
				if err != nil {
					t.Fatal(err)
				}
			case 3:
				undo, err := l.See(changes.Query{Group: fmt.Sprintf("incident/EX%d", dice.IntN(3)), Until: at.Add(time.Duration(dice.IntN(9)-8) * time.Minute)})
				if err != nil {
					t.Fatal(err)
				}
				undone = append(undone, undo)
			case 4:
				if len(undone) > 0 {
					if err := undone[dice.IntN(len(undone))](); err != nil {
						t.Fatal(err)
					}
				}
				if dice.IntN(4) == 0 {
					if _, err := l.SeeAll(at.Add(-5 * time.Minute)); err != nil {
						t.Fatal(err)
					}
				}
			}
			if dice.IntN(3) == 0 {
				continue // several may come before somebody asks
			}
			groups, _, err := l.Groups(changes.Query{Unseen: true}, 0)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := l.Unseen(); got != len(groups) || err != nil {
				t.Fatalf("seed %d, step %d: %d unseen, want %d (%v)", seed, step, got, len(groups), err)
			}
		}
	}
}

// reading is what one sync brings of two customers: news of an incident, health that follows it or stands alone.
func reading(dice *rand.Rand, id *uint64, at time.Time) (events []partner.Event) {
	for range 2 {
		of := partner.Event{At: at, TenantID: customer(dice.IntN(4))}
		if dice.IntN(2) == 0 {
			e := of
			e.Kind, e.What, e.Subject = partner.EventIncident, partner.WasOpened, fmt.Sprintf("EX%d", dice.IntN(3))
			events = append(events, e)
		}
		of.Kind, of.What, of.Known = partner.EventHealth, partner.WentWorse, dice.IntN(5) == 0
		events = append(events, of)
		at = at.Add(time.Second)
	}
	for i := range events {
		*id++
		events[i].ID = *id
	}
	return events
}
