package search

import (
	"slices"
	"strings"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/lexis"
	"tenantry/backend/catalog/search/script"
)

// otherwise finds what a text means that was typed in another script than the name that is meant, with a phrase of it
// written in another way, or with another keyboard layout on.
func (x *Index) otherwise(q *Query) (found []Hit) {
	if len(q.words) > maxTokens {
		return nil // nobody typed so much
	}
	if q.runs(Scripts) {
		for i, text := range latinised(q.typed) {
			read := parse(text, lexis.Forms).Without(q.skip | Scripts)
			guess := i == 0 || len(q.tokens) <= fewWords && !sure(found)
			if guess || x.mayHave(read) {
				found = append(found, lowered(x.passes(read, nil, !guess))...)
			}
		}
	}
	if q.runs(Same) {
		for _, text := range rewritten(q) {
			if other := parse(text, lexis.Forms).Without(q.skip); x.mayHave(other) {
				found = append(found, lowered(x.passes(other, nil, true))...)
			}
		}
	}
	if q.runs(Layouts) && len(q.tokens) > 0 {
		for _, t := range script.Layouts(q.raw) {
			other := parse(t.Text, lexis.Forms).Without(q.skip)
			if !x.mayHave(other) {
				continue
			}
			hits := x.passes(other, nil, true)
			if fold.ASCII(q.whole.joined) && fold.ASCII(other.whole.joined) { // the same letters in other places make many a beginning
				hits = slices.DeleteFunc(hits, func(h Hit) bool { return h.Rank < wholeWords || len(other.whole.joined) < 4 })
			}
			found = append(found, lowered(hits)...)
		}
	}
	return found
}

// fewWords are so few that each reading of them is worth all passes.
const fewWords = 3

// wholeWords is the rank from which, of what was typed in one piece, all words are whole.
const wholeWords = TierWords + 0.875

// maxRewritten is how many other ways to write a query are tried.
const maxRewritten = 40

// rewritten are the ways to write a query in which a phrase stands for another, or for a word ("forty four", "44").
// Readings of single words are no concern of it: readWords knows them.
func rewritten(q *Query) (texts []string) {
	words := make([]string, len(q.tokens))
	for i, t := range q.tokens {
		words[i] = t.text
	}
	for _, way := range lexis.Ways(words) {
		for _, as := range way.As {
			known := way.To-way.From == 1 && slices.Contains(lexis.Same(words[way.From]), as)
			if !known && len(texts) < maxRewritten {
				texts = append(texts, strings.Join(slices.Concat(words[:way.From], []string{as}, words[way.To:]), " "))
			}
		}
	}
	return texts
}

// latinised are the readings of a text of another script.
func latinised(text string) []string {
	usual, ok := script.Latin(text)
	if !ok {
		return nil
	}
	return append([]string{usual}, script.Readings(text)...)
}

// mayHave says whether, for each word of a query that counts, some document has one that begins with it.
func (x *Index) mayHave(q *Query) bool {
	if len(q.whole.joined) < 2 {
		return false
	}
	return !slices.ContainsFunc(q.tokens, func(t token) bool {
		for g := range x.segments().all {
			if !g.beginning(t.text, false).empty() || !g.beginning(t.text, true).empty() {
				return false
			}
		}
		return !t.light
	})
}

// lowered are hits for another reading of what was typed: words of it are likely, but no words that were typed.
func lowered(found []Hit) []Hit {
	for i := range found {
		if r := found[i].Rank; r >= TierWords {
			found[i].Rank = softly(0.6 + 0.38*float32(r-TierWords))
		} else {
			found[i].Rank = softly(0.95 * float32(r-TierLoose) / 1.98)
		}
	}
	return found
}
