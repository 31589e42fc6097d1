//go:build !windows

package space

import "syscall"

// ErrFull is what the system says of a full disk.
const ErrFull = syscall.ENOSPC
