package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// commandLine is the one file of the catalogue that only the command line reads.
const commandLine = "cli.json"

// index writes the sentences of the catalogue by their keys. Which key a failure has is known at run time only;
// an index of just these keys lets the bundler leave all other messages where they are needed.
func index(dir string) ([]byte, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	keys := map[string]bool{}
	for _, name := range files {
		if filepath.Base(name) == commandLine {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var sentences map[string]json.RawMessage
		if err := json.Unmarshal(text, &sentences); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key := range sentences {
			keys[key] = key != "$schema"
		}
	}
	var out bytes.Buffer
	out.WriteString("// Generated from backend/message by \"make generate\"; do not edit.\n\nimport * as m from \"../paraglide/messages\";\n\n")
	out.WriteString("/** The sentences that the program says, by their keys. */\nexport const sentences: Readonly<Record<string, (params: never) => string>> = {\n")
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if keys[key] {
			fmt.Fprintf(&out, "  %s: m.%s,\n", key, key)
		}
	}
	out.WriteString("};\n")
	return out.Bytes(), nil
}
