package term

import (
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Table writes columns that line up, for people. The column that "wide" names gives way when the terminal
// is narrow.
func (o *IO) Table(head []string, rows [][]string, wide int) {
	width := make([]int, len(head))
	for _, r := range append([][]string{head}, rows...) {
		for i := range r {
			r[i] = Clean(r[i])
			width[i] = max(width[i], runewidth.StringWidth(r[i]))
		}
	}
	if o.Width > 0 {
		total := 2 * (len(head) - 1)
		for _, w := range width {
			total += w
		}
		width[wide] = max(width[wide]-max(total-o.Width, 0), 12)
	}
	for _, r := range append([][]string{head}, rows...) {
		var b strings.Builder
		for i, cell := range r {
			cell = runewidth.Truncate(cell, width[i], "…")
			if i < len(r)-1 {
				cell = runewidth.FillRight(cell, width[i]) + "  "
			}
			b.WriteString(cell)
		}
		fmt.Fprintln(o.Out, strings.TrimRight(b.String(), " "))
	}
}

// CSV writes rows for a spreadsheet. A cell that a spreadsheet would take for a formula gets an apostrophe
// before it.
func (o *IO) CSV(head []string, rows [][]string) error {
	c := csv.NewWriter(o.Out)
	_ = c.Write(head)
	for _, r := range rows {
		for i, cell := range r {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				r[i] = "'" + cell
			}
		}
		_ = c.Write(r)
	}
	c.Flush()
	return c.Error()
}
