// Faults writes the table of what happens when something goes wrong into the README, from kinds.txt and the
// program's own sentences. With -check it writes nothing and says what is old or wrong.
// With -suite FOLDER it also holds the kinds to the names of the fault suite's cases, both ways; TENANTRY_BIN names
// the program that the suite asks (suite.py).
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const readme, list, language = "README.md", "build/faults/kinds.txt", "backend/message/en"

func main() {
	check := flag.Bool("check", false, "write nothing; fail when the README is old")
	suite := flag.String("suite", "", "the folder of the fault suite, whose cases the kinds must cover")
	flag.Parse()
	wrong, err := run(*check, *suite)
	for _, w := range wrong {
		fmt.Fprintf(os.Stderr, "%s: %s\n", list, w)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
	}
	if err != nil || len(wrong) > 0 {
		os.Exit(1)
	}
}

func run(check bool, suite string) (wrong []string, err error) {
	text, err := os.ReadFile(list)
	if err != nil {
		return nil, err
	}
	sentences, err := readSentences(language)
	if err != nil {
		return nil, err
	}
	kinds, wrong := readKinds(string(text))
	table, unknown := write(kinds, sentences)
	tests, err := ownTests("app", "backend")
	if err != nil {
		return nil, err
	}
	wrong = append(append(wrong, unknown...), untested(kinds, tests)...)
	if suite != "" {
		cases, err := suiteCases(suite)
		if err != nil {
			return wrong, err
		}
		wrong = append(wrong, uncovered(kinds, cases)...)
		fmt.Printf("%d kinds of fault, %d cases of the suite\n", len(kinds), len(cases))
	}
	if len(wrong) > 0 {
		return wrong, nil
	}
	return nil, update(table, check)
}

func update(table string, check bool) error {
	page, err := os.ReadFile(readme)
	if err != nil {
		return err
	}
	now, err := put(string(page), table)
	if err != nil || now == string(page) {
		return err
	}
	if check {
		return fmt.Errorf("the table in %s is old. Run: make fault-table", readme)
	}
	return os.WriteFile(readme, []byte(now), 0o644)
}

// suiteCases are the names of the suite's cases.
func suiteCases(folder string) ([]string, error) {
	cmd := exec.Command("python3", "build/faults/suite.py", folder)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("suite.py: %w", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n"), nil
}

var testName = regexp.MustCompile(`(?m)^func (Test\w+)\(`)

// ownTests are the names of the Go tests below the folders.
func ownTests(folders ...string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			b, err := os.ReadFile(path)
			for _, m := range testName.FindAllStringSubmatch(string(b), -1) {
				out[m[1]] = true
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// untested names the tests that kinds lean on and that are not there.
func untested(kinds []kind, tests map[string]bool) (wrong []string) {
	for _, k := range kinds {
		for _, t := range k.tests {
			if !tests[t] {
				wrong = append(wrong, fmt.Sprintf("line %d: no test is called %s", k.line, t))
			}
		}
	}
	return wrong
}
