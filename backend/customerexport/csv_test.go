package customerexport_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"tenantry/backend/customerexport"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

const (
	idA = "11111111-1111-4111-8111-111111111111"
	idB = "22222222-2222-4222-8222-222222222222"
)

var (
	a = customerexport.Entry{ID: idA, Name: "Contoso, Ltd.", PrimaryDomain: "contoso.com", Relationship: "Cloud Reseller", Tags: []string{"vip", "south"}}
	b = customerexport.Entry{ID: idB, Name: "Überbau & Söhne", PrimaryDomain: "xn--berbau-3ya.de"}
)

const export = "Microsoft ID,Customer name,Primary domain name,Relationship,Tags\n" +
	idA + `,"Contoso, Ltd.",contoso.com,Cloud Reseller,"vip, south"` + "\n" +
	idB + ",Überbau & Söhne,xn--berbau-3ya.de,,\n"

func utf16(t *testing.T, s string, e unicode.Endianness) string {
	t.Helper()
	out, err := unicode.UTF16(e, unicode.UseBOM).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryWayToWriteTheExportIsRead(t *testing.T) {
	for name, text := range map[string]string{
		"as exported":            export,
		"with a byte order mark": "\ufeff" + export,
		"Windows line ends":      strings.ReplaceAll(export, "\n", "\r\n"),
		"no last line end":       strings.TrimSuffix(export, "\n"),
		"blank lines":            strings.ReplaceAll(export, "\n", "\n\n") + ",,,,\n  ,\n",
		"UTF-16 little-endian":   utf16(t, export, unicode.LittleEndian),
		"UTF-16 big-endian":      utf16(t, export, unicode.BigEndian),
		"a line twice":           export + idB + ",Überbau & Söhne,xn--berbau-3ya.de,,\n",
		"semicolons, other order and case, more columns": "tags;CUSTOMER NAME;Country;Primary  domain name;microsoft id;Relationship;\n" +
			`"vip;south";"Contoso, Ltd.";DE;CONTOSO.com;{` + strings.ToUpper(idA) + "};Cloud Reseller;\n" +
			";Überbau & Söhne;DE; xn--berbau-3ya.de ;" + idB + "\n",
		"tabs": "Microsoft ID\tPrimary domain name\tCustomer name\tTags\tRelationship\n" +
			idA + "\tcontoso.com\tContoso, Ltd.\tvip;south;vip;;\tCloud Reseller\n" +
			idB + "\txn--berbau-3ya.de\tÜberbau & Söhne\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := customerexport.ReadCSV(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff([]customerexport.Entry{a, b}, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestAHeaderWithQuotedSeparatorsIsSniffedRight(t *testing.T) {
	got, err := customerexport.ReadCSV(strings.NewReader(`"a,b,c,d,e,f";Microsoft ID;Customer name;Primary domain name` + "\n;" + idB + ";Überbau & Söhne;xn--berbau-3ya.de\n"))
	if d := cmp.Diff([]customerexport.Entry{b}, got); d != "" || err != nil {
		t.Errorf("%v\n%s", err, d)
	}
}

func TestCommasInLinesDoNotMakeTheSeparator(t *testing.T) {
	got, err := customerexport.ReadCSV(strings.NewReader("Microsoft ID;Customer name;Primary domain name\n" + idB + ";a, b, c, d, e;x.com\n"))
	if err != nil || len(got) != 1 || got[0].Name != "a, b, c, d, e" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAFileWithNoCustomersIsNoError(t *testing.T) {
	got, err := customerexport.ReadCSV(strings.NewReader("Microsoft ID,Customer name,Primary domain name\n"))
	if err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestWhatIsWrongIsNamedWithLineAndColumn(t *testing.T) {
	header := "Microsoft ID,Customer name,Primary domain name,Tags\n"
	good := idA + ",Contoso,contoso.com,\n"
	for name, c := range map[string]struct {
		text string
		want []string // parts of the message
	}{
		"nothing":               {"", []string{"line 1", "empty"}},
		"no header":             {good, []string{"line 1", `no column "Microsoft ID" and no "Customer name"`}},
		"a column is missing":   {"Microsoft ID,Customer name\n", []string{"line 1", `no column "Primary domain name"`}},
		"a column stands twice": {"Tags,Tags," + header, []string{"line 1", `"Tags"`, "twice"}},
		"no tenant id":          {header + good + "contoso,Contoso,contoso.com,\n", []string{"line 3", `column "Microsoft ID"`, "contoso"}},
		"no name":               {header + good + "\n" + idB + ", ,contoso.com,\n", []string{"line 4", `column "Customer name"`}},
		"a line too short":      {header + idB + "\n", []string{"line 2", `column "Customer name"`}},
		"no domain":             {header + idB + ",Fabrikam,it@fabrikam.com,\n", []string{"line 2", `column "Primary domain name"`, "it@fabrikam.com"}},
		"twice with other data": {header + good + idA + ",Contoso,contoso.org,\n", []string{"line 3", `column "Microsoft ID"`, "line 2"}},
		"a line in a field":     {header + idA + ",\"Con\ntoso\",contoso.com,\nx,y,z,\n", []string{"line 4", `column "Microsoft ID"`}},
		"an open quote":         {header + good + idB + ",\"Fabrikam,fabrikam.com,\n", []string{"line 3", `a quote is out of place (extraneous or missing " in quoted-field)`}},
		"a quote in a name":     {header + good + idB + ",Fabri\"kam,fabrikam.com,\n", []string{"line 3", `a quote is out of place (bare " in non-quoted field)`}},
		"Latin-1":               {header + good + idB + ",\xdcberbau,x.de,\n", []string{"line 3", "UTF-8"}},
		"a spreadsheet":         {"PK\x03\x04\x00\x00", []string{"line 1", "UTF-8"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := customerexport.ReadCSV(strings.NewReader(c.text))
			if fault.KindOf(err) != fault.Invalid || got != nil {
				t.Fatalf("%v, %v", got, err)
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
			if strings.ContainsRune(err.Error(), '\n') {
				t.Errorf("%q is more than one line", err)
			}
		})
	}
}

// FuzzReadCSV: whatever the bytes, there is a list of whole entries, each once, or an Invalid with a
// line; and what was read is read again from a file written anew.
func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(export))
	f.Add([]byte("\xff\xfeM\x00"))
	f.Add([]byte("Microsoft ID;Customer name;Primary domain name\n" + idA + ";\"a\"\"b\n\";x.com"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := customerexport.ReadCSV(strings.NewReader(string(text)))
		if err != nil {
			if e, ok := fault.As(err); !ok || e.Kind != fault.Invalid || got != nil {
				t.Fatalf("%v, %v", got, err)
			}
			return
		}
		seen := map[partner.TenantID]bool{}
		var out strings.Builder
		w := csv.NewWriter(&out)
		_ = w.Write([]string{"Microsoft ID", "Customer name", "Primary domain name", "Relationship", "Tags"})
		for _, e := range got {
			if e.Name == "" || seen[e.ID] {
				t.Fatalf("entry %+v", e)
			}
			seen[e.ID] = true
			_ = w.Write([]string{string(e.ID), e.Name, e.PrimaryDomain, e.Relationship, strings.Join(e.Tags, ",")})
		}
		w.Flush()
		again, err := customerexport.ReadCSV(strings.NewReader(out.String()))
		if err != nil {
			t.Fatalf("written anew: %v\n%s", err, out.String())
		}
		if d := cmp.Diff(got, again); d != "" {
			t.Fatal(d)
		}
	})
}
