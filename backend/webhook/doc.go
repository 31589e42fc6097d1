// Package webhook tells alerts that are new to a web address of the user's: to Teams, to Slack, or to a program of their
// own. It owns what is sent (payload.go), how it is signed (sign.go), what an answer means (sender.go), and the queue of
// messages (queue.go), which is a backend/outbox of its own over the journal: on disk before anything leaves, and sent
// once.
//
// Nothing that names a customer leaves unless the user said so. The address and the signing key are secrets: both stay
// in the journal, and no problem, answer or log line repeats them.
//
// webhook knows announce, outbox, partner and store. It must not know how a request travels, which is handed in, or a
// window. Who calls it: app, app/hook.
package webhook
