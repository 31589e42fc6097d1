package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func customers() Table {
	return Table{Name: "Customers: a/b", About: []string{"2 of 250 customers", "=SUM(A1)"},
		Columns: []Column{{ID: "name", Title: "Name"}, {ID: "phone", Title: "Phone"}, {ID: "requests", Title: "Requests", Number: true},
			{ID: "asOf", Title: "Updated"}, {ID: "ends", Title: "Ends"}, {ID: "note", Title: "name"}},
		Rows: [][]string{{"Köln Bau", "0301234", "3", "2026-03-02T08:15:00Z", "2026-12-31", "=1+1"}, {"Näher & Söhne", "+49 30", "", "", "", "<b>\n2"}}}
}

func opened(t *testing.T, tb Table) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := tb.Write(&out, FormatExcel); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestAWorkbookHoldsNumbersTimesAndTextAsSuch(t *testing.T) {
	berlin := time.FixedZone("", 3600)
	before := time.Local
	time.Local = berlin
	t.Cleanup(func() { time.Local = before })
	f := opened(t, customers())
	const list = "Customers a b"
	for cell, want := range map[string]string{
		"A1": "s Name", "F1": "s name 2", // a table of Excel tells columns by their title, whatever its case
		"A2": "s Köln Bau", "B2": "s 0301234", "C2": "n 3", "D2": "n 2026-03-02 09:15", "E2": "n 2026-12-31", "F2": "s =1+1",
		"A3": "s Näher & Söhne", "B3": "s +49 30", "C3": "n ", "D3": "n ", "F3": "s <b>\n2",
	} {
		kind, err := f.GetCellType(list, cell)
		text, textErr := f.GetCellValue(list, cell)
		formula, _ := f.GetCellFormula(list, cell)
		is := "n "
		if kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			is = "s "
		}
		if is+text != want && !(text == "" && want == "n ") || formula != "" || err != nil || textErr != nil {
			t.Errorf("%s: %q of type %v, formula %q, want %q", cell, text, kind, formula, want)
		}
	}
	panes, err := f.GetPanes(list)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the head does not stay: %+v, %v", panes, err)
	}
	tables, err := f.GetTables(list)
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:F3" {
		t.Errorf("nothing filters: %+v, %v", tables, err)
	}
	if about, _ := f.GetCellValue("About", "A2"); about != "=SUM(A1)" {
		t.Errorf("about: %q", about)
	}
}

func TestAnEmptyListIsAWorkbookToo(t *testing.T) {
	tb := customers()
	tb.Rows = nil
	if text, err := opened(t, tb).GetCellValue("Customers a b", "A1"); text != "Name" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
}

func TestEverySheetHasANameThatExcelTakes(t *testing.T) {
	for _, name := range []string{"", "About", "History", "history", "a'b[c]*?", strings.Repeat("ü", 40), "\n", "Kunden / Müller"} {
		tb := customers()
		tb.Name = name
		if sheets := opened(t, tb).GetSheetList(); len(sheets) != 2 {
			t.Errorf("%q: sheets %q", name, sheets)
		}
	}
}

func TestJSONHoldsCellsByTheIDOfTheirColumn(t *testing.T) {
	var out bytes.Buffer
	if err := customers().Write(&out, FormatJSON); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Name  string
		About []string
		Rows  []map[string]any
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"name": "Köln Bau", "phone": "0301234", "requests": 3.0, "asOf": "2026-03-02T08:15:00Z", "ends": "2026-12-31", "note": "=1+1"}
	if got.Name != "Customers: a/b" || len(got.About) != 2 || fmt.Sprint(got.Rows[0]) != fmt.Sprint(want) || len(got.Rows[1]) != 3 {
		t.Errorf("%+v", got)
	}
}

func TestTheEndOfANameSaysTheFormat(t *testing.T) {
	for name, want := range map[string]Format{"a.xlsx": FormatExcel, "a.b.CSV": FormatCSV, "x.json": FormatJSON} {
		if got, ok := FormatOf(name); got != want || !ok {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, name := range []string{"", "csv", "a.xls", "a."} {
		if got, ok := FormatOf(name); ok {
			t.Errorf("%q: %s", name, got)
		}
	}
}

func TestAFullDiskIsTold(t *testing.T) {
	for _, f := range Formats() {
		if err := customers().Write(broken{}, f); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// Whatever stands in cells, a workbook opens and no cell of it calculates.
func FuzzExcel(f *testing.F) {
	f.Add("List", "=1", "\x00\x1f_x0041_")
	f.Add("'", "1e9", "2026-03-02T08:15:00+14:00")
	f.Add("[]", "0001-01-01", "\ufffe\U0010ffff")
	f.Fuzz(func(t *testing.T, name, one, two string) {
		tb := Table{Name: name, About: []string{two}, Columns: []Column{{ID: "a", Title: one}, {ID: "b", Title: two, Number: true}}, Rows: [][]string{{one, two}, {two, one}}}
		file := opened(t, tb)
		rows, err := file.GetRows(file.GetSheetList()[0])
		if err != nil || len(rows) == 0 {
			t.Fatalf("%q: %v", rows, err)
		}
		for _, cell := range []string{"A2", "B2", "A3", "B3"} {
			if formula, _ := file.GetCellFormula(file.GetSheetList()[0], cell); formula != "" {
				t.Errorf("%s calculates %q", cell, formula)
			}
		}
	})
}

// BenchmarkExcel writes the longest list, beside the same as CSV.
func BenchmarkExcel(b *testing.B) {
	tb := customers()
	for n := range 10_000 {
		tb.Rows = append(tb.Rows, []string{fmt.Sprintf("Customer %d", n), "0301234", "3", "2026-03-02T08:15:00Z", "2026-12-31", "note"})
	}
	for _, f := range Formats() {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				var out bytes.Buffer
				if err := tb.Write(&out, f); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(1000, "limit-ms")
		})
	}
}
