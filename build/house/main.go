// House measures the repository and compares it with the limits of limits.go. It ends with 1 when a limit is
// broken. With -v every place is named, also of what holds.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"tenantry/build/source"
)

func main() {
	root := flag.String("root", ".", "the repository")
	all := flag.Bool("v", false, "name every place, also of what holds")
	flag.Parse()
	tree, err := source.Read(*root)
	if err != nil {
		fmt.Fprintln(os.Stderr, "house:", err)
		os.Exit(2)
	}
	if !report(os.Stdout, tree, limits, *all) {
		os.Exit(1)
	}
}

// few is how many places of a broken limit are named without -v.
const few = 12

// report prints the table, then the places, and says whether every limit holds.
func report(w io.Writer, tree *source.Tree, limits []limit, all bool) bool {
	results := make([]result, len(limits))
	holds := true
	fmt.Fprintf(w, "%-58s %7s %7s  %s\n", "measure", "value", "limit", "verdict")
	for i, l := range limits {
		r := l.measure(tree)
		results[i] = r
		at, verdict := fmt.Sprint(l.most), "ok"
		switch {
		case l.most == free:
			at, verdict = "", ""
		case r.value > l.most:
			verdict, holds = "BROKEN", false
		case l.ratchet && r.value < l.most:
			verdict = fmt.Sprintf("ok: lower the limit to %d", r.value)
		}
		if l.aim > 0 {
			verdict += fmt.Sprintf(" (aim: %d)", l.aim)
		}
		fmt.Fprintf(w, "%-58s %7d %7s  %s\n", l.name, r.value, at, verdict)
	}
	for i, l := range limits {
		broken := l.most != free && results[i].value > l.most
		if !broken && !all || len(results[i].places) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s: %s\n", l.name, l.remedy)
		for n, place := range results[i].places {
			if n == few && !all {
				fmt.Fprintf(w, "  and %d more: go run ./build/house -v\n", len(results[i].places)-few)
				break
			}
			fmt.Fprintf(w, "  %s\n", place)
		}
	}
	return holds
}
