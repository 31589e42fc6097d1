package partner_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/message"
	"tenantry/backend/partner"
)

func TestWhatIsSaidOfASubscription(t *testing.T) {
	today := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	text, err := os.ReadFile("testdata/subscriptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[partner.NextStep]bool{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "|")
		if strings.HasPrefix(line, "#") || len(cells) != 3 {
			continue
		}
		f := strings.Fields(cells[0])
		s := partner.Subscription{Status: f[1], Source: map[string]partner.Source{"graph": partner.SourceGDAP, "center": partner.SourcePartnerCenter}[f[0]], IsTrial: f[4] == "trial"}
		if f[2] != "-" {
			if s.RenewsAt, err = time.Parse(time.DateOnly, f[2]); err != nil {
				t.Fatal(line, err)
			}
		}
		if f[3] != "-" {
			renews := f[3] == "yes"
			s.AutoRenews = &renews
		}
		var c partner.Customer
		c.Absorb(partner.Reading{partner.SubscriptionsPart.TellFrom(s.Source, partner.Seen([]partner.Subscription{s}, today))}, today, today)
		s = c.Bought()[0]
		seen[s.Next] = true
		for i, language := range []message.Language{message.English, "fr"} {
			said := ""
			if words, ok := s.NextWords(today, f[2]); ok {
				said = words.In(language)
			}
			if want := strings.TrimSpace(cells[1+i]); said != want {
				t.Errorf("%s\nsays %q", strings.TrimSpace(line), said)
			}
		}
	}
	for _, next := range partner.NextSteps() {
		if !seen[next] {
			t.Errorf("no line of the table ends in %q", next)
		}
	}
}

func TestASubscriptionIsListedOnceWhicheverServicesTellOfIt(t *testing.T) {
	june, july := morning.AddDate(0, 3, 0), morning.AddDate(0, 4, 0)
	yes, no := true, false
	own := []partner.Subscription{
		{ID: "g1", Name: "Business Premium", Status: "enabled", Total: 5, Used: 4, RenewsAt: june, CommerceIDs: []string{"C1"}, Source: partner.SourceGDAP},
		{ID: "sku", Name: "E3", Status: "enabled", Total: 12, Used: 9, RenewsAt: june, CommerceIDs: []string{"c2", "c3"}, Source: partner.SourceGDAP},
		{ID: "g4", Name: "Visio", Status: "enabled", Total: 1, Used: 1, Source: partner.SourceGDAP},
	}
	sold := []partner.Subscription{
		{ID: "c1", Name: "Own name", Status: "active", Total: 5, Used: -1, RenewsAt: july, AutoRenews: &no, Source: partner.SourcePartnerCenter},
		{ID: "c3", Name: "E3", Status: "active", Total: 6, Used: -1, RenewsAt: july, AutoRenews: &no, Source: partner.SourcePartnerCenter},
		{ID: "c2", Name: "E3", Status: "active", Total: 6, Used: -1, RenewsAt: june, AutoRenews: &yes, Source: partner.SourcePartnerCenter},
		{ID: "c4", Name: "visio", Status: "active", Total: 1, Used: -1, RenewsAt: july, AutoRenews: &yes, Source: partner.SourcePartnerCenter},
		{ID: "c5", Name: "Azure plan", Status: "active", Total: 1, Used: -1, Source: partner.SourcePartnerCenter},
	}
	want := []string{"Azure plan partnercenter turns", "Business Premium gdap ends 2026-06-02", "E3 gdap renews 2026-06-02", "Visio gdap renews 2026-07-02"}
	tell := func(c *partner.Customer, from partner.Source, list []partner.Subscription) {
		c.Absorb(partner.Reading{partner.SubscriptionsPart.TellFrom(from, partner.Seen(list, morning))}, morning, morning)
	}
	for _, first := range []bool{true, false} {
		var c partner.Customer
		if first {
			tell(&c, "", own)
		}
		tell(&c, partner.SourcePartnerCenter, sold)
		tell(&c, "", own) // and the next sync changes nothing
		var got []string
		for _, s := range c.Bought() {
			row := s.Name + " " + string(s.Source) + " " + string(s.Next)
			if !s.RenewsAt.IsZero() {
				row += " " + s.RenewsAt.Format(time.DateOnly)
			}
			got = append(got, row)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
	}
}
