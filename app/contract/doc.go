// Package contract is what both faces show: the JSON shapes of the command line's contract, which the
// window gets too, so that the two can't disagree; the converters that make them of domain values; the
// names of the window's events.
//
// Times are RFC 3339 in UTC, null when unknown. Lists are never null.
//
// contract knows the domain and the read model, and nobody's App: every package of app may use it.
package contract
