package space

import "golang.org/x/sys/windows"

// ErrFull is what the system says of a full disk.
const ErrFull = windows.ERROR_DISK_FULL
