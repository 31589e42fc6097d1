// Package freedesktoptest is a desktop for tests: a session bus of its own, and on it a service that notes what it is to
// show. On other systems it is empty.
package freedesktoptest
