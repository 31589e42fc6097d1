// Package desk is the one list of service requests that a user works through: those that Microsoft has,
// joined by number with those that were written here. It owns what counts as open, as waiting for us and
// as on its way, and the orders of the list.
//
// It is pure: no I/O, no clock, no JSON. It knows partner only. Who calls it: app.
package desk
