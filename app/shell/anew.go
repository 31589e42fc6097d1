package shell

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"

	"tenantry/app/handover"
	"tenantry/backend/deeplink"
)

// hidden is what this process took out of its environment for its own sake.
var hidden []string

// anew is the command that starts this program once more with the same arguments, but for the profile that h names, told h
// and nothing else of before.
func anew(h handover.Handover) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find the program: %w", err)
	}
	cmd := exec.Command(self, withProfile(withoutLink(os.Args[1:], h.Start), h.Profile)...)
	for _, each := range os.Environ() {
		if !strings.HasPrefix(each, handover.Name+"=") {
			cmd.Env = append(cmd.Env, each)
		}
	}
	cmd.Env = append(cmd.Env, hidden...)
	cmd.Env = append(cmd.Env, handover.Name+"="+h.String())
	return cmd, nil
}

// withoutLink are arguments without a tenantry: link, unless the window to come is the one that it was for: what was
// followed before a window was locked, or in another profile, is not followed again.
func withoutLink(args []string, s handover.Start) []string {
	if n := len(args); s != handover.Unlocked && n > 0 && deeplink.Is(args[n-1]) {
		args = args[:n-1]
		if n := len(args); n > 0 && (args[n-1] == "--" || args[n-1] == "open") {
			args = args[:n-1]
		}
	}
	return args
}

// withProfile are arguments that open another profile, if one is named: of two that say which, the last one counts.
func withProfile(args []string, name string) []string {
	const flag = "--profile"
	if name == "" {
		return args
	}
	if n := len(args); n >= 2 && args[n-2] == flag { // what an earlier switch said
		args = args[:n-2]
	}
	return append(slices.Clone(args), flag, name)
}

// handOver starts cmd and leaves input in its standard input, all of it before it returns: who starts it may end at
// once. The caller waits for cmd. Nobody else sees it there, as they would among arguments or in the environment.
func handOver(cmd *exec.Cmd, input string) error {
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("hand over: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the program: %w", err)
	}
	_, err = io.WriteString(in, input)
	if closing := in.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = cmd.Process.Kill() // it would open nothing; this window stays
		_ = cmd.Wait()
	}
	return err
}
