package outbox

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

// What goes to the webhook shares the journal with the requests: neither shows, counts or sends what is the other's.
func TestTwoOverOneJournalKeepApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := memstore.NewJournal().Outbox()
		ours, theirs := &fake{}, &fake{}
		requests := open(t, ours, on(j))
		hooks := open(t, theirs, on(j), func(o *Options) { o.Prefix = partner.ToWebhook })
		note(t, requests, "a")
		first, second := queued(t, hooks, partner.Outgoing{Channel: partner.ByWebhook, Note: "{}"}), queued(t, hooks, partner.Outgoing{Channel: partner.ByWebhook, Note: "{}"})
		if len(requests.List()) != 1 || len(hooks.List()) != 2 || !strings.HasPrefix(first, partner.ToWebhook) || hooks.Behind(second) != "" {
			t.Errorf("%v and %v", requests.IDs(), hooks.IDs())
		}
		requests, hooks = open(t, ours, on(j)), open(t, theirs, on(j), func(o *Options) { o.Prefix = partner.ToWebhook })
		for _, b := range []*Outbox{requests, hooks} {
			if err := b.Drain(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
		}
		if len(ours.calls()) != 1 || !slices.Equal(theirs.calls(), []string{first, second}) {
			t.Errorf("%v and %v were sent", ours.calls(), theirs.calls())
		}
	})
}
