package mailing_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/sheet"
)

func TestTheArchiveHoldsEveryMessage(t *testing.T) {
	r := contoso
	r.Tenant, r.Mails, r.Language = "22222222-2222-4333-8444-555555555555", nil, "fr"
	all := []mailing.Message{merge(t, mailing.First, late, contoso, ""), merge(t, mailing.First, late, r, "")}
	var b bytes.Buffer
	if err := mailing.Zip(&b, all, start); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(z.File) != len(all) {
		t.Fatalf("%d files, %v", len(z.File), err)
	}
	for i, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		file, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, subject, text := read(t, file); f.Name != mailing.FileName(all[i]) || subject != all[i].Subject || text != all[i].Text {
			t.Errorf("%s: %q\n%s", f.Name, subject, text)
		}
	}
}

var safe = regexp.MustCompile(`^incident-[A-Za-z0-9.-]*\.eml$`)

func TestAFilesNameIsSafeEverywhereAndTheCustomersOwn(t *testing.T) {
	if got := mailing.FileName(merge(t, mailing.Update, late, contoso, "")); got != "incident-EX1-update-11111111-2222-4333-8444-555555555555.eml" {
		t.Errorf("got %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		m := mailing.Message{Incident: rapid.String().Draw(t, "incident"), Template: mailing.First, Tenant: partner.TenantID(rapid.String().Draw(t, "tenant"))}
		if name := mailing.FileName(m); !safe.MatchString(name) || len(name) > 255 || filepath.Base(name) != name {
			t.Fatalf("%q", name)
		}
	})
}

func TestTheTableKeepsWhoHasNoAddress(t *testing.T) {
	r := contoso
	r.Name, r.Mails = "=SUM(A1)", nil
	rows := []mailing.Row{{Message: merge(t, mailing.First, late, contoso, ""), Name: contoso.Name, Domain: contoso.Domain, Tags: []string{"gold", "Lyon"}},
		{Message: merge(t, mailing.First, late, r, ""), Name: r.Name, Domain: r.Domain}}
	var b bytes.Buffer
	if err := sheet.CSV(&b, mailing.Table(rows)); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(got) != 3 {
		t.Fatalf("%q, %v", got, err)
	}
	if strings.Join(got[0], " ") != "to name domain subject text language tags" || got[1][0] != "it@contoso.com" || got[1][6] != "gold;Lyon" {
		t.Errorf("got %q", got)
	}
	if got[2][0] != "" || strings.HasPrefix(got[2][1], "=") || !strings.Contains(got[2][4], "SUM(A1)") {
		t.Errorf("got %q", got[2])
	}
}
