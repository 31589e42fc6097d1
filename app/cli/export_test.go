package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenantry/app/cli/command"
)

// The file holds what `customers` lists with the same words, in each format.
func TestTheFileIsTheListThatTheFiltersSay(t *testing.T) {
	d := newDesk(t)
	d.startCloud(30)
	d.signIn()
	if r := d.types("sync"); r.code != 0 && r.code != command.ExitPart {
		t.Fatal(r.err)
	}
	filters := []string{"--sort", "name", "--desc", "--attention"}
	var want []string
	for _, c := range d.reads(append([]string{"customers"}, filters...)...)["customers"].([]any) {
		want = append(want, c.(map[string]any)["name"].(string))
	}
	if len(want) == 0 || len(want) == 30 {
		t.Fatalf("the filter means %d of 30 customers", len(want))
	}
	written := func(name string, more ...string) []byte {
		t.Helper()
		d.must(d.types(append(append([]string{"export", name}, filters...), more...)...))
		got, err := os.ReadFile(filepath.Join(d.home, name))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	same := func(name string, got []string) {
		t.Helper()
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	table := written("c.csv")
	if listed := d.must(d.types(append([]string{"customers", "--csv"}, filters...)...)).out; listed != string(table) {
		t.Errorf("customers --csv says\n%s\nthe file\n%s", listed, table)
	}
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	same("csv", column(rows, 1))
	var doc struct{ Customers []struct{ Name string } }
	if err := json.Unmarshal(written("c.json"), &doc); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range doc.Customers {
		names = append(names, c.Name)
	}
	same("json", names)
	f, err := excelize.OpenReader(bytes.NewReader(written("c.xlsx", "--columns", "name,openRequests")))
	if err != nil {
		t.Fatal(err)
	}
	cells, err := f.GetRows("Customers")
	if err != nil || strings.Join(cells[0], "|") != "name|openRequests" {
		t.Fatalf("%q, %v", cells, err)
	}
	same("xlsx", column(cells, 0))
	about, err := f.GetRows("About")
	if err != nil || !strings.Contains(about[1][0], "--attention") || !strings.Contains(about[1][0], "--desc") {
		t.Errorf("the file says of itself %q, %v", about, err)
	}
}

// column is what stands in one below the head.
func column(rows [][]string, n int) (cells []string) {
	for _, r := range rows[1:] {
		cells = append(cells, r[n])
	}
	return cells
}

func TestAFileOfNoFormatIsRefusedBeforeAnythingIsRead(t *testing.T) {
	d := newDesk(t)
	for args, says := range map[string]string{"export list.pdf": ".xlsx, .csv or .json", "export list": ".xlsx", "export a.json --columns name": "--columns", "export": "FILE"} {
		if r := d.types(strings.Fields(args)...); r.code != command.ExitUse || !strings.Contains(r.err, says) {
			t.Errorf("%s: exit %d, %s", args, r.code, r.err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(d.home, "*.pdf")); len(left) > 0 {
		t.Errorf("%q were written", left)
	}
}
