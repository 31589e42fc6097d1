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

// grow prints the peak memory of full syncs, the first and one over what is kept, of a tenth of the customers and of all.
func grow(ctx context.Context, customers int) error {
	return with(ctx, func(program string) error {
		d := desk{ctx: ctx, program: program}
		fmt.Printf("%-32s %14s %14s %8s\n", "peak memory of sync --full, MB", "first", "again", "limit")
		var peaks [2][2]float64
		for i, n := range []int{customers / 10, customers} {
			err := d.signedIn(n, func(d desk, _ int) error {
				for again := range 2 {
					c := d.command("sync", "--full", "--json")
					var part *exec.ExitError
					if err := c.Run(); err != nil && (!asExit(err, &part) || part.ExitCode() != 3) {
						return fmt.Errorf("sync: %w", err)
					}
					peaks[i][again] = peak(c)
				}
				return nil
			})
			if err != nil {
				return err
			}
			fmt.Printf("%-32s %14.0f %14.0f %8d\n", fmt.Sprint(n, " customers"), peaks[i][0], peaks[i][1], maxPeak)
		}
		more := float64(customers - customers/10)
		fmt.Printf("%-32s %14.1f %14.1f\n", "growth, kB a customer", (peaks[1][0]-peaks[0][0])*1e3/more, (peaks[1][1]-peaks[0][1])*1e3/more)
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
