// Package outbox sends what the user wrote: never lost, never twice.
//
//	user ──Add, Edit, Queue, TakeBack, HandOff──▸ journal ──▸ memory ──▸ Changed
//	loop ──Allowed, Prepare or Settle──▸ "sending" on disk ──Send──▸ what became of it on disk
//
// # Never lost
//
// Every change goes to the journal first, then to memory, then it is announced. What can't be written is
// not done: nothing is sent that is not on disk as sending. What a start finds in sending becomes
// uncertain. An entry that can't be read is told ([Outbox.Damaged]) and left alone.
//
// # Never twice
//
// An uncertain one is settled by reading, and whatever was begun once is looked for right before it is
// sent again. Azure tickets and messages go out under one name for as long as they live, so that even a
// first try that arrives, or can be read, minutes late is the same ticket; while it may, it can't be edited
// to go to another place. A note at Partner Center has no name: it is there when
// more equal notes are there than before the first try. An error that says nothing about whether the call
// was done counts as if it may have been.
//
// # The line
//
// Each ticket has a line, in the order in which things were queued for it, and only its head is sent: what is
// queued, blocked or uncertain holds up what is behind it on the same ticket, and nothing else. A new ticket waits
// behind nothing. Drafts, and what goes over the portal, are in no line: a person files the latter, so the loop
// opens nothing by itself. One call is made at a time.
//
// # Two of them
//
// What is announced to the user's webhook (backend/webhook) is in an Outbox of its own over the same journal, told apart by
// its ids: who does not answer there holds up no request, and no list of requests shows it.
//
// outbox knows store, partner and fault. Which cloud answers it does not know: see [Options]. It must not
// know the clients, the texts' composition, or a window. Who calls it: app.
package outbox
