//go:build desktop || dev || bindings

package shell

// quiet is Wails' log: nothing. Wails writes the page's messages and the program's answers into it, customers in both, and
// the page could turn it up. What is worth knowing the program says itself.
type quiet struct{}

func (quiet) Print(string)   {}
func (quiet) Trace(string)   {}
func (quiet) Debug(string)   {}
func (quiet) Info(string)    {}
func (quiet) Warning(string) {}
func (quiet) Error(string)   {}

// Fatal does not return: Wails would end the process after it, past every orderly end, at a word of the page's. Where
// that word is worked on a panic is caught.
func (quiet) Fatal(message string) { panic(message) }
