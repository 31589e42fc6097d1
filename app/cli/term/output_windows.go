package term

import "golang.org/x/sys/windows"

var readerLeft = []error{windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA}
