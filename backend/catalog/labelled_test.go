package catalog

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/backend/partner"
)

// The labelled queries lie beside the project; see the README there.
const labelled = "../../../shared/search"

func TestLabelledQueriesFindTheirCustomerFirst(t *testing.T) {
	customers, cases := rows(t, "customers.tsv"), rows(t, "cases.tsv")
	entries := make([]Entry, len(customers))
	for i, r := range customers {
		entries[i].Summary = partner.Summary{ID: partner.TenantID(r[0]), Name: r[1], PrimaryDomain: r[2], InitialDomain: r[3], Domains: []string{r[2], r[3]}}
	}
	c := filled(entries...)
	first, reciprocal := 0, 0.0
	for _, q := range cases {
		for place, r := range c.Query(Query{Text: q[1], Limit: 20}).Rows {
			if string(r.ID) != q[2] {
				continue
			}
			if place == 0 {
				first++
			} else {
				t.Logf("%s %q: place %d", q[0], q[1], place+1)
			}
			reciprocal += 1 / float64(place+1)
		}
	}
	n := float64(len(cases))
	if part := float64(first) / n; part < 0.98 {
		t.Errorf("first hit right in %.3f of %d queries, want 0.98", part, len(cases))
	}
	if mrr := reciprocal / n; mrr < 0.985 {
		t.Errorf("mean reciprocal rank %.4f, want 0.985", mrr)
	}
}

func rows(t *testing.T, name string) (out [][]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(labelled, name))
	if os.IsNotExist(err) {
		t.Skipf("no %s in %s: the labelled queries are not part of the project", name, labelled)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}
