// Package fault owns the kinds of things that go wrong, what a person can do about each, and the
// shape in which a failure travels and is kept.
//
// A failure is classified once, in the client that saw the answer. Above it nobody looks at status
// codes or texts: they ask [KindOf]. A kind exists only where the remedy differs. What is said of a
// failure is a message of the catalogue, in no language yet.
//
// fault knows nothing of ours but the messages; everybody may import it.
package fault
