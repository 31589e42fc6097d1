package shell

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32              = windows.NewLazySystemDLL("kernel32.dll")
	getConsoleProcessList = kernel32.NewProc("GetConsoleProcessList")
	freeConsole           = kernel32.NewProc("FreeConsole")
)

// LeaveOwnConsole lets go of the console that Windows opened for this process alone. main calls it
// before it opens the window and never for a command.
//
// The program belongs to the console subsystem, because only then do shells wait for it, show what it
// prints and get its exit code. Started from the desktop it would keep an empty console beside its
// window. From Windows 11 24H2 on the manifest prevents that (consoleAllocationPolicy in
// build/windows/wails.exe.manifest); before, the console is closed here. A console that is shared with
// a shell stays as it is.
func LeaveOwnConsole() {
	var processes [2]uint32
	attached, _, _ := getConsoleProcessList.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	if attached != 1 {
		return
	}
	// The console's handles die with it and their numbers may be given to other files: what is still
	// printed has to go nowhere, not there.
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return
	}
	os.Stdin, os.Stdout, os.Stderr = null, null, null
	for _, std := range []uint32{windows.STD_INPUT_HANDLE, windows.STD_OUTPUT_HANDLE, windows.STD_ERROR_HANDLE} {
		_ = windows.SetStdHandle(std, windows.Handle(null.Fd()))
	}
	_, _, _ = freeConsole.Call()
}
