// Package term owns how the command line speaks to whoever runs it: sentences of the catalogue for people,
// in their language, the one JSON document for programs, tables, CSV, questions, and ages as people say them.
//
// What comes from outside is cleaned here, so that no name can move the cursor of a terminal. It must not
// know what is said: no customer, no request, no profile.
//
// Who calls it: every room of app/cli.
package term
