// Package support is the simulated support page, on which people file the requests that no programming
// interface takes. It stands for a portal: no token opens it.
//
// It must not know Partner Center, which lists what was filed, nor who serves the page. Only simcloud calls
// it.
package support
