package heard

import (
	"bytes"
	"math/bits"
	"strconv"
	"strings"
)

// Costs of hearing otherwise, in hundredths of a sound that is wholly another.
const (
	whole   = 100
	foreign = 50 // a word that costs so much a sound is wholly another word
	vowel   = 50 // one vowel for another, where the table knows no less
	lost    = 90 // a sound that was not heard, or was heard without being there, where the table knows no less
	astray  = 5  // sounds by which one word may run ahead of the other
)

// spelling is the part of a likeness that the letters decide: of words that sound the same, the one that is written like
// what was typed is meant.
const spelling = 0.09

// Likeness is how much two folded words sound alike, from 0 (nothing in common) to 1 (the same word): the most that any
// reading of one shares with any of the other. It is symmetric, and allocates nothing. A word that has no sound (see
// Keys) is like itself only.
func Likeness(a, b []byte) float32 {
	ear := Listen(a)
	return ear.Likeness(b)
}

// apart is how far two readings are apart, from 0 (the same) to 1; limit where they are no less than that.
func apart(a, b []sound, limit float32) float32 {
	if bytes.Equal(a, b) {
		return 0
	}
	if len(a)-len(b) > astray || len(b)-len(a) > astray {
		return limit
	}
	const never = 1 << 14
	whollyAnother := float32(foreign * max(len(a), len(b)))
	enough := int16(limit * whollyAnother)
	var row [most + 2]int16 // row[j+1]: the first of a turned into the first j of b
	for j := range len(b) + 2 {
		row[j] = never
	}
	row[1] = 0
	for j := range min(astray, len(b)) {
		row[j+2] = row[j+1] + int16(costs[0][b[j]])
	}
	for i, s := range a {
		from, to := max(i-astray, 0), min(i+astray+1, len(b))
		diagonal := row[from+1]
		if from == 0 {
			row[1] += int16(costs[0][s])
		} else {
			row[from+1] = never
		}
		forget, table := int16(costs[0][s]), &costs[s]
		left := row[from+1]
		least := left
		for j := from; j < to; j++ {
			t := b[j]
			left = min(diagonal+int16(table[t]), row[j+2]+forget, left+int16(costs[0][t]))
			diagonal = row[j+2]
			row[j+2] = left
			least = min(least, left)
		}
		if least > enough {
			return limit
		}
	}
	return min(limit, float32(row[len(b)+1])/whollyAnother)
}

// spelledAlike is the share of letters that two words have in common in the same order.
func spelledAlike(a, b []byte) float32 {
	letters := len(a) + len(b)
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)] // what is beyond counts as not in common
	var at [256]uint64
	for i, c := range a {
		at[c] |= 1 << i
	}
	row := ^uint64(0)
	for _, c := range b {
		both := row & at[c]
		row = (row + both) | (row &^ at[c])
	}
	common := bits.OnesCount64(^row & (1<<len(a) - 1))
	return float32(2*common) / float32(letters)
}

// costs holds what it costs to take one sound for another, and in row and column 0 what it costs to miss one.
var costs = func() (c [64][64]uint8) {
	for a := range len(alphabet) {
		for b := range len(alphabet) {
			switch {
			case a == b:
			case a == 0 || b == 0:
				c[a][b] = lost
			case vowelLike(a) && vowelLike(b):
				c[a][b] = vowel
			default:
				c[a][b] = whole
			}
		}
	}
	for _, line := range lines("confused.txt") {
		fields := strings.Fields(line)
		cost, err := strconv.ParseUint(fields[len(fields)-1], 10, 8)
		if err != nil || len(fields) != 3 {
			panic("heard: confused.txt: " + line)
		}
		for i := range fields[0] {
			for j := range fields[1] {
				a, b := sound(0), soundOf(fields[0][i])
				if fields[1] != "-" {
					a = soundOf(fields[1][j])
				}
				c[a][b], c[b][a] = uint8(cost), uint8(cost)
			}
		}
	}
	return c
}()

func vowelLike(s int) bool { return kindOf[s] == kindOf[soundOf('a')] }
