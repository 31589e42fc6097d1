package sheet

import (
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// What Excel takes: characters in a cell, rows of a sheet with the head.
const (
	mostCharacters = 32_767
	mostRows       = 1_048_576
)

// Widths of columns, in characters.
const narrowest, widest = 8, 60

// excel writes a workbook: a sheet with the list, whose head stays in sight and filters, and one that says what it is.
// Text is text, whatever it begins with; times are those of this computer's zone, as Excel knows none.
func (t Table) excel(w io.Writer) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // all of it is in memory, or in files that the system takes back
	list, about := sheetName(t.Name), "About"
	if strings.EqualFold(list, about) {
		about = "About "
	}
	if err := f.SetSheetName("Sheet1", list); err != nil {
		return err
	}
	if err := t.list(f, list); err != nil {
		return err
	}
	if len(t.About) > 0 {
		if _, err := f.NewSheet(about); err != nil {
			return err
		}
		if err := f.SetColWidth(about, "A", "A", 100); err != nil {
			return err
		}
		for n, line := range t.About {
			if err := f.SetCellStr(about, "A"+strconv.Itoa(n+1), short(line)); err != nil {
				return err
			}
		}
	}
	return f.Write(w)
}

func (t Table) list(f *excelize.File, name string) error {
	styles := map[string]int{}
	for format, custom := range map[string]string{"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &custom})
		if err != nil {
			return err
		}
		styles[format] = id
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		if err := out.SetColWidth(i+1, i+1, t.width(i, c)); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(t.Columns))
	for i, title := range t.titles() {
		head[i] = title
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	rows := t.Rows[:min(len(t.Rows), mostRows-1)]
	for n, r := range rows {
		cells := make([]any, len(t.Columns))
		for i, c := range t.Columns {
			cells[i] = value(r[i], c.Number, styles)
		}
		if err := out.SetRow("A"+strconv.Itoa(n+2), cells); err != nil {
			return err
		}
	}
	if len(rows) > 0 { // Excel wants a row below the head
		last, err := excelize.CoordinatesToCellName(len(t.Columns), len(rows)+1)
		if err != nil {
			return err
		}
		if err := out.AddTable(&excelize.Table{Range: "A1:" + last, Name: "List", StyleName: "TableStyleLight1"}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// value is a cell as Excel holds it.
func value(cell string, numbers bool, styles map[string]int) any {
	if numbers && number.MatchString(cell) {
		n, _ := strconv.ParseFloat(cell, 64) // what matches parses
		return n
	}
	at, day, ok := moment(cell)
	switch {
	case !ok, at.Year() < 1900 || at.Year() > 9999: // Excel counts from 1900
		return short(cell)
	case day:
		return excelize.Cell{Value: at, StyleID: styles["day"]}
	}
	return excelize.Cell{Value: wall(at.Local()), StyleID: styles["moment"]}
}

// wall is what a clock on the wall shows, as a time that nobody converts again.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// titles are those of the columns, each once and none empty, as a table of Excel wants them.
func (t Table) titles() []string {
	taken := map[string]bool{}
	all := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		title := strings.TrimSpace(short(c.Title))
		if title == "" {
			title = c.ID
		}
		all[i] = title
		for n := 2; taken[strings.ToLower(all[i])]; n++ {
			all[i] = title + " " + strconv.Itoa(n)
		}
		taken[strings.ToLower(all[i])] = true
	}
	return all
}

// width is that of a column's text, which the sign of the filter stands beside.
func (t Table) width(i int, c Column) float64 {
	most := utf8.RuneCountInString(c.Title) + 3
	for _, r := range t.Rows {
		cell := utf8.RuneCountInString(r[i])
		if _, day, ok := moment(r[i]); ok && !day {
			cell = len("2006-01-02 15:04")
		}
		most = max(most, cell+1)
	}
	return float64(min(max(most, narrowest), widest))
}

// short is a text that a cell of Excel takes.
func short(text string) string {
	if utf8.RuneCountInString(text) <= mostCharacters {
		return text
	}
	return string([]rune(text)[:mostCharacters-1]) + "…"
}

// sheetName is a name that Excel takes for a sheet.
func sheetName(name string) string {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name)
	plain = strings.Join(strings.Fields(plain), " ")
	if r := []rune(plain); len(r) > excelize.MaxSheetNameLength {
		plain = strings.TrimSpace(string(r[:excelize.MaxSheetNameLength]))
	}
	if plain == "" || strings.EqualFold(plain, "History") { // which Excel keeps for itself
		return plain + "List"
	}
	return plain
}
