// Package metered says whether this computer's way to the network is paid for by what goes over it. It asks the system
// each time and never guesses: where the system says nothing, nothing is known. It must not know what is read over it.
package metered
