// Package app is what the two faces, the window and the command line, may call. wire.go puts the program
// together and is the only place that sees all of it; each part is a small struct with its own reason to
// change: stores, gate, life, readModel, marks, syncs, engine, window. app holds no business rules.
//
// Each bound struct (Customers, Health, Requests, Outbox, Sync, Session, Portal, Settings, Lists) is one feature's few
// methods: they wait for the customers, parse, call and convert to the JSON shapes of contract. App itself
// is never bound, because Wails lets JavaScript call every exported method of what is bound. app knows no
// window: what it needs of one is the Shell interface.
package app
