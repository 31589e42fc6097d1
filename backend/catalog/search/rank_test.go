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
		if !slices.IsSorted(ranks) || ranks[4].Tier() != first.Tier() || first.Tier() != TierWords && first.Tier() != TierFuzzy {
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

func TestTheMoreOfAWordWasTypedTheBetterAndNeverAnotherTier(t *testing.T) {
	for what, c := range map[string]struct {
		tier Rank
		rank func(typed, word int) Rank
	}{
		"a beginning":             {TierWords, prefixWord},
		"a piece":                 {TierFuzzy, insideWord},
		"a beginning with a typo": {TierTypo, prefixTypo},
	} {
		last := c.tier
		for typed := 1; typed < 12; typed++ {
			r := c.rank(typed, 12)
			if r <= last || r.Tier() != c.tier {
				t.Errorf("%s, %d of 12 letters: %v after %v", what, typed, r, last)
			}
			last = r
		}
	}
	if !(prefixWord(11, 12) < wholeWord()) || !(prefixTypo(11, 12) < wholeTypo(false)) || !(wholeTypo(false) < wholeTypo(true)) {
		t.Error("a part is as good as the whole")
	}
}

// One exact word can't carry a bad one.
func TestACustomersTierIsThatOfItsWorstWord(t *testing.T) {
	tokens := Parse("apex media").tokens
	for _, c := range []struct {
		values [2]Rank
		want   Rank
	}{
		{[2]Rank{wholeWord(), wholeWord()}, TierWords},
		{[2]Rank{wholeWord(), insideWord(3, 5)}, TierFuzzy},
		{[2]Rank{insideWord(3, 5), wholeWord()}, TierFuzzy},
		{[2]Rank{wholeTypo(true), insideWord(3, 5)}, TierTypo},
		{[2]Rank{wholeWord(), wholeTypo(true)}, TierTypo},
	} {
		w := wordsFound{places: [maxTokens]int{0, 1}, covered: 9, name: 9}
		copy(w.values[:], c.values[:])
		if got := w.rank(tokens); got.Tier() != c.want {
			t.Errorf("%v: %v, want tier %v", c.values, got, c.want)
		}
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
