package fold

// Range is a half-open part of a text in UTF-16 code units, the unit of the window's strings.
type Range struct{ From, To int }

// Lit turns lit bytes of a folded text into ranges of its source, in order; neighbours become one.
func Lit(lit []bool, spans []Span) []Range {
	var out []Range
	for i, m := range lit {
		if !m {
			continue
		}
		s := spans[i]
		if n := len(out); n > 0 && int(s.From) <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, int(s.To))
			continue
		}
		out = append(out, Range{int(s.From), int(s.To)})
	}
	return out
}
