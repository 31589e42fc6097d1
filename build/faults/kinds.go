package main

import (
	"fmt"
	"regexp"
	"strings"
)

// fewest is how many kinds of fault the table tells of at least.
const fewest = 60

// kind is a line of kinds.txt: what goes wrong, and what a user then keeps, reads and waits for.
type kind struct {
	line    int
	group   string // the heading that it stands under
	what    string
	cases   []*regexp.Regexp // names of the suite's cases
	tests   []string         // names of our own tests
	kept    string
	said    []string // keys of the catalogue
	retried string
}

// readKinds reads kinds.txt and names every line of it that is wrong.
func readKinds(text string) (kinds []kind, wrong []string) {
	group, seen := "", map[string]int{}
	for i, line := range strings.Split(text, "\n") {
		if heading, is := strings.CutPrefix(line, "## "); is {
			group = heading
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		k, err := readKind(line)
		k.line, k.group = i+1, group
		if before, twice := seen[k.what]; twice && err == nil {
			err = fmt.Errorf("stands in line %d already", before)
		}
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("line %d: %v", i+1, err))
			continue
		}
		seen[k.what] = k.line
		kinds = append(kinds, k)
	}
	if len(kinds) < fewest {
		wrong = append(wrong, fmt.Sprintf("%d kinds, at least %d are wanted", len(kinds), fewest))
	}
	return kinds, wrong
}

func readKind(line string) (kind, error) {
	fields := strings.Split(line, " | ")
	if len(fields) != 5 {
		return kind{}, fmt.Errorf("has %d fields, not 5", len(fields))
	}
	for _, f := range fields {
		if strings.TrimSpace(f) == "" {
			return kind{}, fmt.Errorf("has an empty field")
		}
	}
	k := kind{what: fields[0], kept: fields[2], retried: fields[4]}
	for _, by := range strings.Split(fields[1], " & ") {
		if test, is := strings.CutPrefix(by, "go:"); is {
			k.tests = append(k.tests, test)
			continue
		}
		pattern, err := regexp.Compile(by)
		if err != nil {
			return k, err
		}
		k.cases = append(k.cases, pattern)
	}
	if fields[3] != "-" {
		k.said = strings.Split(fields[3], ", ")
	}
	return k, nil
}

// uncovered names the patterns that fit no case of the suite, and the cases that no kind tells of.
func uncovered(kinds []kind, cases []string) (wrong []string) {
	told := map[string]bool{}
	for _, k := range kinds {
		for _, p := range k.cases {
			fits := false
			for _, c := range cases {
				if p.MatchString(c) {
					fits, told[c] = true, true
				}
			}
			if !fits {
				wrong = append(wrong, fmt.Sprintf("line %d: no case of the suite is called like %s", k.line, p))
			}
		}
	}
	for _, c := range cases {
		if !told[c] {
			wrong = append(wrong, "no kind tells of the case: "+c)
		}
	}
	return wrong
}
