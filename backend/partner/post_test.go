package partner_test

import (
	"testing"
	"time"

	"tenantry/backend/partner"
)

func TestTheNewestWordComesFirst(t *testing.T) {
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	h := partner.Health{Services: []partner.Service{{Issues: []partner.Issue{{Posts: []partner.Post{
		{Text: "undated"}, {At: day.Add(3 * time.Hour)}, {At: day.Add(4 * time.Hour), HTML: "<p></p>", Text: " "}, {At: day, Text: "first"}, {At: day.Add(2 * time.Hour), Text: "third"}, {At: day.Add(time.Hour), Text: "second"}}}}}}}
	kept := partner.Customer{} // as a version kept it that told the story from its beginning
	if err := partner.HealthPart.Restore(&kept, partner.Freshness{AsOf: day}, func(into any) error { *into.(*partner.Health) = h; return nil }); err != nil {
		t.Fatal(err)
	}
	read := partner.Customer{}
	read.Absorb(partner.Reading{partner.HealthPart.Tell(partner.Seen(h, day))}, day, day)
	want := []string{"third", "second", "first", "undated"}
	for _, c := range []partner.Customer{kept, read} {
		posts := c.Health.Value.Services[0].Issues[0].Posts
		if len(posts) != len(want) {
			t.Fatalf("%d posts: %v", len(posts), posts)
		}
		for i, p := range posts {
			if p.Text != want[i] {
				t.Fatalf("post %d is %q, want %q", i, p.Text, want[i])
			}
		}
	}
}

func TestTheStatusLineOfAPostIsNeitherItsTitleNorItsImpact(t *testing.T) {
	for text, want := range map[string]string{
		"Title: Mail is slow\n\nUser impact: Users wait.\n\nCurrent status: We're reverting a change.\n\nScope of impact: all": "We're reverting a change.",
		"Title: Mail is slow\nUser Impact: Users wait.\nFinal status: It is over: all is well.":                                "It is over: all is well.",
		"Users may be unable to sign in. We'll provide an update within 30 minutes.":                                           "Users may be unable to sign in. We'll provide an update within 30 minutes.",
		"Title: Mail is slow\n\nWe're looking into it: an update follows.":                                                     "We're looking into it: an update follows.",
		"Hello\nCurrent status:\nWe're looking into it.":                                                                       "We're looking into it.",
		"":                                  "",
		"Title: Mail is slow":               "",
		"CURRENT STATUS : Nothing is known": "Nothing is known",
	} {
		if got := (partner.Post{Text: text}).StatusLine(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
