// Package alerts owns the commands of alerts: what asks for somebody, what is done with it, and the rules for it.
//
// It must not know how an alert comes about. Who calls it: app/cli.
package alerts
