package term

import (
	"bytes"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

// row is what the lists of these tests are of.
type row struct{ name, state, at string }

func columnsOf() []Column[row] {
	return []Column[row]{
		{Name: "name", Head: "cli_head_name", Wide: true, Data: func(r row) string { return r.name }},
		{Name: "state", Head: "cli_head_state", Data: func(r row) string { return r.state }, Text: func(r row) string { return "* " + r.state }},
		{Name: "at", Data: func(r row) string { return r.at }},
		{Name: "more", Lean: true, Data: func(row) string { return "more" }},
	}
}

// A list as each way of writing it has it.
func TestAListIsWrittenAsTheFlagsAsk(t *testing.T) {
	rows := []row{{"Köln Bau", "ok", "2026-03-05T12:00:00Z"}, {"A\tB\nC", "", ""}}
	for name, c := range map[string]struct {
		io   IO
		want string
	}{
		"a terminal":            {IO{Width: 80}, "NAME      STATE\nKöln Bau  * ok\nA B C     *\n"},
		"a narrow terminal":     {IO{Width: 12}, "NAME      STATE\nKöln Bau  * ok\nA B C     *\n"},
		"a pipe":                {IO{}, "NAME\tSTATE\nKöln Bau\t* ok\nA B C\t* \n"},
		"no header":             {IO{Listing: Listing{NoHeader: true}}, "Köln Bau\t* ok\nA B C\t* \n"},
		"columns":               {IO{Listing: Listing{Columns: []string{"at", " Name "}}}, "AT\tNAME\n2026-03-05T12:00:00Z\tKöln Bau\n\tA B C\n"},
		"CSV":                   {IO{Listing: Listing{CSV: true}}, "\ufeffname,state,at\nKöln Bau,ok,2026-03-05T12:00:00Z\nA B C,,\n"},
		"CSV, columns":          {IO{Listing: Listing{CSV: true, Columns: []string{"more", "state"}}}, "\ufeffmore,state\nmore,ok\nmore,\n"},
		"CSV without a header":  {IO{Listing: Listing{CSV: true, NoHeader: true}}, "\ufeffKöln Bau,ok,2026-03-05T12:00:00Z\nA B C,,\n"},
		"TSV":                   {IO{Listing: Listing{TSV: true}, Width: 80}, "name\tstate\tat\nKöln Bau\tok\t2026-03-05T12:00:00Z\nA B C\t\t\n"},
		"TSV, columns, no head": {IO{Listing: Listing{TSV: true, NoHeader: true, Columns: []string{"at"}}}, "2026-03-05T12:00:00Z\n\n"},
	} {
		var b bytes.Buffer
		c.io.Out, c.io.Language = &b, "en"
		if err := List(&c.io, rows, columnsOf()); err != nil || b.String() != c.want {
			t.Errorf("%s: %v\n%q\n%q", name, err, b.String(), c.want)
		}
	}
	o := IO{Out: &bytes.Buffer{}, Listing: Listing{Columns: []string{"nope"}}}
	if err := List(&o, rows, columnsOf()); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "name, state, at, more") {
		t.Error(err)
	}
}

// What stands in a cell is calculated by no spreadsheet, and stays in its line.
func TestNoCellBecomesAFormula(t *testing.T) {
	var b bytes.Buffer
	o := &IO{Out: &b, Listing: Listing{CSV: true}}
	if err := List(o, []row{{name: "=x\t=1\r\n=2"}}, columnsOf()); err != nil || strings.ContainsAny(b.String(), "\t\r") || !strings.Contains(b.String(), "\n'=x =1 =2,") {
		t.Errorf("%q %v", b.String(), err)
	}
}

// --jq takes the document's place with what it makes of it.
func TestADocumentIsFiltered(t *testing.T) {
	doc := map[string]any{"total": 2, "customers": []row{}, "names": []string{"a<b", "é"}}
	for text, want := range map[string]string{
		".total": "2\n", ".names[]": "\"a<b\"\n\"é\"\n", "{n: (.names|length)}": "{\n  \"n\": 2\n}\n", "empty": "", ".none": "null\n",
	} {
		var b bytes.Buffer
		o := &IO{Out: &b}
		if err := o.Filter.Set(text); err != nil {
			t.Fatal(err)
		}
		if err := o.Print(doc); err != nil || b.String() != want {
			t.Errorf("%s: %q, %v", text, b.String(), err)
		}
	}
	o := &IO{Out: &bytes.Buffer{}}
	if err := o.Filter.Set(".a | nope"); err == nil {
		t.Error("an expression that is none was taken")
	}
	if err := o.Filter.Set(".total.x"); err != nil {
		t.Fatal(err)
	}
	if err := o.Print(doc); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}
