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
		Lay: handover.Geometry{Width: 1000, Height: 700}}, {Start: handover.Unlocked, Lay: handover.Geometry{Maximised: true, Width: 1, Height: 2}}} {
		if got := handover.Parse(h.String()); got != h {
			t.Errorf("%q: %+v, want %+v", h, got, h)
		}
	}
	if got := (handover.Handover{Start: handover.Switched, Profile: "contoso"}).String(); got != "switched - - -" {
		t.Errorf("%q", got)
	}
}
