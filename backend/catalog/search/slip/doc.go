// Package slip measures how far a typed word is from the one that was meant, in slips of the fingers: a letter too many,
// one too few, a wrong one, two swapped. A slip that fingers make easily counts less than a whole one.
//
// It knows letters and keyboards, and no customer.
package slip
