// Package transport owns how a request travels: each concern is one http.RoundTripper around the
// next, and the wiring puts them together in one visible place. From the outside in:
//
//	Client       the *http.Client that a service's client gets: follows no redirect to elsewhere
//	Retry        tries reads again
//	Whole        reads answers to their end, within bounds
//	Auth         adds the bearer token, only for the audience's own host
//	Auxiliary    adds the partner's own token beside the customer's, for Azure
//	RequestIDs   the ids that Microsoft's support asks for
//	Pacer.For    obeys Retry-After for all callers of a tenant and audience; adapts concurrency
//	Meter.Count  counts what is really sent
//	Log          writes a line without secrets
//	Network      ends silence; what the network says becomes a fault of kind Offline
//	NewBase      sends
//
// A wait honours the request's context. It must not know any service's resources or bodies. It declares the
// TokenSource that it needs; msauth is one.
package transport
