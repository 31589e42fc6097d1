//go:build !windows

package shell

// LeaveOwnConsole does something on Windows only: other systems open no terminal for a program.
func LeaveOwnConsole() {}
