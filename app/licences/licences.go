package licences

import _ "embed"

//go:embed licences.txt
var text string

// Text is every licence once, each below the names and versions of what it is the licence of.
func Text() string { return text }
