package handover_test

import (
	"testing"

	"tenantry/app/handover"
)

func TestAHandoverIsReadStrictly(t *testing.T) {
	for text, want := range map[string]handover.Handover{
		"locked - - -":                     {Start: handover.Locked},
		"locked-passphrase fr - -":         {Start: handover.LockedPassphrase, Looks: handover.Looks{Language: "fr"}},
		"unlocked en dark -":               {Start: handover.Unlocked, Looks: handover.Looks{Language: "en", Theme: "dark"}},
		"waiting - light -":                {Start: handover.Waiting, Looks: handover.Looks{Theme: "light"}},
		"locked de pink -":                 {Start: handover.Locked},
		"locked dark fr -":                 {Start: handover.Locked},
		"":                                 {},
		"locked":                           {},
		"locked - -":                       {},
		"Locked - - -":                     {},
		" locked - - -":                    {},
		"locked - - - -":                   {},
		"locked-passphrase  fr - -":        {},
		"unlocked fr <script> -":           {Start: handover.Unlocked, Looks: handover.Looks{Language: "fr"}},
		"open fr dark -":                   {},
		"unlocked\tfr\tdark\t-":            {},
		"locked fr dark -\n":               {Start: handover.Locked, Looks: handover.Looks{Language: "fr", Theme: "dark"}},
		"switched fr dark 1280x800":        {Start: handover.Switched, Looks: handover.Looks{Language: "fr", Theme: "dark"}, Lay: handover.Geometry{Width: 1280, Height: 800}},
		"locked - - 1024x640m":             {Start: handover.Locked, Lay: handover.Geometry{Width: 1024, Height: 640, Maximised: true}},
		"locked - - 1024x640+8-20":         {Start: handover.Locked, Lay: handover.Geometry{Width: 1024, Height: 640, Placed: true, X: 8, Y: -20}},
		"locked - - 1024x640+8":            {Start: handover.Locked},
		"locked - - 1024":                  {Start: handover.Locked},
		"locked - - -1x-1":                 {Start: handover.Locked},
		"locked - - 9999999x1":             {Start: handover.Locked},
		"locked - - 1024x640 --profile=xy": {},
	} {
		if got := handover.Parse(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// What is written is read: but for the profile, which stands among the arguments.
func TestAHandoverIsReadAsItWasWritten(t *testing.T) {
	for _, h := range []handover.Handover{{Start: handover.Locked}, {Start: handover.Switched, Looks: handover.Looks{Language: "fr", Theme: "dark"},
		Lay: handover.Geometry{Width: 1000, Height: 700}}, {Start: handover.Unlocked, Lay: handover.Geometry{Maximised: true, Width: 1, Height: 2, Placed: true, X: 300, Y: 0}}} {
		if got := handover.Parse(h.String()); got != h {
			t.Errorf("%q: %+v, want %+v", h, got, h)
		}
	}
	if got := (handover.Handover{Start: handover.Switched, Profile: "contoso"}).String(); got != "switched - - -" {
		t.Errorf("%q", got)
	}
}

// A window comes back where it was if one can take hold of it there; else it stands in the middle, no larger than the screen.
func TestAWindowLiesOnTheScreenThatIsThere(t *testing.T) {
	at := func(w, h, x, y int) handover.Geometry {
		return handover.Geometry{Width: w, Height: h, Placed: true, X: x, Y: y}
	}
	middle := func(w, h int) handover.Geometry { return handover.Geometry{Width: w, Height: h} }
	for _, c := range []struct{ lay, want handover.Geometry }{
		{at(1000, 700, 100, 50), at(1000, 700, 100, 50)},
		{at(1000, 700, -500, 0), at(1000, 700, -500, 0)}, // a part of it was beyond the edge
		{at(1000, 700, -950, 0), middle(1000, 700)},
		{at(1000, 700, 2000, 50), middle(1000, 700)}, // on a screen that is gone
		{at(1000, 700, 100, -10), middle(1000, 700)}, // its title can't be seen
		{at(1000, 700, 100, 790), middle(1000, 700)},
		{at(1920, 1080, 0, 0), at(1280, 800, 0, 0)},
		{middle(1920, 1080), middle(1280, 800)},
	} {
		if got := c.lay.On(1280, 800); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.lay, got, c.want)
		}
	}
	if got := (handover.Geometry{Width: 1, Height: 2, Maximised: true, X: 9}).After(at(1000, 700, 100, 50)); got != (handover.Geometry{Width: 1000, Height: 700, Maximised: true, Placed: true, X: 100, Y: 50}) {
		t.Errorf("%+v", got)
	}
}
