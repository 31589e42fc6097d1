package heard

import (
	"bytes"
	"slices"
)

// Ear listens for words that sound like one that was typed. It reads that one once, for comparing it with many.
type Ear struct {
	typed    []byte
	readings readings
	audible  bool
	keys     [len(languages)]uint64 // those that differ
	differ   int
}

// Listen makes an ear for a folded word, which must not change while it is used.
func Listen(typed []byte) Ear {
	e := Ear{typed: typed}
	e.audible = e.readings.read(typed)
	for i := range e.readings {
		key := pack(e.readings[i].heard())
		if key != 0 && !slices.Contains(e.keys[:e.differ], key) {
			e.keys[e.differ] = key
			e.differ++
		}
	}
	return e
}

// Hears says whether any of a word's Keys is Near to one of what was typed, whatever their languages: German ears write
// "nait" for an English "knight".
func (e *Ear) Hears(keys [3]uint64) bool {
	last := uint64(0)
	for _, key := range keys {
		if key == last {
			continue
		}
		last = key
		for _, own := range e.keys[:e.differ] {
			if Near(own, key) {
				return true
			}
		}
	}
	return false
}

// Likeness is how much a folded word sounds like what was typed: see the function Likeness.
func (e *Ear) Likeness(word []byte) float32 {
	if bytes.Equal(e.typed, word) {
		return 1
	}
	var others readings
	if !e.audible || !others.read(word) {
		return 0
	}
	best := float32(1)
	for i := range e.readings {
		for j := range others {
			if e.readings[i].said > 0 && others[j].said > 0 {
				best = apart(e.readings[i].heard(), others[j].heard(), best)
			}
		}
	}
	return (1-best)*(1-spelling) + spelling*spelledAlike(e.typed, word)
}
