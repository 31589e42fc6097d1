package partner_test

import (
	"testing"

	"tenantry/backend/partner"
)

func TestATicketOpensWhereAzureCanStillWrite(t *testing.T) {
	for state, want := range map[string]bool{
		"enabled": true, "warned": true, "pastdue": true, "": true, "a word of tomorrow": true,
		"disabled": false, "deleted": false, "expired": false,
	} {
		if got := (partner.AzureSubscription{State: state}).Usable(); got != want {
			t.Errorf("%q: %v", state, got)
		}
	}
}
