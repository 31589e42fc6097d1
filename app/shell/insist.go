package shell

import "time"

// insistEvery is how long a window that was told to end may go on before it is told again.
const insistEvery = 200 * time.Millisecond

// insist calls quit until the window is gone. One call is not enough: a window that is still being made hears
// nothing, and on Linux Wails' Quit is lost until GTK's loop turns, so that a program that was ended while it
// started went on for ever.
func insist(gone <-chan struct{}, quit func()) {
	again := time.NewTicker(insistEvery)
	defer again.Stop()
	for {
		quit()
		select {
		case <-gone:
			return
		case <-again.C:
		}
	}
}
