// Command contract writes what the page shares with the program: the JSON shapes of app/contract with the
// lists of words that their fields may hold, and an index of the catalogue's sentences. With -check it writes
// nothing, says what is old, and fails.
//
// Wails' own generator knows neither null nor the words of a field; it writes the calls, this the shapes.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
)

// outputs are the files that are written, by what writes them.
var outputs = map[string]func() ([]byte, error){
	"frontend/src/bridge/contract.ts": func() ([]byte, error) {
		return generate("app/contract", "backend/message", "backend/partner", "backend/template")
	},
	"frontend/src/words/catalogue.ts": func() ([]byte, error) { return index("backend/message/en") },
}

func main() {
	check := flag.Bool("check", false, "say whether the kept files are up to date, and write nothing")
	flag.Parse()
	failed := false
	for name, make := range outputs {
		text, err := make()
		if err == nil && *check {
			err = compare(name, text)
		} else if err == nil {
			err = os.WriteFile(name, text, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "contract:", err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

func compare(name string, text []byte) error {
	kept, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(kept, text) {
		return fmt.Errorf("%s is old. Run: make generate", name)
	}
	return nil
}
