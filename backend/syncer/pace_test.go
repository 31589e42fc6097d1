package syncer

import "testing"

func TestOneWaveOfThrottlingShrinksOnce(t *testing.T) {
	p := pace{limit: 16}
	era := p.era
	for range 16 { // all were asked before the first refusal came back
		p.after(true, era)
	}
	if p.limit != 8 {
		t.Errorf("limit %d, want 8", p.limit)
	}
	p.after(true, p.era)
	if p.limit != 4 {
		t.Errorf("after another wave %d, want 4", p.limit)
	}
	for range 4 + 5 {
		p.after(false, p.era)
	}
	if p.limit != 6 {
		t.Errorf("after two rounds of good answers %d, want 6", p.limit)
	}
}
