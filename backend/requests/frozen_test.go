package requests

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
	"tenantry/backend/template"
)

// yesterdayAs reads what a version of yesterday kept under key and compares all of it.
func yesterdayAs[T any](t *testing.T, s store.Settings, key, file string, want T) {
	t.Helper()
	if missing := storetest.Unset(want); len(missing) > 0 {
		t.Errorf("%s does not hold %v", file, missing)
	}
	storetest.Frozen(t, s, key, file, func() error { return s.Put(key, want) })
	var got T
	if found, err := s.Get(key, &got); !found || err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got)\n%s", file, d)
	}
}

func TestWhatWasKeptYesterdayIsReadToday(t *testing.T) {
	settings, values := memstore.NewJournal().Settings(), memstore.NewCache().Values()
	at := time.Date(2026, 11, 23, 9, 0, 0, 5, time.UTC)

	yesterdayAs(t, settings, contactKey, "contact-1.cbor", Contact{Name: "Ada Øst", Mail: "ada@odegard.no", Phone: "+47 22 00 00 00"})
	yesterdayAs(t, settings, unfinishedKey, "texts-1.cbor", map[string]string{"note/616": "Ça ne va pas.\nEncore"})
	yesterdayAs(t, settings, templatesKey, "templates-1.cbor", []template.Template{{ID: "t1", Name: "Mail", Language: "fr", Title: "Courrier",
		Description: "Depuis {time}", StepsTried: "redémarrage", Severity: partner.Moderate, Product: "Exchange"}})
	yesterdayAs(t, values, servicesKey, "azure-services-1.cbor", supportServices{At: at, Services: []partner.SupportService{{ID: "s", Name: "Virtual Machine"}}})
	yesterdayAs(t, values, problemsKey+"s", "azure-problems-1.cbor",
		supportProblems{At: at, Problems: []partner.ProblemClassification{{ID: "p", Name: "It does not start"}}})

	if c := (&contact{settings: settings}).last(); c.Name != "Ada Øst" {
		t.Errorf("the contact is %+v", c)
	}
	if text, err := (&Unfinished{settings: settings}).Text("note/616"); text == "" || err != nil {
		t.Errorf("the half-written note: %q, %v", text, err)
	}
	if own, err := (&Templates{settings: settings}).Own(); len(own) != 1 || err != nil {
		t.Errorf("templates: %v, %v", own, err)
	}
}
