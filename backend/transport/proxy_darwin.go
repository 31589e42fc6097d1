package transport

import (
	"net/url"
	"os/exec"
)

// systemProxy is what macOS' settings say; nil: nothing. They are read by the system's own scutil, because its
// libraries can't be called without a C compiler, with which the command line is not built.
func systemProxy() func(*url.URL) (*url.URL, error) {
	out, err := exec.Command("/usr/sbin/scutil", "--proxy").Output()
	if err != nil {
		return nil
	}
	return scutilProxy(string(out))
}
