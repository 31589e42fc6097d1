package handover

import (
	"cmp"
	"slices"
	"strings"

	"tenantry/app/contract"
)

// Handover is what a window tells the process that it starts in its place, or beside it, in the environment under
// [Name]. A passphrase is never in it. The zero value: nobody started it so.
type Handover struct {
	Start Start
	Looks Looks
	Lay   Geometry // of the window in whose place it is; the zero value: nobody's
	// Profile is the one to open in the place of this one's, among the arguments rather than in the environment; empty: the
	// same.
	Profile string
}

// Start is how the process is to start.
type Start string

// The starts.
const (
	Locked           Start = "locked"            // open nothing until a person says so
	LockedPassphrase Start = "locked-passphrase" // the same, and that takes a passphrase
	Unlocked         Start = "unlocked"          // the passphrase stands in standard input, if there is one
	Switched         Start = "switched"          // open another profile, as any start does
	Waiting          Start = "waiting"           // open nothing, say that the keychain is waited for until standard input ends
)

// Looks are the language and the theme of a window that has read no settings, in the words of contract.Preferences;
// empty: as the system.
type Looks struct{ Language, Theme string }

// Name is the variable of the environment.
const Name = "TENANTRY_HANDOVER"

// String is how a handover is written: four words, the latter three of which may be "-".
func (h Handover) String() string {
	return strings.Join([]string{string(h.Start), cmp.Or(h.Looks.Language, "-"), cmp.Or(h.Looks.Theme, "-"), h.Lay.String()}, " ")
}

// Parse reads one. What is no handover is the zero value; looks that are unknown are the system's, and a window lies
// as it does when nobody chose if nobody can have left it so.
func Parse(text string) Handover {
	words := strings.Split(text, " ")
	if len(words) != 4 || !slices.Contains([]Start{Locked, LockedPassphrase, Unlocked, Switched, Waiting}, Start(words[0])) {
		return Handover{}
	}
	h := Handover{Start: Start(words[0]), Lay: parseGeometry(words[3])}
	if slices.Contains(contract.Languages(), words[1]) {
		h.Looks.Language = words[1]
	}
	if slices.Contains(contract.Themes(), words[2]) {
		h.Looks.Theme = words[2]
	}
	return h
}
