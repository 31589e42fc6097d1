package shell

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"tenantry/app"
)

// hidden is what this process took out of its environment for its own sake.
var hidden []string

// anew is the command that starts this program once more with the same arguments, told h and nothing else of before.
func anew(h app.Handover) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find the program: %w", err)
	}
	cmd := exec.Command(self, os.Args[1:]...)
	for _, each := range os.Environ() {
		if !strings.HasPrefix(each, app.HandoverName+"=") {
			cmd.Env = append(cmd.Env, each)
		}
	}
	cmd.Env = append(cmd.Env, hidden...)
	cmd.Env = append(cmd.Env, app.HandoverName+"="+h.String())
	return cmd, nil
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
