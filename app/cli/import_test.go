package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app/cli/command"
)

// What a person types, and what is listed then.
func TestImportsAsTheyAreTyped(t *testing.T) {
	const header = "Microsoft ID,Customer name,Primary domain name,Relationship,Tags\n"
	const köln = "2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c,Köln Bau GmbH,koelnbau.de,Reseller,vip\n"
	const bad = header + "not-a-guid,X,x.com,Reseller,\n" + köln
	for _, c := range []struct {
		name, text, args, in string
		width                int
		code                 int
		listed               int
		says                 []string
	}{
		{name: "good", text: header + köln, args: "FILE", listed: 1, says: []string{"1 customer read: 1 new"}},
		{name: "one bad line", text: bad, args: "FILE", code: command.ExitUse, says: []string{"1 line can't be taken; 1 can", "--skip-bad", `line 2, column "Microsoft ID": not a tenant id: "not-a-guid"`}},
		{name: "one bad line, left out", text: bad, args: "FILE --skip-bad", listed: 1, says: []string{"lines left out: 1"}},
		{name: "one bad line, a yes", text: bad, args: "FILE", in: "y\n", width: 80, listed: 1, says: []string{"Take the good ones without them?", "line 2"}},
		{name: "one bad line, a no", text: bad, args: "FILE", in: "n\n", width: 80, code: command.ExitUse, says: []string{"--skip-bad"}},
		{name: "nothing but bad lines", text: header + "x,Y,z.com,,\n", args: "FILE --skip-bad", code: command.ExitUse, says: []string{"line 2"}},
		{name: "from standard input", args: "-", in: "\xef\xbb\xbfsep=,\r\n" + header + köln, listed: 1},
		{name: "nothing on standard input", args: "-", code: command.ExitUse, says: []string{"the file is empty"}},
		{name: "a column of one's own", text: strings.Replace(header, "Customer name", "Konzern=A", 1) + köln, args: "FILE --map Konzern=A=name", listed: 1},
		{name: "a column that nobody knows", text: strings.Replace(header, "Customer name", "Konzern", 1) + köln, args: "FILE", code: command.ExitUse, says: []string{"Microsoft ID | Konzern | Primary domain name"}},
		{name: "a field that there is not", text: header + köln, args: "FILE --map Konzern=boss", code: command.ExitUse, says: []string{"id, name, domain, relationship, tags"}},
		{name: "a customer twice", text: header + köln + strings.Replace(köln, "vip", "süd", 1), args: "FILE", listed: 1, says: []string{"1 customer read", "joined with it: 1"}},
		{name: "a header alone", text: header, args: "FILE", code: command.ExitUse, says: []string{"no customer"}},
		{name: "a page", text: "<!doctype html>", args: "FILE", code: command.ExitUse, says: []string{"web page"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			if err := os.WriteFile(filepath.Join(d.home, "list.csv"), []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs strings.Builder
			e := d.env(append([]string{"import"}, strings.Fields(strings.Replace(c.args, "FILE", "list.csv", 1))...), strings.NewReader(c.in), &out, &errs)
			e.Width = c.width
			if code := Run(t.Context(), e); code != c.code {
				t.Errorf("exit %d\n%s", code, &errs)
			}
			for _, part := range c.says {
				if !strings.Contains(out.String()+errs.String(), part) {
					t.Errorf("%q is not said:\n%s%s", part, &out, &errs)
				}
			}
			if n := len(d.must(d.types("customers", "--json")).document(t)["customers"].([]any)); n != c.listed {
				t.Errorf("%d customers are listed", n)
			}
		})
	}
}

// Programs get the bad lines beside the error, and what was left out beside the report.
func TestTheDocumentNamesTheBadLines(t *testing.T) {
	d := newDesk(t)
	const text = "tenantId,name,primaryDomain\n" + "x,Y,z.com\n" + "2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c,Köln Bau,köln.de\n"
	for _, args := range [][]string{{"import", "-", "--json"}, {"import", "-", "--json", "--skip-bad"}} {
		doc := d.typesInto(text, args...).document(t)
		bad := each(t, "bad", doc["bad"], "line column message messageKey")
		if len(bad) != 1 || bad[0]["line"] != 2.0 || bad[0]["column"] != "tenantId" {
			t.Errorf("%v", doc)
		}
	}
	row := d.must(d.types("customers", "--json")).document(t)["customers"].([]any)[0].(map[string]any)
	if row["primaryDomain"] != "xn--kln-sna.de" || row["displayDomain"] != "köln.de" {
		t.Errorf("%v", row)
	}
}
