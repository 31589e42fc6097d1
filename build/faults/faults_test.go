package main

import (
	"strings"
	"testing"
)

const sound = "what | ^one & go:TestOwn | kept | net_lost, net_wait | again"

func TestAKindIsReadAndWritten(t *testing.T) {
	k, err := readKind(sound)
	if err != nil || len(k.cases) != 1 || len(k.tests) != 1 || len(k.said) != 2 {
		t.Fatalf("%+v, %v", k, err)
	}
	table, wrong := write([]kind{k}, map[string]string{"net_lost": "{host} is a|way"})
	if !strings.Contains(table, `| what | kept | “*host* is a\|way”<br>`) {
		t.Error(table)
	}
	if len(wrong) != 1 || !strings.Contains(wrong[0], "net_wait") {
		t.Errorf("the missing sentence is not named: %v", wrong)
	}
	page, err := put("a\n"+begin+"\nold\n"+end+"\nb\n", table)
	if err != nil || page != "a\n"+begin+"\n"+table+end+"\nb\n" {
		t.Errorf("%q, %v", page, err)
	}
	if _, err := put("a page without the lines", table); err == nil {
		t.Error("a table was put nowhere")
	}
}

func TestWrongLinesAreNamed(t *testing.T) {
	for _, text := range []string{sound + "\n" + sound, "only | two", "what | ( | kept | - | again", "what |  | kept | - | again"} {
		if _, wrong := readKinds(text); len(wrong) != 2 { // the line, and that there are too few
			t.Errorf("%q: %q", text, wrong)
		}
	}
}

func TestWhatIsNotCoveredIsNamed(t *testing.T) {
	k, _ := readKind("what | ^one & ^none & go:TestGone | kept | - | again")
	if wrong := uncovered([]kind{k}, []string{"one fault", "two"}); len(wrong) != 2 {
		t.Errorf("%q, want the pattern ^none and the case two", wrong)
	}
	if wrong := untested([]kind{k}, map[string]bool{"TestOwn": true}); len(wrong) != 1 {
		t.Errorf("%q, want TestGone", wrong)
	}
}
