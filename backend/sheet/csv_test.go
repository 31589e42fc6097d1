package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
)

func TestARowIsALineAndACellIsNeverCalculated(t *testing.T) {
	var out bytes.Buffer
	rows := [][]string{{"Name", "Note"}, {"Köln Bau, GmbH", "says \"hello\""}, {"=1+2", "+49 221"}, {"@SUM(A1)", "-5"},
		{"two\nlines", "a\tb\r\nc"}, {"", "x;=cmd|' /C calc'!A0"}, {"＝1", " =1"}}
	if err := CSV(&out, rows); err != nil {
		t.Fatal(err)
	}
	const want = "\ufeffName,Note\n\"Köln Bau, GmbH\",\"says \"\"hello\"\"\"\n'=1+2,'+49 221\n'@SUM(A1),'-5\ntwo lines,a b c\n,x;'=cmd|' /C calc'!A0\n'＝1,\" '=1\"\n"
	if out.String() != want {
		t.Errorf("%q\nwant\n%q", out.String(), want)
	}
	if rows[2][0] != "=1+2" {
		t.Error("the caller's rows were changed")
	}
}

// Whatever stands in cells, they come out of the file as many as they went in, and none begins a formula.
func FuzzCSV(f *testing.F) {
	f.Add("a", "b")
	f.Add("=1", "\r\n-")
	f.Add("\";=", "x\x00,+")
	f.Fuzz(func(t *testing.T, one, two string) {
		var out bytes.Buffer
		if err := CSV(&out, [][]string{{"h", "i"}, {one, two}}); err != nil {
			t.Fatal(err)
		}
		text := strings.TrimPrefix(out.String(), "\ufeff")
		if n := strings.Count(text, "\n"); n != 2 {
			t.Fatalf("%d lines: %q", n, text)
		}
		got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(got) != 2 || len(got[1]) != 2 {
			t.Fatalf("%q: %v, %v", text, got, err)
		}
		for _, cell := range got[1] {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
				t.Errorf("%q is calculated", cell)
			}
		}
	})
}

// What stands in a cell is calculated by no spreadsheet, whichever sign it takes for the end of a cell.
func TestNoCellBecomesAFormula(t *testing.T) {
	for cell, want := range map[string]string{
		"plain": "plain", "": "", "a-b": "a-b", "a=b": "a=b", "Müller + Söhne": "Müller + Söhne", "it@köln.de": "it@köln.de",
		"=1+1": "'=1+1", "+4930": "'+4930", "-5": "'-5", "@SUM(A1)": "'@SUM(A1)", " =1": " '=1", "\"=1": "\"'=1", "'=1": "''=1",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠x": "'＠x",
		"x;=1": "x;'=1", "x,=cmd|' /C calc'!A0": "x,'=cmd|' /C calc'!A0", "x|@y": "x|'@y", "a; \"=1": "a; \"'=1",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}

type broken struct{}

var errFull = errors.New("no room")

func (broken) Write([]byte) (int, error) { return 0, errFull }

func TestAnErrorOfTheFileIsTold(t *testing.T) {
	if err := CSV(broken{}, [][]string{{"x"}}); !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}
