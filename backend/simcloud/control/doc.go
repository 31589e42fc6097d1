// Package control is how tests and training disturb the simulated cloud and look at it: the kinds of
// events, POST /_control/event, GET /_control/state.
//
// It changes what other rooms own, through their methods, and keeps nothing. It must not know how a service
// answers. Only simcloud calls it; its routes stand on the sign-in address.
package control
