// Package wait owns how long a service asks a client to wait, and waiting itself. It knows no service, no
// retry and no clock of its own; whoever speaks HTTP may use it.
package wait
