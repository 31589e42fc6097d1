// Package letter is the texts that go to Microsoft: templates to start from, the placeholders that
// they hold, the complete text of a request, and whether two texts are about the same matter.
//
// It is pure: no I/O, no clock, no store, no channel. It knows partner's types and two languages of
// writing, English and French; the window's own languages are the window's business.
//
// backend/requests calls it when a request is prepared, checked and sent.
package letter
