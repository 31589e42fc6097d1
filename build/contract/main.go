// Command contract writes the page's types of what the program answers: the JSON shapes of app/contract
// and the lists of words that their fields may hold. With -check it writes nothing, says what is old, and
// fails.
//
// Wails' own generator knows neither null nor the words of a field; it writes the calls, this the shapes.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
)

const out = "frontend/src/bridge/contract.ts"

func main() {
	check := flag.Bool("check", false, "say whether the kept file is up to date, and write nothing")
	flag.Parse()
	text, err := generate("app/contract", "backend/message", "backend/partner", "backend/template")
	if err == nil && *check {
		err = compare(text)
	} else if err == nil {
		err = os.WriteFile(out, text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "contract:", err)
		os.Exit(1)
	}
}

func compare(text []byte) error {
	kept, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	if !bytes.Equal(kept, text) {
		return fmt.Errorf("%s is old. Run: make generate", out)
	}
	return nil
}
