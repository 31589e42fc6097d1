package search

import (
	"slices"
	"testing"
)

// everyFound is every way in which a text can lie in another, but for its share.
func everyFound() (all []found) {
	for bits := range 1 << 6 {
		on := func(n int) bool { return bits>>n&1 == 1 }
		for words := 1; words < 4; words++ {
			all = append(all, found{start: on(0), end: on(1), wordStart: on(2), wordEnd: on(3), aligned: on(4), joined: on(5), words: words})
		}
	}
	return all
}

func TestTheMoreOfATextWasTypedTheBetterAndNeverAnotherTier(t *testing.T) {
	for _, f := range everyFound() {
		var ranks []Rank
		for _, share := range []float32{0.01, 0.1, 0.5, 0.9, 1} {
			f.share = share
			ranks = append(ranks, f.rank())
		}
		first := ranks[0]
		if !slices.IsSorted(ranks) || ranks[4].Tier() != first.Tier() || first.Tier() != TierWords && first.Tier() != TierAlike {
			t.Errorf("%+v: %v", f, ranks)
		}
	}
}

func TestLiteralEvidenceStandsInTheOrderThatIsWritten(t *testing.T) {
	shapes := []struct {
		what  string
		found found
	}{
		{"a piece across words, broken elsewhere", found{words: 2, aligned: false}},
		{"a piece from inside a word", found{words: 1, aligned: true}},
		{"words apart", found{words: 2, aligned: false, wordStart: true}},
		{"a piece across words", found{words: 2, aligned: true}},
		{"from the start of a word", found{words: 1, aligned: true, wordStart: true}},
		{"from the start of the text", found{words: 1, aligned: true, wordStart: true, start: true}},
		{"whole words", found{words: 1, aligned: true, wordStart: true, wordEnd: true}},
		{"whole words from the start", found{words: 1, aligned: true, wordStart: true, wordEnd: true, start: true}},
		{"the whole text", found{words: 1, aligned: true, wordStart: true, wordEnd: true, start: true, end: true}},
	}
	for i := range shapes[1:] {
		worse, better := shapes[i], shapes[i+1]
		worse.found.share, better.found.share = 0.9, 0.1 // the shape weighs more than the share
		if worse.found.rank() >= better.found.rank() {
			t.Errorf("%s (%v) is not below %s (%v)", worse.what, worse.found.rank(), better.what, better.found.rank())
		}
	}
	joined := shapes[5].found
	if joined.joined = true; joined.rank() >= shapes[5].found.rank() {
		t.Error("a word typed together is as good as one typed apart")
	}
}

func TestTheMoreOfAWordWasTypedTheBetterAndNeverTheWhole(t *testing.T) {
	last := float32(prefixLeast)
	for typed := 1; typed < 12; typed++ {
		v := prefixWord(typed, 12)
		if v <= last || v >= nearlyWhole {
			t.Errorf("%d of 12 letters: %v after %v", typed, v, last)
		}
		if likelihood(v) <= likelihood(last) || likelihood(v) >= likelihood(wholeWord) {
			t.Errorf("%d of 12 letters are as likely as %v", typed, last)
		}
		last = v
	}
}

func TestWordsThatFollowEachOtherAreNearestAndTheOtherWayRoundIsBetterThanFarApart(t *testing.T) {
	order := []int{1, -1, 2, -2, 0} // distances in the text, the best first
	for i, d := range order[1:] {
		if nearness(d) >= nearness(order[i]) {
			t.Errorf("%d (%v) is not below %d (%v)", d, nearness(d), order[i], nearness(order[i]))
		}
	}
}
