// Package alerts gives what asks for somebody a life: one alert per thing over all runs and customers. What holds is
// judged from summaries alone (judge.go); a Book merges it with what is kept (life.go, book.go), so that an alert is new,
// is acknowledged or snoozed, is new again when it gets worse or the snooze ends, and closes by itself.
//
// An alert is announced at most once for each time that it is new: that it was is on disk before it is told, because an
// alert that was missed still stands in the list, and one that is told twice teaches people not to look.
//
// alerts knows partner, store and fault; no cloud, no clock, no window. Who calls it: app.
package alerts
