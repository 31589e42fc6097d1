// Package secret owns the keys of a profile: 32 random bytes each, under which everything else lies encrypted. It
// keeps them in the operating system's keychain, in a file that only its owner can read, or in memory, changes them
// so that a kill at any moment loses nothing, and derives a key of its own for each purpose.
//
// Only keys are kept because Windows' keychain has no room for a refresh token. The package must not know what the
// keys are for beyond a purpose, nor databases, and never logs. The wiring calls it.
package secret
