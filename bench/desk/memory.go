package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
)

// maxPeak is what a full sync of ten thousand customers may take at most, in MB.
const maxPeak = 250

// more is how many full syncs follow the first: tables of before are merged in some of them only.
const more = 3

// grow prints the peak memory of full syncs, of a tenth of the customers and of all: of the first, and the worst of those
// over what is kept.
func grow(ctx context.Context, customers int) error {
	return with(ctx, func(program string) error {
		d := desk{ctx: ctx, program: program}
		fmt.Printf("%-32s %14s %14s %8s\n", "peak memory of sync --full, MB", "first", fmt.Sprint("worst of ", more), "limit")
		var peaks [2][2]float64
		for i, n := range []int{customers / 10, customers} {
			err := d.signedIn(n, func(d desk, _ int) error {
				for run := range 1 + more {
					c := d.command("sync", "--full", "--json")
					var part *exec.ExitError
					if err := c.Run(); err != nil && (!asExit(err, &part) || part.ExitCode() != 3) {
						return fmt.Errorf("sync: %w", err)
					}
					peaks[i][min(run, 1)] = max(peaks[i][min(run, 1)], peak(c))
				}
				return nil
			})
			if err != nil {
				return err
			}
			fmt.Printf("%-32s %14.0f %14.0f %8d\n", fmt.Sprint(n, " customers"), peaks[i][0], peaks[i][1], maxPeak)
		}
		grown := float64(customers - customers/10)
		fmt.Printf("%-32s %14.1f %14.1f\n", "growth, kB a customer", (peaks[1][0]-peaks[0][0])*1e3/grown, (peaks[1][1]-peaks[0][1])*1e3/grown)
		if max(peaks[1][0], peaks[1][1]) > maxPeak {
			return errors.New("a sync takes more memory than it may")
		}
		return nil
	})
}

// peak is the most memory that a process which ended ever had, in MB.
func peak(c *exec.Cmd) float64 {
	used, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" { // counts bytes, the others kilobytes
		return float64(used.Maxrss) / 1e6
	}
	return float64(used.Maxrss) * 1024 / 1e6
}
