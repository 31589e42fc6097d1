// Package requests owns the commands about service requests and the outbox: list, show, new, edit, note,
// outbox, send, filed, retry, cancel, templates.
//
// It must not know the rules of a request (app answers with what is wrong), how anything is sent, nor how
// the profile is opened. A field that is wrong is named by its flag.
//
// Who calls it: app/cli.
package requests
