package slip

// What slips cost, in tenths of one.
const (
	One     = 10 // a letter that has nothing to do with the right one, one too many, one too few
	nearKey = 7  // the key beside the right one
	swapped = 8  // two letters in the other order
	doubled = 6  // a letter typed twice, or once of two
)

// far is more than any limit.
const far = 1 << 12

// longest is how many letters of a word are compared.
const longest = 48

// Compare says what it cost to type a word as typed, and what to type the beginning of it that comes closest, both in
// tenths of a slip. What costs more than limit is over it by an unknown amount. A word of more than 48 letters is far
// from everything.
func Compare[E byte | rune](typed, word []E, limit int) (whole, start int) {
	if len(typed) > longest || len(typed) == 0 || len(typed) > len(word)+limit/doubled {
		return limit + 1, limit + 1
	}
	if len(word) > len(typed)+limit/doubled+1 {
		word = word[:len(typed)+limit/doubled+1] // enough to tell that it is longer
	}
	var rows [3][longest + 12]int16
	before, last, row := rows[0][:len(word)+2], rows[1][:len(word)+2], rows[2][:len(word)+2]
	band := limit / doubled // no cheaper way leads farther from the diagonal
	for j := 1; j <= len(word)+1; j++ {
		last[j] = far
		if j <= min(band, len(word)) {
			last[j] = last[j-1] + extra(word, j-1)
		}
	}
	least := int16(0)
	for i := 1; i <= len(typed); i++ {
		from, to := max(1, i-band), min(len(word), i+band)
		row[from-1] = far
		if from == 1 {
			row[0] = last[0] + extra(typed, i-1)
		}
		leastOfLast := least
		least = row[from-1]
		a, lost := typed[i-1], extra(typed, i-1)
		for j := from; j <= to; j++ {
			b := word[j-1]
			cost := last[j-1]
			if a != b {
				cost += other(a, b)
				if i > 1 && j > 1 && a == word[j-2] && typed[i-2] == b {
					cost = min(cost, before[j-2]+swapped)
				}
			}
			cost = min(cost, last[j]+lost, row[j-1]+extra(word, j-1))
			row[j] = cost
			least = min(least, cost)
		}
		if to < len(word) {
			row[to+1] = far
		}
		if int(min(least, leastOfLast)) > limit {
			return limit + 1, limit + 1
		}
		before, last, row = last, row, before
	}
	start = limit + 1
	for _, cost := range last[max(0, len(typed)-band) : min(len(word), len(typed)+band)+1] {
		start = min(start, int(cost))
	}
	return min(int(last[len(word)]), limit+1), start
}

// extra is what the letter at i costs when the other word lacks it.
func extra[E byte | rune](word []E, i int) int16 {
	if i > 0 && word[i] == word[i-1] {
		return doubled
	}
	return One
}

// other is what a costs in place of b.
func other[E byte | rune](a, b E) int16 {
	if neighbours(a, b) {
		return nearKey
	}
	return One
}
