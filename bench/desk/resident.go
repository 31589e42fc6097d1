package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// maxResident is what the Go process of a window over ten thousand customers may have at rest, in MB.
const maxResident = 110

// A rest comes within two beats of the engine's after the last sync: so long nothing is measured.
const untilRest = 40 * time.Second

// resident prints what the Go process of a program with its window has in memory: after a start at rest, and after a full
// sync at rest. Shared libraries count by their share, as the system counts it (Pss). Linux, in a display of its own.
func resident(program, empty string) func(desk, int) error {
	return func(d desk, customers int) error {
		fmt.Printf("%-44s %10s %10s %10s\n", "memory of the window's Go process, MB", "start", "after sync", "limit")
		if empty != "" {
			at, err := d.window(empty, func() error { time.Sleep(untilRest / 4); return nil })
			if err != nil {
				return err
			}
			fmt.Printf("%-44s %10.0f\n", "an empty window", at[0])
		}
		if err := d.synced(); err != nil {
			return err
		}
		at, err := d.window(program, func() error { time.Sleep(untilRest); return nil },
			func() error { err := d.synced(); time.Sleep(untilRest); return err })
		if err != nil {
			return err
		}
		fmt.Printf("%-44s %10.0f %10.0f %10d\n", fmt.Sprint("ours, ", customers, " customers"), at[0], at[1], maxResident)
		if max(at[0], at[1]) > maxResident {
			return errors.New("a window at rest has more memory than it may")
		}
		return nil
	}
}

func (d desk) synced() error {
	var part *exec.ExitError
	if err := d.command("sync", "--full", "--json").Run(); err != nil && (!asExit(err, &part) || part.ExitCode() != 3) {
		return fmt.Errorf("sync: %w", err)
	}
	return nil
}

// window shows a program in a display of its own, and says how much memory it has after each step.
func (d desk) window(program string, steps ...func() error) (mb []float64, err error) {
	screen := exec.CommandContext(d.ctx, "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
	number, err := screen.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := screen.Start(); err != nil {
		return nil, err
	}
	defer func() { _ = screen.Process.Kill(); _ = screen.Wait() }()
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("read the display's number: %w", err)
	}
	d.program = program
	shown := d.command()
	shown.Env = append(shown.Env, "DISPLAY=:"+strings.TrimSpace(line), "WAYLAND_DISPLAY=", "DBUS_SESSION_BUS_ADDRESS=disabled:", "HOME="+d.home)
	if err := shown.Start(); err != nil {
		return nil, err
	}
	defer func() { _ = shown.Process.Signal(os.Interrupt); _ = shown.Wait() }()
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
		has, err := pss(shown.Process.Pid)
		if err != nil {
			return nil, err
		}
		mb = append(mb, has)
	}
	return mb, nil
}

// pss is a process's proportional share of memory, in MB.
func pss(pid int) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		var kb float64
		if _, err := fmt.Sscanf(line, "Pss: %f kB", &kb); err == nil {
			return kb * 1024 / 1e6, nil
		}
	}
	return 0, errors.New("the system does not say how much memory a process has")
}
