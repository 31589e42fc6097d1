// Package template is the texts that go to Microsoft: templates to start from, the placeholders that
// they hold, the complete text of a request, and whether two texts are about the same matter.
//
// It is pure: no clock, no store, no channel. It knows partner's types; what it says in each language stands
// in templates/, a file per language, in the program itself.
//
// backend/requests calls it when a request is prepared, checked and sent.
package template
