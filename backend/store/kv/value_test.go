package kv

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestATimeIsKeptToTheNanosecondInUTC(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 30, 15, 123456789, time.FixedZone("CET", 3600))
	b, err := encode(partner.Freshness{AsOf: at})
	if err != nil {
		t.Fatal(err)
	}
	var got partner.Freshness
	if err := decode(b, &got); err != nil || !got.AsOf.Equal(at) || got.AsOf.Location() != time.UTC {
		t.Errorf("%v, %v", got.AsOf, err)
	}
	again, err := encode(got)
	if err != nil || string(again) != string(b) {
		t.Error("the same time is other bytes")
	}
}

// FuzzDecode: whatever is on disk, reading ends with a value that can be kept again, or with Corrupt.
func FuzzDecode(f *testing.F) {
	c := partner.Customer{ID: "11111111-1111-4111-8111-111111111111", Name: "Ö",
		Requests: partner.Failed[[]partner.ServiceRequest](&fault.Problem{Kind: fault.Denied})}
	b, err := encode(c.Summary())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{1, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		var s partner.Summary
		if err := decode(b, &s); err != nil {
			if fault.KindOf(err) != fault.Corrupt {
				t.Fatalf("kind of %v", err)
			}
			return
		}
		again, err := encode(s)
		if err != nil {
			t.Fatal(err)
		}
		var s2 partner.Summary
		if err := decode(again, &s2); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(s, s2, cmpopts.EquateEmpty(), cmpopts.EquateApproxTime(0)); d != "" {
			t.Fatal(d)
		}
	})
}
