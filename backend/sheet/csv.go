package sheet

import (
	"encoding/csv"
	"io"
	"regexp"
	"strings"
)

// CSV writes rows, the head first, as UTF-8 with a byte order mark, by which spreadsheets know it, commas between the cells
// and each row in one line. It returns the first error of w.
func CSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	for _, r := range rows {
		line := make([]string, len(r))
		for i, cell := range r {
			line[i] = harmless(breaks.Replace(cell))
		}
		_ = c.Write(line) // Error tells
	}
	c.Flush()
	return c.Error()
}

// breaks are what would part a cell in two for a program that reads line by line.
var breaks = strings.NewReplacer("\r\n", " ", "\t", " ", "\r", " ", "\n", " ", "\u2028", " ", "\u2029", " ")

// formula finds where a spreadsheet would begin one, whatever separator it takes: at the beginning of the cell and
// after each of them.
var formula = regexp.MustCompile(`(^|[,;|])([\s"']*)([=+\-@＝＋－＠])`)

// harmless is a cell that no spreadsheet calculates: an apostrophe stands before what would begin a formula.
func harmless(cell string) string { return formula.ReplaceAllString(cell, "$1$2'$3") }
