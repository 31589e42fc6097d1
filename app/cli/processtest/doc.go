// Package processtest runs the real program in processes of its own, as a shell script would: command lines, exit codes,
// JSON. It imports nothing of ours, so that it can't agree with a mistake.
//
//	kill_test.go            killed a hundred times while it sends: everything arrives exactly once
//	rounds_test.go          killed two hundred times in all that it does: nothing acknowledged is lost
//	keychain_linux_test.go  a keychain that never answers is named, and nothing changes
//	windows_test.go         the Windows program, under Wine: sign-in, sync, requests, two processes, kills, wipe
//
// Who calls it: go test; `make kill` and `make test-windows` alone.
package processtest
