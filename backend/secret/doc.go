// Package secret owns the one key of a profile: 32 random bytes under which everything else lies
// encrypted. It keeps the key in the operating system's keychain, in a file that only its owner can
// read, or in memory, and derives a key of its own for each purpose.
//
// Only a key is kept because Windows' keychain has no room for a refresh token. The package must not
// know what the keys are for beyond a name, nor databases, and never logs. The wiring calls it.
package secret
