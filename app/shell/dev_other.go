//go:build (desktop || bindings) && !dev

package shell

import "net/http"

// awaitPort does nothing: the window that people use listens nowhere.
func awaitPort() {}

// saveIn is nowhere: the window that people use asks them.
func saveIn(string) (string, bool) { return "", false }

// outside changes nothing: the window that people use has the program's only page.
func outside(next http.Handler) http.Handler { return next }
