package heard

import "strings"

// The alphabet of sounds. In the tables a sound is a letter; capitals are those that Latin letters have no sign for:
// S sh, Z as in French "jour", C tsh, J dzh, c ts, X as in German "ich", x as in "Bach", T English th, N ng and what is
// nasal in French; y as in "Müller", q as in "Möller", Y as in "Mai", W as in "Haus", Q as in "neu",
// R an r behind a vowel that many swallow ("Karl", "Moore"); _ is what the French write at the end and don't say.
const alphabet = ".pbtdTkgxfvwszcSZCJXlmnNrRhjaeiouyqYWQ_0123456789"

// A sound is a place in the alphabet; 0 is none.
type sound = uint8

const digits = sound(len(alphabet) - 10)

// kinds are the sounds that a key doesn't tell apart. A key has no h, which the phone swallows first, and nothing mute.
// A j counts as a vowel, for it is one to half of those who hear it.
var kinds = [...]string{1: "pb", "tdT", "kgx", "fvw", "szc", "SZCJX", "l", "mnN", "rR", "jaeiouyqYWQ", "0123456789"}

// kindOf is the code of each sound in a key, 0 for what a key leaves out.
var kindOf = func() (of [len(alphabet)]uint8) {
	for kind, sounds := range kinds {
		for i := range sounds {
			of[soundOf(sounds[i])] = uint8(kind)
		}
	}
	return of
}()

// soundOf is the sound that a letter of the tables stands for. It panics where there is none: the table is wrong.
func soundOf(letter byte) sound {
	i := strings.IndexByte(alphabet, letter)
	if i <= 0 {
		panic("heard: no sound is written " + string(letter))
	}
	return sound(i)
}
