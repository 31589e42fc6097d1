package judged

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Read reads the sets of a folder: customers.tsv and cases.tsv, and those of its folder names, whose customers stand among
// the first ones. Where the folder is missing the error is that of the file, os.ErrNotExist.
func Read(dir string) ([]Set, error) {
	labelled, err := readSet("labelled", dir)
	if err != nil {
		return nil, err
	}
	names, err := readSet("names, public", filepath.Join(dir, "names"))
	if err != nil {
		return nil, err
	}
	names.Customers = append(names.Customers, labelled.Customers...)
	return []Set{labelled, names}, nil
}

func readSet(name, dir string) (Set, error) {
	s := Set{Name: name}
	rows, err := cells(filepath.Join(dir, "customers.tsv"), 4)
	if err != nil {
		return s, err
	}
	for _, r := range rows {
		s.Customers = append(s.Customers, Customer{r[0], r[1], r[2], r[3]})
	}
	if rows, err = cells(filepath.Join(dir, "cases.tsv"), 3); err != nil {
		return s, err
	}
	for _, r := range rows {
		s.Queries = append(s.Queries, Query{r[0], r[1], r[2]})
	}
	return s, nil
}

// cells are those of a table with a line of titles.
func cells(path string, columns int) (rows [][]string, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n")[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", path, i+2, len(cells), columns)
		}
		rows = append(rows, cells)
	}
	return rows, nil
}
