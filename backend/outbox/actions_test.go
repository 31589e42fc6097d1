package outbox

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

func TestADraftHasAnIDThatCanBeReadAloudAndNoOtherHas(t *testing.T) {
	b := open(t, &fake{})
	seen := map[string]bool{}
	for range 500 {
		o, err := b.Add(partner.Outgoing{ID: "mine", Tenant: "a", State: partner.Sent, Place: 9, Key: "k", Number: "n"})
		if err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(`^TNT-[0-9A-HJKMNP-TV-Z]{6}$`).MatchString(o.ID) || seen[o.ID] {
			t.Fatalf("id %q", o.ID)
		}
		seen[o.ID] = true
		if o.State != partner.Drafted || o.Place != 0 || o.Key != "" || o.Number != "" || o.CreatedAt.IsZero() || o.CreatedAt.Location() != time.UTC {
			t.Fatalf("a new draft is %+v", o)
		}
	}
	ids := []string{"TNT-A", "TNT-A", "TNT-B"}
	b.newID = func() (id string) { id, ids = ids[0], ids[1:]; return id }
	for _, want := range []string{"TNT-A", "TNT-B"} {
		if o, err := b.Add(partner.Outgoing{}); err != nil || o.ID != want {
			t.Errorf("%s, %v; want %s", o.ID, err, want)
		}
	}
}

func TestAnEditChangesTheContentAndNothingElse(t *testing.T) {
	j := memstore.NewJournal().Outbox()
	clock := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	b := open(t, &fake{}, on(j), func(o *Options) { o.Now = func() time.Time { clock = clock.Add(time.Second); return clock } })
	old, err := b.Add(partner.Outgoing{Tenant: "a", Channel: partner.ByAzure})
	if err != nil {
		t.Fatal(err)
	}
	got, err := b.Edit(old.ID, func(o *partner.Outgoing) error {
		o.ID, o.State, o.Place, o.Key, o.Number, o.CreatedAt = "x", partner.Sent, 7, "k", "n", time.Time{}
		o.Draft.Title, o.Channel, o.Customer, o.Partner = "Title", partner.ByPortal, "Customer", "p"
		return nil
	})
	want := old
	want.Draft.Title, want.Channel, want.Customer, want.Partner, want.UpdatedAt = "Title", partner.ByPortal, "Customer", "p", got.UpdatedAt
	if d := cmp.Diff(want, got); err != nil || d != "" || !got.UpdatedAt.After(old.UpdatedAt) {
		t.Errorf("%v, changed at %s (-want +got):\n%s", err, got.UpdatedAt, d)
	}
	if o := kept(t, j, old.ID); o.Draft.Title != "Title" {
		t.Error("it is not on disk")
	}
	no := errors.New("no")
	if _, err := b.Edit(old.ID, func(o *partner.Outgoing) error { o.Draft.Title = "Other"; return no }); !errors.Is(err, no) {
		t.Errorf("%v", err)
	}
	if o, _ := b.Get(old.ID); o.Draft.Title != "Title" {
		t.Error("a change that failed was kept")
	}
}

func TestWhatPassedTheCheckIsWhatIsQueuedInOneWrite(t *testing.T) {
	j := &countingDisk{Outbox: memstore.NewJournal().Outbox()}
	b := open(t, &fake{}, on(j))
	o, err := b.Add(partner.Outgoing{Tenant: "a", Channel: partner.ByNote, Note: " text "})
	if err != nil {
		t.Fatal(err)
	}
	j.puts = 0
	no := errors.New("no")
	if _, err := b.Queue(o.ID, func(o *partner.Outgoing) error { o.Note = "x"; return no }); !errors.Is(err, no) || j.puts != 0 {
		t.Errorf("%v, %d writes", err, j.puts)
	}
	if k, _ := b.Get(o.ID); k.State != partner.Drafted || k.Note != " text " {
		t.Errorf("what did not pass is %s %q", k.State, k.Note)
	}
	got, err := b.Queue(o.ID, func(o *partner.Outgoing) error {
		o.Note, o.Place, o.State = "text", 99, partner.Sent
		_ = b.List() // may read
		return nil
	})
	if err != nil || got.Note != "text" || got.State != partner.Queued || got.Place != 1 || j.puts != 1 {
		t.Errorf("%+v, %v, %d writes", got, err, j.puts)
	}
	if _, err := b.Queue(o.ID, func(*partner.Outgoing) error { t.Error("checked though it is no draft"); return nil }); fault.KindOf(err) != fault.Conflict {
		t.Errorf("%v", err)
	}
}

func TestOnlyWhatIsNotOnItsWayIsEdited(t *testing.T) {
	for _, s := range partner.OutStates() {
		j := memstore.NewJournal().Outbox()
		if err := j.Put(partner.Outgoing{ID: "TNT-A", Channel: partner.ByPortal, State: s}); err != nil {
			t.Fatal(err)
		}
		b := open(t, &fake{}, on(j))
		o, _ := b.Get("TNT-A")
		_, err := b.Edit("TNT-A", func(o *partner.Outgoing) error { o.Draft.Title = "new"; return nil })
		if (err == nil) != o.Editable() || err != nil && fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: %v", o.State, err)
		}
	}
}

func TestAnEditTakesBackWhatIsQueuedInOneWrite(t *testing.T) {
	j := &countingDisk{Outbox: memstore.NewJournal().Outbox()}
	b := open(t, &fake{}, on(j))
	id := note(t, b, "a")
	j.puts = 0
	if _, err := b.Edit(id, func(o *partner.Outgoing) error { o.Note = "other"; return nil }); err != nil {
		t.Fatal(err)
	}
	want(t, b, id, partner.Drafted)
	if o := kept(t, j, id); j.puts != 1 || o.State != partner.Drafted || o.Note != "other" {
		t.Errorf("%d writes; on disk: %s %q", j.puts, o.State, o.Note)
	}
}

func TestWhatIsBeingSentCanNotBeChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{send: func(ctx context.Context, _ partner.Outgoing) error { time.Sleep(time.Minute); return nil }}
		b := open(t, f)
		id := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		for name, act := range map[string]func() error{
			"edit":      func() error { _, err := b.Edit(id, func(*partner.Outgoing) error { return nil }); return err },
			"take back": func() error { _, err := b.TakeBack(id); return err },
			"queue":     func() error { _, err := b.Queue(id, nil); return err },
			"discard":   func() error { return b.Discard(id) },
			"erase":     func() error { return b.Erase(id) },
			"hand off":  func() error { _, err := b.HandOff(id); return err },
			"found":     func() error { _, err := b.Found(id, "1", "", false); return err },
			"not there": func() error { _, err := b.NotThere(id); return err },
		} {
			if err := act(); fault.KindOf(err) != fault.Conflict {
				t.Errorf("%s: %v", name, err)
			}
		}
		want(t, b, id, partner.Sending)
	})
}

func TestWhatIsNotThereIsMissing(t *testing.T) {
	b := open(t, &fake{})
	_, edit := b.Edit("TNT-A", func(*partner.Outgoing) error { return nil })
	_, handOff := b.HandOff("TNT-A")
	for _, err := range []error{edit, handOff, b.Discard("TNT-A"), b.Erase("TNT-A")} {
		if fault.KindOf(err) != fault.Missing {
			t.Errorf("%v", err)
		}
	}
	if _, ok := b.Get("TNT-A"); ok || b.Behind("TNT-A") != "" {
		t.Error("it is there")
	}
}

func TestOnlyWhatNobodyWaitsForIsDiscarded(t *testing.T) {
	for _, s := range partner.OutStates() {
		j := memstore.NewJournal().Outbox()
		if err := j.Put(partner.Outgoing{ID: "TNT-A", Channel: partner.ByPortal, State: s}); err != nil {
			t.Fatal(err)
		}
		b := open(t, &fake{}, on(j))
		may := s == partner.Drafted || s == partner.Rejected || s == partner.Sent
		if err := b.Discard("TNT-A"); (err == nil) != may || !may && fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: %v", s, err)
		}
		if n := len(b.List()); (n == 0) != may {
			t.Errorf("%s: %d left", s, n)
		}
		if err := b.Erase("TNT-A"); (err == nil) == may {
			t.Errorf("erase %s: %v", s, err)
		}
		for o, err := range j.All() {
			t.Errorf("%s: still on disk: %s, %v", s, o.ID, err)
		}
	}
}

func TestAHandOffIsOneWriteAndAPersonOrASyncEndsIt(t *testing.T) {
	j := &countingDisk{Outbox: memstore.NewJournal().Outbox()}
	b := open(t, &fake{}, on(j))
	id := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByPortal})
	j.puts = 0
	o, err := b.HandOff(id)
	if err != nil || o.State != partner.HandedOff || j.puts != 1 || onTheirWay(b) != 1 {
		t.Fatalf("%s, %v, %d writes, %d waiting", o.State, err, j.puts, onTheirWay(b))
	}
	if o, err = b.Found(id, "616122292874576", "", false); err != nil || o.State != partner.Sent || o.Number != "616122292874576" || onTheirWay(b) != 0 {
		t.Errorf("%+v, %v", o, err)
	}
	id = queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByPortal})
	if _, err = b.HandOff(id); err == nil {
		o, err = b.TakeBack(id)
	}
	if err != nil || o.State != partner.Drafted {
		t.Errorf("%s, %v", o.State, err)
	}
}

func TestAHandOffThatIsNotAllowedIsHeldAndSaysWhy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var problem error = fault.New(fault.Denied, "the delegation ended")
		b := open(t, &fake{}, func(o *Options) { o.Allowed = func(partner.Outgoing) error { return problem } })
		serve(t, b)
		id := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByPortal})
		if _, err := b.HandOff(id); fault.KindOf(err) != fault.Denied {
			t.Errorf("%v", err)
		}
		want(t, b, id, partner.Blocked)
		problem = nil
		b.Wake(WakeSync)
		synctest.Wait()
		want(t, b, id, partner.Queued) // waits for a person, as before
		problem = fault.New(fault.Denied, "again")
		_, _ = b.HandOff(id)
		problem = nil
		if o, err := b.HandOff(id); err != nil || o.State != partner.HandedOff {
			t.Errorf("%s, %v", o.State, err)
		}
		note := note(t, b, "a")
		if _, err := b.HandOff(note); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a note was handed off: %v", err)
		}
	})
}

func TestAPersonSettlesWhatCanNotBeRead(t *testing.T) {
	for _, there := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			broken := true
			f := &fake{settle: func(context.Context, partner.Outgoing) (bool, error) {
				if broken {
					return false, fault.New(fault.Denied, "403")
				}
				return false, nil
			}}
			f.send = func(context.Context, partner.Outgoing) error {
				if len(f.sent) == 1 {
					return unsure(fault.Offline)
				}
				return nil
			}
			b := open(t, f)
			id := note(t, b, "a")
			serve(t, b)
			time.Sleep(time.Hour)
			synctest.Wait()
			want(t, b, id, partner.Uncertain)
			broken = false
			var err error
			if there {
				_, err = b.Found(id, "1", "", false)
			} else {
				_, err = b.NotThere(id)
			}
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			want(t, b, id, partner.Sent)
			if n := len(f.calls()); (n == 1) != there {
				t.Errorf("there: %v, sent %d times", there, n)
			}
		})
	}
}

func TestAPersonWhoIsMistakenDoublesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		readable := false
		f := &fake{send: func(context.Context, partner.Outgoing) error { return unsure(fault.Upstream) },
			settle: func(context.Context, partner.Outgoing) (bool, error) {
				if !readable {
					return false, fault.New(fault.Denied, "403")
				}
				return true, nil
			}}
		b := open(t, f)
		id := note(t, b, "a")
		serve(t, b)
		time.Sleep(time.Hour)
		synctest.Wait()
		readable = true
		if _, err := b.NotThere(id); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		want(t, b, id, partner.Sent)
		if n := len(f.calls()); n != 1 {
			t.Errorf("sent %d times", n)
		}
	})
}

func TestTheListIsNewestFirstAndACopy(t *testing.T) {
	clock := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	b := open(t, &fake{}, func(o *Options) { o.Now = func() time.Time { clock = clock.Add(time.Second); return clock } })
	first, second := note(t, b, "a"), note(t, b, "b")
	list := b.List()
	if len(list) != 2 || list[0].ID != second || list[1].ID != first {
		t.Fatalf("%v", list)
	}
	list[0].State, list[0].History[0].Event = partner.Sent, "x"
	if o, _ := b.Get(second); o.State != partner.Queued || o.History[0].Event != partner.WasQueued {
		t.Error("who changes the list changes the outbox")
	}
}

func TestAnEntryThatCanNotBeReadIsToldAndLeftAlone(t *testing.T) {
	j := memstore.NewJournal().Outbox()
	if err := j.Put(partner.Outgoing{ID: "TNT-GOOD", State: partner.Drafted}); err != nil {
		t.Fatal(err)
	}
	b := open(t, &fake{}, on(damagedDisk{Outbox: j, id: "TNT-BAD"}))
	if d := b.Damaged(); len(d) != 1 || fault.KindOf(d[0]) != fault.Corrupt || !strings.Contains(d[0].Error(), "TNT-BAD") {
		t.Errorf("damaged: %v", d)
	}
	if l := b.List(); len(l) != 1 || l[0].ID != "TNT-GOOD" {
		t.Errorf("list: %v", l)
	}
	ids := []string{"TNT-BAD", "TNT-NEW"}
	b.newID = func() (id string) { id, ids = ids[0], ids[1:]; return id }
	if o, err := b.Add(partner.Outgoing{}); err != nil || o.ID != "TNT-NEW" {
		t.Errorf("the damaged one is overwritten: %s, %v", o.ID, err)
	}
	if got := b.IDs(); !slices.Equal(got, []string{"TNT-BAD", "TNT-GOOD", "TNT-NEW"}) {
		t.Errorf("ids: %v", got)
	}
	if _, err := Open(Options{Journal: damagedDisk{Outbox: j}}); fault.KindOf(err) != fault.Corrupt {
		t.Errorf("a journal that can't be read at all: %v", err)
	}
}

func TestWhatCanNotBeReadIsThrownAwayByWhoAsksForIt(t *testing.T) {
	for name, remove := range map[string]func(*Outbox, string) error{"discard": (*Outbox).Discard, "erase": (*Outbox).Erase} {
		j := &deletions{Outbox: memstore.NewJournal().Outbox()}
		b := open(t, &fake{}, on(damagedDisk{Outbox: j, id: "TNT-BAD"}))
		if err := remove(b, "TNT-BAD"); err != nil || len(b.Damaged()) != 0 || len(b.IDs()) != 0 || !slices.Equal(j.deleted, []string{"TNT-BAD"}) {
			t.Errorf("%s: %v, still %v; deleted on disk: %v", name, err, b.Damaged(), j.deleted)
		}
		if err := remove(b, "TNT-BAD"); fault.KindOf(err) != fault.Missing {
			t.Errorf("%s twice: %v", name, err)
		}
	}
}

func TestAPlaceIsNeverBeforeThoseWhoWaitAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := memstore.NewJournal().Outbox()
		f := &fake{}
		b := open(t, f, on(j))
		first := note(t, b, "a")
		b = open(t, f, on(j))
		second := note(t, b, "a")
		if _, err := b.TakeBack(first); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Queue(first, nil); err != nil {
			t.Fatal(err)
		}
		serve(t, b)
		synctest.Wait()
		if got := f.calls(); !slices.Equal(got, []string{second, first}) {
			t.Errorf("sent %v", got)
		}
	})
}
