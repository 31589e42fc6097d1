// Package killtest holds what only the real program can show. It is killed at random moments while it sends, a hundred
// times, and at the end everything that was queued is at the simulated cloud exactly once; and it ends where a keychain
// never answers.
//
// It speaks to the program as a shell script would: command lines, exit codes, JSON. It imports nothing
// of ours, so that it can't agree with a mistake.
//
// Who calls it: go test; `make kill` alone.
package killtest
