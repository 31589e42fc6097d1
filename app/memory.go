package app

import (
	"os"
	"runtime/debug"
)

const (
	// enough is the memory that the program stays within as far as what it keeps allows, in bytes: a sync of ten thousand
	// customers leaves several times more garbage than it keeps.
	enough = 128 << 20
	// While the customers are read nearly all that is allocated stays, and looking for garbage is a tenth of what a command
	// costs. Later much of what is allocated goes, and a window lies open all day.
	whileLoading = 200
	whenLoaded   = 50
)

// SpareMemory sets how much garbage Go lets lie, of a process that begins. GOMEMLIMIT and GOGC say otherwise.
func SpareMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enough)
	}
	collectAt(whileLoading)
}

// collectAt has Go collect when the garbage is so many hundredths of what is kept.
func collectAt(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
