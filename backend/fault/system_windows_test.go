package fault_test

import (
	"io/fs"
	"syscall"
	"testing"

	"golang.org/x/sys/windows"

	"tenantry/backend/fault"
)

// Each of Windows' numbers is what it is there, and has the advice that helps.
func TestWhatWindowsRefusesIsNamed(t *testing.T) {
	for errno, want := range map[syscall.Errno]fault.Remedy{windows.ERROR_DISK_FULL: fault.FreeSpace, windows.ERROR_HANDLE_DISK_FULL: fault.FreeSpace,
		windows.ERROR_DISK_QUOTA_EXCEEDED: fault.FreeQuota, windows.ERROR_WRITE_PROTECT: fault.OtherDisk, windows.ERROR_TOO_MANY_OPEN_FILES: fault.CloseFiles,
		windows.WSAEMFILE: fault.CloseFiles, windows.WSAENOBUFS: fault.CloseFiles, windows.ERROR_SHARING_VIOLATION: fault.ReleaseFile, windows.ERROR_LOCK_VIOLATION: fault.ReleaseFile,
		windows.ERROR_USER_MAPPED_FILE: fault.ReleaseFile, windows.ERROR_CRC: fault.CheckDisk, windows.ERROR_IO_DEVICE: fault.CheckDisk, windows.ERROR_NOT_READY: fault.CheckDisk,
		windows.ERROR_ACCESS_DENIED: fault.FixPermissions} {
		f, ok := fault.System(&fs.PathError{Op: "write", Path: `C:\x`, Err: errno})
		if !ok || f.Kind != fault.Denied || f.Remedy != want {
			t.Errorf("%d: %v", errno, f)
		}
	}
	if f, ok := fault.System(windows.ERROR_FILE_NOT_FOUND); ok {
		t.Errorf("a file that is not there: %v", f)
	}
}
