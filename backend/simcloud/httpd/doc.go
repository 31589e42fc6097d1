// Package httpd is how every service of the simulated cloud is served: a request becomes a [Query], a
// [Router] finds who answers it, an answer is a value ([Answer]) that sockets, memory and the members of a
// $batch carry in their own way. It keeps what is common to services: limits, the count of requests, and
// the trouble that an event makes at a service.
//
// It must not know what a service says: no path, no body, no customer, no token. The services and simcloud,
// which composes them, are its callers.
package httpd
