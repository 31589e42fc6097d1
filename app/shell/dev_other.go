//go:build (desktop || bindings) && !dev

package shell

// awaitPort does nothing: the window that people use listens nowhere.
func awaitPort() {}

// saveIn is nowhere: the window that people use asks them.
func saveIn(string) (string, bool) { return "", false }
