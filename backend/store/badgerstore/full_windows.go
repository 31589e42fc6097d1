package badgerstore

import "golang.org/x/sys/windows"

// errFull is what the system says of a full disk.
const errFull = windows.ERROR_DISK_FULL
