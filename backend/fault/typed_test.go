//go:build !windows

package fault_test

import (
	"os/exec"
	"testing"

	"tenantry/backend/fault"
)

// A shell takes what is printed for the one word that it stands for.
func TestAPathIsTypedAsItIsPrinted(t *testing.T) {
	for _, path := range []string{"/home/x/.config/Tenantry", "/Users/x/Library/Application Support/T", "it's", "$HOME", "`id`", "a;b", "Köln", "~x", ""} {
		typed := fault.Typed(path)
		out, err := exec.Command("sh", "-c", "printf %s "+typed).Output()
		if err != nil || string(out) != path {
			t.Errorf("%q is printed as %s, which is %q, %v", path, typed, out, err)
		}
	}
	if got := fault.Typed("/a/b-c_1.key"); got != "/a/b-c_1.key" {
		t.Errorf("quoted for nothing: %s", got)
	}
}
