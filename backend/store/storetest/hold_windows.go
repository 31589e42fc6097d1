package storetest

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"
)

// Hold opens a file as a virus scanner or a backup may: nobody else can open it until release is called.
func Hold(t *testing.T, path string) (release func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	const sharedWithNobody = 0
	held, err := windows.CreateFile(name, windows.GENERIC_READ, sharedWithNobody, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(path), err)
	}
	return func() {
		if err := windows.CloseHandle(held); err != nil {
			t.Error(err)
		}
	}
}
