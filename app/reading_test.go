package app

import (
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/metered"
	"tenantry/backend/syncer"
)

// kept keeps preferences as the page does: what is there, changed.
func kept(t *testing.T, a *App, change func(*contract.Preferences)) {
	t.Helper()
	p, err := a.Settings.Load()
	if err != nil {
		t.Fatal(err)
	}
	change(&p)
	if err := a.Settings.Save(p, nil); err != nil {
		t.Fatal(err)
	}
}

// The window reads as often as is preferred, not at all while it is paused, and less, or not, where the network costs.
// Who asks is answered all the same.
func TestTheWindowReadsAsOftenAsIsPreferred(t *testing.T) {
	for what, c := range map[string]struct {
		reading contract.Reading
		network metered.State
		silent  time.Duration // for so long nothing is read
		again   time.Duration // within so long it is; 0: never
		rest    contract.Rest
	}{
		"as usual":                      {silent: 9 * time.Minute, again: 11 * time.Minute},
		"every half hour":               {reading: contract.Reading{HealthEvery: 30}, silent: 29 * time.Minute, again: 31 * time.Minute},
		"every five minutes":            {reading: contract.Reading{HealthEvery: 5}, silent: 4 * time.Minute, again: 6 * time.Minute},
		"paused":                        {reading: contract.Reading{Paused: true}, silent: 48 * time.Hour, rest: contract.RestPaused},
		"metered, and nobody minds":     {network: metered.Metered, silent: 9 * time.Minute, again: 11 * time.Minute},
		"less, and it is metered":       {reading: contract.Reading{OnMetered: contract.MeteredLess}, network: metered.Metered, silent: 59 * time.Minute, again: 61 * time.Minute, rest: contract.RestSparing},
		"less, and it is free":          {reading: contract.Reading{OnMetered: contract.MeteredLess}, network: metered.Free, silent: 9 * time.Minute, again: 11 * time.Minute},
		"less, and nothing is known":    {reading: contract.Reading{OnMetered: contract.MeteredLess}, silent: 9 * time.Minute, again: 11 * time.Minute},
		"nothing, and it is metered":    {reading: contract.Reading{OnMetered: contract.MeteredNever}, network: metered.Metered, silent: 48 * time.Hour, rest: contract.RestMetered},
		"less, and rarer is preferred":  {reading: contract.Reading{OnMetered: contract.MeteredLess, HealthEvery: 120}, network: metered.Metered, silent: 119 * time.Minute, again: 121 * time.Minute, rest: contract.RestSparing},
		"paused, whatever the network":  {reading: contract.Reading{Paused: true, OnMetered: contract.MeteredLess}, network: metered.Metered, silent: 48 * time.Hour, rest: contract.RestPaused},
		"nothing, but the way is clear": {reading: contract.Reading{OnMetered: contract.MeteredNever}, network: metered.Free, silent: 9 * time.Minute, again: 11 * time.Minute},
	} {
		t.Run(what, func(t *testing.T) {
			inOffice(t, "small", func(t *testing.T, o *office) {
				a, _ := o.synced(t)
				defer stop(t, a)
				a.Sync.state.reading.network = func() metered.State { return c.network }
				kept(t, a, func(p *contract.Preferences) { p.Reading = c.reading })
				a.Start()
				rows(t, a, contract.CustomerQuery{})
				synctest.Wait()
				before := a.Sync.Status()
				if before.Rest != c.rest {
					t.Errorf("said to rest for %q", before.Rest)
				}
				time.Sleep(c.silent)
				synctest.Wait()
				if s := a.Sync.Status(); *s.FinishedAt != *before.FinishedAt {
					t.Errorf("read within %v", c.silent)
				}
				if c.again == 0 {
					if r, err := a.SyncNow(t.Context(), "", false, nil); err != nil || r.Customers.HealthRead == 0 {
						t.Errorf("who asks reads %+v, %v", r.Customers, err)
					}
					return
				}
				time.Sleep(c.again - c.silent)
				synctest.Wait()
				if s := a.Sync.Status(); *s.FinishedAt == *before.FinishedAt || s.HealthRead == 0 {
					t.Errorf("not read within %v: %+v", c.again, s)
				}
			})
		})
	}
}

func TestWhoAsksGetsNoLessThanAtTheUsualPace(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		kept(t, a, func(p *contract.Preferences) { p.Reading.HealthEvery = 240 })
		time.Sleep(syncer.HealthTTL)
		r, err := a.SyncNow(t.Context(), "", false, nil)
		if err != nil || r.Customers.HealthRead != r.Customers.Synced {
			t.Errorf("%+v, %v", r.Customers, err)
		}
	})
}

func TestPreferencesThatNobodyCanKeepToAreRefusedByName(t *testing.T) {
	for key, p := range map[string]contract.Preferences{
		"setting_health":      {Reading: contract.Reading{HealthEvery: 1}},
		"setting_details":     {Reading: contract.Reading{DetailsEvery: 10_000}},
		"setting_metered":     {Reading: contract.Reading{OnMetered: "sometimes"}},
		"setting_log":         {LogLevel: "loud"},
		"program_preferences": {LockAfter: -1},
	} {
		f, ok := fault.As(p.Check())
		if !ok || f.Kind != fault.Invalid || f.Message.Key != key {
			t.Errorf("%s: %v", key, p.Check())
		}
	}
	if err := (contract.Preferences{Reading: contract.Reading{HealthEvery: 60, DetailsEvery: 24}}).Check(); err != nil {
		t.Error(err)
	}
}
