//go:build !windows

package term

import "syscall"

var readerLeft = []error{syscall.EPIPE}
