// Package challenge owns how a service says what the next sign-in must prove: the claims in the header of an
// answer (api/facts.md 1, Errors; 5b). It knows no service and nobody who signs in.
package challenge
