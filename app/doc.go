// Package app is what the two faces, the window and the command line, may call: it wires the backend
// together (wire.go), turns domain values into the JSON shapes of the contract (dto_*.go) and holds no
// business rules.
//
// Each bound struct (Customers, Health, Requests, Outbox, Sync, Session, Portal, Settings) is one feature's few
// methods; App itself is never bound, because Wails lets JavaScript call every exported method of
// what is bound. app knows no window: what it needs of one is the Shell interface.
package app
