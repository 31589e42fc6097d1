// Package storetest is the suite that every implementation of the stores must pass, and the customers
// to fill them with. It knows store, partner and fault; only tests call it.
package storetest
