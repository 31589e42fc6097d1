package judged

import (
	"slices"
	"strings"
)

// rows are how many keys the three rows of letters have, from the top.
var rows = [3]int{12, 11, 10}

// boards are the keyboards by name: what each key gives.
var boards = func() map[string][]rune {
	out := map[string][]rune{}
	for _, line := range lines("layouts") {
		head, keys := heads(line, 1)
		out[head[0]] = []rune(keys)
	}
	return out
}()

// beside are the letters of the keys around a letter's key.
func beside(board string, letter rune) (out []rune) {
	keys := boards[board]
	at := slices.Index(keys, letter)
	if at < 0 {
		return nil
	}
	row, column := 0, at
	for column >= rows[row] {
		column -= rows[row]
		row++
	}
	start := at - column
	add := func(from, n, column int) {
		if column >= 0 && column < n && from+column < len(keys) {
			if k := keys[from+column]; k >= 'a' && k <= 'z' {
				out = append(out, k)
			}
		}
	}
	add(start, rows[row], column-1)
	add(start, rows[row], column+1)
	if row > 0 { // a row lies half a key to the right of the one above
		add(start-rows[row-1], rows[row-1], column)
		add(start-rows[row-1], rows[row-1], column+1)
	}
	if row < len(rows)-1 {
		add(start+rows[row], rows[row+1], column-1)
		add(start+rows[row], rows[row+1], column)
	}
	return out
}

// typed is what the strokes give that would have written text on one keyboard, typed on another.
func typed(text, meant, on string) string {
	from, to := boards[meant], boards[on]
	var out []rune
	for _, r := range strokesFor(text, meant) {
		if at := slices.Index(from, r); at >= 0 && at < len(to) {
			r = to[at]
		}
		out = append(out, r)
	}
	switch on {
	case "korean":
		return composed(out)
	case "arabic":
		return strings.NewReplacer("ﻻ", "لا", "ﻵ", "لا").Replace(string(out))
	}
	return string(out)
}

// strokesFor are the letters that a text is typed by: those that a keyboard has no key of its own for are taken apart.
func strokesFor(text, board string) []rune {
	text = strings.ToLower(text)
	switch board {
	case "korean":
		return []rune(decomposed(text))
	case "arabic": // with the shift key
		text = strings.NewReplacer("أ", "H", "إ", "Y", "آ", "N").Replace(text)
	case "greek":
		text = strings.NewReplacer("ά", "΄α", "έ", "΄ε", "ή", "΄η", "ί", "΄ι", "ό", "΄ο", "ύ", "΄υ", "ώ", "΄ω").Replace(text)
	}
	return []rune(text)
}
