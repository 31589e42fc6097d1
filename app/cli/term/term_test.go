package term

import (
	"bytes"
	"testing"
)

func TestNoNameCanMoveTheCursorOfATerminal(t *testing.T) {
	if got := Clean("a\x1b[31mb\u202ec\r\n"); got != "a[31mbc" {
		t.Fatalf("%q", got)
	}
}

func TestNoCellBecomesAFormula(t *testing.T) {
	var b bytes.Buffer
	o := &IO{Out: &b}
	if err := o.CSV([]string{"name"}, [][]string{{"=1+1"}, {"plain"}}); err != nil || b.String() != "name\n'=1+1\nplain\n" {
		t.Fatalf("%q %v", b.String(), err)
	}
}
