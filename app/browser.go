package app

import (
	"os/exec"
	"runtime"

	"tenantry/backend/fault"
)

// OpenBrowser opens an address in the user's browser, for the command line.
func OpenBrowser(url string) error {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	case "darwin":
		cmd = exec.Command("open", url)
	default:
		cmd = exec.Command("xdg-open", url)
	}
	if err := cmd.Start(); err != nil {
		return fault.Wrap(fault.Invalid, err, "program_no_browser").With(fault.CorrectInput)
	}
	go func() { _ = cmd.Wait() }()
	return nil
}
