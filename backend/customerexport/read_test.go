package customerexport_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
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
	b = customerexport.Entry{ID: idB, Name: "Überbau & Söhne", PrimaryDomain: "xn--berbau-2ya.de"}
)

const export = "Microsoft ID,Customer name,Primary domain name,Relationship,Tags\n" +
	idA + `,"Contoso, Ltd.",contoso.com,Cloud Reseller,"vip, south"` + "\n" +
	idB + ",Überbau & Söhne,xn--berbau-2ya.de,,\n"

func read(text string) (customerexport.Export, error) {
	return customerexport.Read(strings.NewReader(text), nil)
}

func utf16(t *testing.T, s string, e unicode.Endianness, mark unicode.BOMPolicy) string {
	t.Helper()
	out, err := unicode.UTF16(e, mark).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryWayToWriteTheExportIsRead(t *testing.T) {
	ansi, err := charmap.Windows1252.NewEncoder().String(export)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"as exported":                    export,
		"with a byte order mark":         "\ufeff" + export,
		"Windows line ends":              strings.ReplaceAll(export, "\n", "\r\n"),
		"an old Mac's line ends":         strings.ReplaceAll(export, "\n", "\r"),
		"mixed line ends":                strings.Replace(strings.Replace(export, "\n", "\r", 1), "\n", "\r\n", 1),
		"line ends that were doubled":    strings.ReplaceAll(export, "\n", "\r\r\n"),
		"no last line end":               strings.TrimSuffix(export, "\n"),
		"blank lines":                    "\n\n" + strings.ReplaceAll(export, "\n", "\n\n") + ",,,,\n  ,\n",
		"UTF-16 little-endian":           utf16(t, export, unicode.LittleEndian, unicode.UseBOM),
		"UTF-16 big-endian":              utf16(t, export, unicode.BigEndian, unicode.UseBOM),
		"UTF-16 little-endian, unmarked": utf16(t, export, unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16 big-endian, unmarked":    utf16(t, export, unicode.BigEndian, unicode.IgnoreBOM),
		"Windows-1252":                   ansi,
		"a title above":                  "Customers of Fabrikam Partners\nExported 2026-11-26\n\n" + export,
		"a sep line":                     "sep=;\r\n" + "Microsoft ID;Customer name;Primary domain name;Relationship;Tags\r\n" + idA + `;Contoso, Ltd.;contoso.com;Cloud Reseller;vip, south` + "\r\n" + idB + ";Überbau & Söhne;überbau.de;;\r\n",
		"a sep line, marked, quoted":     "\ufeff\"sep=,\"\n" + export,
		"a customer on two lines": "Microsoft ID,Customer name,Primary domain name,Relationship,Tags\n" +
			idA + `,"Contoso, Ltd.",contoso.com,Cloud Reseller,vip` + "\n" + idB + ",Überbau & Söhne,,,\n" +
			idA + `,Contoso,contoso.com,Cloud Reseller,"south, vip"` + "\n" + idB + ",Überbau,xn--berbau-2ya.de,,\n",
		"semicolons, other order and case, more columns": "tags;CUSTOMER NAME;Country;Primary  domain name;microsoft id;Relationship;\n" +
			`"vip;south";"Contoso, Ltd.";DE;CONTOSO.com;{` + strings.ToUpper(idA) + "};Cloud Reseller;\n" +
			";Überbau & Söhne;DE; überbau.de. ;" + idB + "\n",
		"bars": "Microsoft ID|Customer name|Primary domain name|Relationship|Tags\n" +
			idA + "|Contoso, Ltd.|contoso.com|Cloud Reseller|vip, south\n" + idB + "|Überbau & Söhne|überbau.de\n",
		"tabs": "Microsoft ID\tPrimary domain name\tCustomer name\tTags\tRelationship\n" +
			idA + "\tcontoso.com\tContoso, Ltd.\tvip;south;vip;;\tCloud Reseller\n" +
			idB + "\txn--berbau-2ya.de\tÜberbau & Söhne\n",
		"our own list": "\ufefftenantId,name,primaryDomain,tags,health,relationship\r\n" +
			idA + `,"Contoso, Ltd.",contoso.com,vip;south,healthy,Cloud Reseller` + "\r\n" + idB + ",Überbau & Söhne,überbau.de,,unknown,\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(text)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff([]customerexport.Entry{a, b}, got.Entries); d != "" || len(got.Bad) > 0 {
				t.Errorf("%s\n%+v", d, got.Bad)
			}
		})
	}
}

// The names that Microsoft's own pages give the columns of the export, in their language.
func TestThePortalsLanguagesAreUnderstood(t *testing.T) {
	for language, header := range map[string]string{
		"en": "Microsoft ID,Company name,Primary domain name,Relationship,Tags",
		"fr": "ID Microsoft,Nom du client,Nom de domaine principal,Relation,Balises",
		"de": "Microsoft-ID,Firmenname,Primärer Domänenname,Beziehung,Tags",
		"es": "Id. de Microsoft,Nombre de la compañía,Nombre de dominio principal,Relación,Etiquetas",
		"it": "ID Microsoft,Nome società,Nome di dominio primario,Relazione,Tag",
		"nl": "Microsoft-id,Bedrijfsnaam,Primaire domeinnaam,Relatie,Labels",
		"pt": "ID da Microsoft,Nome da empresa,Nome de domínio primário,Relação,Marcas",
		"pl": "Identyfikator firmy Microsoft,Nazwa firmy,Nazwa domeny podstawowej,Relacja,Tagi",
		"ja": "Microsoft ID,会社名,プライマリ ドメイン名,関係,タグ",
		"zh": "Microsoft ID,公司名称,主域名,关系,标签",
		"tw": "Microsoft標識碼,公司名稱,主要功能變數名稱,關聯性,標籤",
		"ko": "Microsoft ID,회사 이름,기본 도메인 이름,관계,태그",
	} {
		got, err := read(header + "\n" + idA + `,"Contoso, Ltd.",contoso.com,Cloud Reseller,"vip, south"` + "\n")
		if d := cmp.Diff([]customerexport.Entry{a}, got.Entries); d != "" || err != nil {
			t.Errorf("%s: %v\n%s", language, err, d)
		}
	}
}

func TestAUserSaysWhatAColumnHolds(t *testing.T) {
	text := "Mandant,Konzern,Web,Name\n" + idA + `,"Contoso, Ltd.",contoso.com,nobody` + "\n"
	got, err := customerexport.Read(strings.NewReader(text), map[string]string{"mandant": "id", "Konzern": "name", "WEB": "domain"})
	want := customerexport.Entry{ID: idA, Name: "Contoso, Ltd.", PrimaryDomain: "contoso.com"}
	if d := cmp.Diff([]customerexport.Entry{want}, got.Entries); d != "" || err != nil {
		t.Errorf("%v\n%s", err, d)
	}
	if _, err := customerexport.Read(strings.NewReader(text), map[string]string{"Firma": "name"}); err == nil || !strings.Contains(err.Error(), `no column "Firma"`) || !strings.Contains(err.Error(), "Mandant | Konzern | Web | Name") {
		t.Error(err)
	}
}

// As a spreadsheet reads them: a quote inside is a letter.
func TestQuotesAreReadAsASpreadsheetReadsThem(t *testing.T) {
	for cell, want := range map[string]string{
		`Alder "The Tree" Works`:     `Alder "The Tree" Works`,
		`5" Pipes`:                   `5" Pipes`,
		`"Alder ""The Tree"" Works"`: `Alder "The Tree" Works`,
		`"Alder, Works"`:             "Alder, Works",
		`"Alder" Works`:              "Alder Works",
		`"Alder` + "\n" + `Works"`:   "Alder\nWorks",
		`'=Alder`:                    "=Alder",
		`'t Hooft`:                   "'t Hooft",
		`  Alder Works `:             "Alder Works",
	} {
		got, err := read("Microsoft ID,Customer name,Primary domain name\n" + idA + "," + cell + ",x.com\n" + idB + ",Birch,y.com\n")
		if err != nil || len(got.Bad) > 0 || len(got.Entries) != 2 || got.Entries[0].Name != want {
			t.Errorf("%s: %+v, %v", cell, got, err)
		}
	}
}

func TestABadLineIsToldAndTheOthersAreThere(t *testing.T) {
	const header = "Microsoft ID,Customer name,Primary domain name,Tags\n"
	const good = idA + ",Contoso,contoso.com,\n"
	for name, c := range map[string]struct {
		text   string
		line   int
		column string
		says   string
	}{
		"no tenant id":            {header + good + "contoso,Contoso,contoso.com,\n", 3, "Microsoft ID", `not a tenant id: "contoso"`},
		"no name":                 {header + good + "\n" + idB + ", ,contoso.com,\n", 4, "Customer name", "the name is empty"},
		"a line too short":        {header + idB + "\n" + good, 2, "Customer name", "the name is empty"},
		"no domain":               {header + idB + ",Fabrikam,it@fabrikam.com,\n" + good, 2, "Primary domain name", `not a domain: "it@fabrikam.com"`},
		"after a line in a field": {header + idA + ",\"Con\ntoso\",contoso.com,\nx,y,z,\n", 4, "Microsoft ID", `not a tenant id: "x"`},
		"an open quote":           {header + idB + ",\"Fabrikam,fabrikam.com,\n" + good, 2, "", "a quotation mark is opened and never closed"},
		"a quote that would swallow the next line": {header + idB + ",\"Fabrikam,fabrikam.com,\n" + idA + ",\"Contoso, Ltd.\",contoso.com,\n", 2, "", "a quotation mark is opened and never closed"},
		"its own column's name":                    {"Mandanten-ID;Kundenname;Domäne\nx;Fabrikam;fabrikam.com\n" + idA + ";Contoso;contoso.com\n", 2, "Mandanten-ID", `not a tenant id: "x"`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(c.text)
			if err != nil || len(got.Bad) != 1 || len(got.Entries) != 1 || got.Entries[0].ID != idA {
				t.Fatalf("%+v, %v", got, err)
			}
			if bad := got.Bad[0]; bad.Line != c.line || bad.Column != c.column || bad.Why.String() != c.says {
				t.Errorf("%+v", bad)
			}
		})
	}
}

// A file that is no customer list is called what it is; nothing is ever "0 read".
func TestAWrongFileIsCalledWhatItIs(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":               {"", []string{"the file is empty"}},
		"blanks":                {"\ufeff \r\n\n", []string{"the file is empty"}},
		"a header alone":        {"Microsoft ID,Customer name,Primary domain name\n", []string{"no customer"}},
		"no header":             {idA + ",Contoso,contoso.com,\n", []string{"no column holds the tenant id", "the customer's name", "Contoso | contoso.com"}},
		"a column is missing":   {"Microsoft ID,Kundenname\n", []string{"no column holds the domain", "Microsoft ID | Kundenname"}},
		"a column stands twice": {"Tags,Tags,Microsoft ID,Customer name,Primary domain name\n", []string{`"Tags" stands twice`}},
		"another list":          {"Subscription;Quantity;Price\nE3;5;10\n", []string{"Subscription | Quantity | Price"}},
		"a page":                {"\n<!DOCTYPE html><html><title>Sign in</title>", []string{"web page"}},
		"a workbook":            {"PK\x03\x04\x00\x00", []string{"Excel workbook"}},
		"an old workbook":       {"\xd0\xcf\x11\xe0\xa1\xb1", []string{"Excel workbook"}},
		"a PDF":                 {"%PDF-1.7\n", []string{"PDF"}},
		"zeros":                 {strings.Repeat("\x00", 100), []string{"NUL"}},
		"UTF-32":                {"\xff\xfe\x00\x00M\x00\x00\x00", []string{"UTF-32"}},
		"half of UTF-16":        {"\xff\xfeM", []string{"UTF-16"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(c.text)
			if fault.KindOf(err) != fault.Invalid || len(got.Entries) > 0 {
				t.Fatalf("%+v, %v", got, err)
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

func TestOnlyAFileIsRead(t *testing.T) {
	for _, path := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none.csv"), os.DevNull} {
		if _, err := customerexport.ReadFile(path, nil); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	path := filepath.Join(t.TempDir(), "c.csv")
	if err := os.WriteFile(path, []byte(export), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := customerexport.ReadFile(path, nil); err != nil || len(got.Entries) != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}

// FuzzRead: whatever the bytes, there are whole entries, each once, and bad lines in the file's order, or a fault of
// kind Invalid; and what was read is read again from a file written anew.
func FuzzRead(f *testing.F) {
	f.Add([]byte(export))
	f.Add([]byte("\xff\xfeM\x00"))
	f.Add([]byte("sep=;\nMicrosoft ID;Customer name;Primary domain name\n" + idA + ";\"a\"\"b\n\";x.com\r" + idB + ";\"open;y.com"))
	f.Add([]byte("Microsoft ID\tKunde\tDomäne\n" + idA + "\t5\" b\t\xfc.de\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := read(string(text))
		if err != nil {
			if e, ok := fault.As(err); !ok || e.Kind != fault.Invalid || len(got.Entries)+len(got.Bad) > 0 {
				t.Fatalf("%v, %v", got, err)
			}
			return
		}
		if len(got.Entries)+len(got.Bad) == 0 {
			t.Fatal("nothing was read, and nobody is told")
		}
		if !slices.IsSortedFunc(got.Bad, func(a, b customerexport.Bad) int { return a.Line - b.Line }) {
			t.Fatalf("%+v", got.Bad)
		}
		seen := map[partner.TenantID]bool{}
		var out strings.Builder
		out.WriteString("Microsoft ID,Customer name,Primary domain name,Relationship,Tags\n")
		for _, e := range got.Entries {
			if e.Name == "" || seen[e.ID] {
				t.Fatalf("entry %+v", e)
			}
			seen[e.ID] = true
			for i, cell := range []string{string(e.ID), e.Name, e.PrimaryDomain, e.Relationship, strings.Join(e.Tags, ",")} {
				if i > 0 {
					out.WriteByte(',')
				}
				if strings.HasPrefix(cell, "'") { // is taken for the sign that keeps a formula a text
					cell = "'" + cell
				}
				out.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
			}
			out.WriteByte('\n')
		}
		if len(got.Entries) == 0 {
			return
		}
		again, err := read(out.String())
		if err != nil {
			t.Fatalf("written anew: %v\n%s", err, out.String())
		}
		if len(again.Entries)+len(again.Bad) != len(got.Entries) {
			t.Fatalf("%d of %d\n%s", len(again.Entries), len(got.Entries), out.String())
		}
	})
}
