//go:build (desktop || bindings) && !dev

package shell

// awaitPort does nothing: the window that people use listens nowhere.
func awaitPort() {}
