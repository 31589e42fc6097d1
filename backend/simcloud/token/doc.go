// Package token owns the tokens of the simulated identity platform: what they say, how they are signed,
// and which of them an event ended. They carry their own state, so that a restart under the same seed
// honours yesterday's sign-in.
//
// It must not know who asked for a token, nor which customer lets whom in: that is login. Login writes
// tokens, the services read them, control ends them.
package token
