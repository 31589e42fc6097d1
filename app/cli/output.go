package cli

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"tenantry/app"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// print writes v as the one JSON document.
func (st *state) print(v any) error {
	enc := json.NewEncoder(st.env.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// say writes a line for people; with --json to standard error, so that nothing but the document
// stands on standard output.
func (st *state) say(format string, args ...any) {
	w := st.env.Out
	if st.json {
		w = st.env.Err
	}
	fmt.Fprintf(w, format+"\n", args...)
}

// note writes a line to standard error.
func (st *state) note(format string, args ...any) { fmt.Fprintf(st.env.Err, format+"\n", args...) }

// json says whether the command line asks for JSON, for failures before it was parsed.
func (e *Env) json() bool { return slices.Contains(e.Args, "--json") }

// fail prints an error as the contract wants it and returns the exit code.
func (e *Env) fail(asJSON bool, err error) int {
	asJSON = asJSON || e.json()
	f := contract.FailureOf(err)
	var more detailedError
	if errors.As(err, &more) && more.advice != "" {
		f.Remedy = more.advice
	}
	line := f.Message
	if f.Code != "" && f.Code != app.CodeInUse {
		line += " (" + f.Code + ")"
	}
	if f.Remedy != "" {
		line += ": " + f.Remedy
	}
	if f.RequestID != "" {
		line += " [request " + f.RequestID + "]"
	}
	fmt.Fprintln(e.Err, "tenantry: "+clean(oneLine(line)))
	doc := map[string]any{}
	maps.Copy(doc, more.doc)
	doc["error"] = f
	for _, l := range more.lines {
		fmt.Fprintln(e.Err, "  "+clean(l))
	}
	if asJSON {
		enc := json.NewEncoder(e.Out)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(doc)
	}
	return exitCode(err)
}

func exitCode(err error) int {
	f, _ := fault.As(err)
	switch fault.KindOf(err) {
	case fault.Invalid:
		return exitUse
	case fault.SignIn:
		return exitSignIn
	case fault.Offline:
		return exitOffline
	case fault.Conflict:
		if f != nil && f.Code == app.CodeInUse {
			return exitBusy
		}
	}
	return exitError
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clean takes control characters out of what comes from outside, so that no name can move the cursor
// of a terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}

// table writes columns that line up, for people. The column that "wide" names gives way when the
// terminal is narrow.
func (st *state) table(head []string, rows [][]string, wide int) {
	width := make([]int, len(head))
	for _, r := range append([][]string{head}, rows...) {
		for i := range r {
			r[i] = clean(r[i])
			width[i] = max(width[i], runewidth.StringWidth(r[i]))
		}
	}
	if st.env.Width > 0 {
		total := 2 * (len(head) - 1)
		for _, w := range width {
			total += w
		}
		width[wide] = max(width[wide]-max(total-st.env.Width, 0), 12)
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
		fmt.Fprintln(st.env.Out, strings.TrimRight(b.String(), " "))
	}
}

// age says how old a time of the contract is: "3 min", "2 d", "never".
func age(t *string, now time.Time) string {
	if t == nil {
		return "never"
	}
	at, err := time.Parse(time.RFC3339, *t)
	if err != nil {
		return *t
	}
	switch d := now.Sub(at); {
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	default:
		return fmt.Sprintf("%d d", int(d.Hours()/24))
	}
}

// day is a time of the contract as a date; "–" when there is none.
func day(t *string) string {
	if t == nil {
		return "–"
	}
	return (*t)[:10]
}

// signs are the health states in words, with a sign that needs no colour.
var signs = map[string]string{"outage": "⛔ Outage", "degraded": "▲ Degraded", "advisory": "ℹ Advisory", "healthy": "✔ Healthy", "unknown": "? Unknown"}

// csvOut writes rows for a spreadsheet. A cell that a spreadsheet would take for a formula gets an
// apostrophe before it.
func csvOut(w io.Writer, head []string, rows [][]string) error {
	c := csv.NewWriter(w)
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
