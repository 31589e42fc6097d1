//go:build !windows

package home

import "syscall"

// KeepPrivate lets nothing that this process makes be read by others, nor its memory, where tokens and keys are, be
// written to a dump. What the system does not let it do, it does without.
func KeepPrivate() {
	syscall.Umask(0o077)
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	undumpable()
}
