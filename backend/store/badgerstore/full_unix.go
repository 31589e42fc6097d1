//go:build !windows

package badgerstore

import "syscall"

// errFull is what the system says of a full disk.
const errFull = syscall.ENOSPC
