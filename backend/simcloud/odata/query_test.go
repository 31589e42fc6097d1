package odata

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type issue struct {
	Context  string   `json:"@odata.etag"`
	ID       string   `json:"id"`
	Start    string   `json:"startDateTime"`
	End      *string  `json:"endDateTime"`
	Resolved bool     `json:"isResolved"`
	Posts    []string `json:"posts"`
	Count    int      `json:"postCount"`
	Owner    *struct {
		Tenant string `json:"tenantId"`
	} `json:"owner"`
}

var everything = Offer{Type: TypeOf[issue]("t.issue"), Filter: true, OrderBy: true, Count: true, Skip: true, Top: 100, Expand: []string{"posts"}}

func TestWhatIsOfferedIsRead(t *testing.T) {
	for _, query := range []string{"$filter=endDateTime eq null", "$filter=isResolved eq false and postCount gt 2", "$filter=startDateTime ge 2026-01-01T00:00:00Z or owner/tenantId eq 'x'",
		"$orderby=startDateTime desc, id", "$OrderBy=owner/tenantId asc", "$select=id,posts", "$expand=posts", "$count=true", "$top=100", "$skip=0", "$skiptoken=x", "whatever=7", ""} {
		v, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := everything.Read(v); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestWhatIsWrongIsRefused(t *testing.T) {
	for query, want := range map[string]string{
		"$filter=colour eq 'red'": "could not find a property named 'colour' on type 't.issue'", "$filter=ID eq 'x'": "named 'ID'", "$filter=posts eq 'x'": "not supported",
		"$filter=owner eq 'x'": "not supported", "$filter=isResolved eq 'true'": "'Edm.Boolean' and 'Edm.String'", "$filter=startDateTime ge '2026-01-01'": "'Edm.DateTimeOffset' and 'Edm.String'",
		"$filter=not (postCount eq 'x')": "'Edm.Int32' and 'Edm.String'", "$filter=startswith(startDateTime,'2026')": "'Edm.DateTimeOffset'", "$filter=": "'$filter'", "$filter=id eq": "the end",
		"$orderby=colour": "colour", "$orderby=posts": "not supported", "$orderby=id down": "direction", "$orderby=": "''", "$select=colour": "colour", "$select=": "''", "$expand=owner": "owner",
		"$expand=posts($select=id)": "posts($select=id)", "$count=yes": "truth", "$top=0": "between 1 and 100", "$top=101": "between", "$top=x": "between", "$skip=-1": "between",
		"$search=x": "not supported", "$apply=x": "not supported", "$format=json": "not supported", "$top=1&$top=2": "more than once",
	} {
		v, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := everything.Read(v); err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, ErrUnsupported) != strings.Contains(want, "not supported") {
			t.Errorf("%s: %v, want %s", query, err, want)
		}
	}
}

func TestWhatIsNotOfferedIsRefused(t *testing.T) {
	bare := Offer{Type: everything.Type}
	for _, query := range []string{"$filter=id eq 'x'", "$orderby=id", "$count=true", "$top=1", "$skip=1", "$expand=posts"} {
		v, _ := url.ParseQuery(query)
		if _, err := bare.Read(v); !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: %v", query, err)
		}
	}
	if q, err := bare.Read(url.Values{"$select": {"id"}}); err != nil || !slices.Equal(q.Select, []string{"id"}) {
		t.Errorf("$select: %v, %v", q.Select, err)
	}
	if _, err := (Offer{Nothing: true}).Read(url.Values{"$select": {"id"}}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("$select where nothing is offered: %v", err)
	}
	some := Offer{Type: everything.Type, Filter: true, By: map[string][]string{"id": {Equal}}}
	for filter, ok := range map[string]bool{"id eq 'x'": true, "id ne 'x'": false, "postCount eq 1": false, "id eq 'x' or postCount eq 1": false, "id in ('x','y')": true} {
		if _, err := some.Read(url.Values{"$filter": {filter}}); (err == nil) != ok {
			t.Errorf("%s: %v", filter, err)
		}
	}
}

func TestRowsComeInTheOrderThatIsAskedFor(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows := rapid.SliceOf(rapid.Custom(func(r *rapid.T) Row {
			return Row{"id": rapid.StringMatching(`[a-cA-C]`).Draw(r, "id"), "isResolved": rapid.Bool().Draw(r, "resolved"), "postCount": float64(rapid.IntRange(0, 3).Draw(r, "count")),
				"endDateTime": rapid.SampledFrom([]any{nil, "2026-01-01T00:00:00Z", "2026-01-01T00:30:00+01:00"}).Draw(r, "end")}
		})).Draw(r, "rows")
		by := rapid.SampledFrom([]string{"id", "isResolved desc", "postCount desc,id", "endDateTime", "endDateTime desc,postCount"}).Draw(r, "by")
		q, err := everything.Read(url.Values{"$orderby": {by}})
		if err != nil {
			r.Fatal(err)
		}
		sorted := slices.Clone(rows)
		Sort(q, sorted, func(v Row) Row { return v })
		for i := 1; i < len(sorted); i++ {
			for _, o := range q.Order {
				n := ordered(sorted[i-1].at(o.Property), sorted[i].at(o.Property))
				if o.Descending {
					n = -n
				}
				if n > 0 {
					r.Errorf("%s: %v before %v", by, sorted[i-1], sorted[i])
				}
				if n != 0 {
					break
				}
			}
		}
		if len(sorted) != len(rows) {
			r.Errorf("%d rows became %d", len(rows), len(sorted))
		}
	})
}
