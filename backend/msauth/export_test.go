package msauth

// Numbers are the AADSTS numbers that are known.
func Numbers() (out []int) {
	for _, r := range rows {
		out = append(out, r.codes...)
	}
	return out
}
