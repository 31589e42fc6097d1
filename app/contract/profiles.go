package contract

// Profile is one of this machine's profiles: a partner account each.
type Profile struct {
	Name    string `json:"name"`  // behind --profile
	Label   string `json:"label"` // what its user calls it; empty: it goes by its name
	Colour  string `json:"colour" ts:"ProfileColour"`
	Current bool   `json:"current"` // the one of this window, or of this command
}

// ProfileColours are those that a profile may have, in the order in which they are given.
func ProfileColours() []string {
	return []string{"blue", "orange", "teal", "pink", "green", "lavender", "ochre", "grey"}
}
