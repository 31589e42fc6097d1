package metered

import (
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The network list manager and its interface for what the way costs, as netlistmgr.h has them.
var (
	listManager = windows.GUID{Data1: 0xDCB00C01, Data2: 0x570F, Data3: 0x4A9B, Data4: [8]byte{0x8D, 0x69, 0x19, 0x9F, 0xDB, 0xA5, 0x72, 0x3B}}
	costManager = windows.GUID{Data1: 0xDCB00008, Data2: 0x570F, Data3: 0x4A9B, Data4: [8]byte{0x8D, 0x69, 0x19, 0x9F, 0xDB, 0xA5, 0x72, 0x3B}}
	create      = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")
)

const (
	anyContext = 0x17 // CLSCTX_ALL
	// NLM_CONNECTION_COST
	unrestricted = 0x1
	fixed        = 0x2
	variable     = 0x4
	roaming      = 0x40000
)

// costs is INetworkCostManager's table of functions, as far as it is called.
type costs struct {
	queryInterface, addRef, release, getCost uintptr
}

// Now asks the network list manager. Where it says nothing, nothing is known.
func Now() State {
	runtime.LockOSThread() // COM is begun and ended per thread
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_MULTITHREADED); err == nil || err == syscall.Errno(1) { // S_FALSE: begun before
		defer windows.CoUninitialize()
	}
	var manager *struct{ table *costs }
	if r, _, _ := create.Call(uintptr(unsafe.Pointer(&listManager)), 0, anyContext, uintptr(unsafe.Pointer(&costManager)), uintptr(unsafe.Pointer(&manager))); r != 0 || manager == nil {
		return Unknown
	}
	defer syscall.SyscallN(manager.table.release, uintptr(unsafe.Pointer(manager)))
	var cost uint32
	if r, _, _ := syscall.SyscallN(manager.table.getCost, uintptr(unsafe.Pointer(manager)), uintptr(unsafe.Pointer(&cost)), 0); r != 0 {
		return Unknown
	}
	switch {
	case cost&(fixed|variable|roaming) != 0:
		return Metered
	case cost&unrestricted != 0:
		return Free
	}
	return Unknown
}
