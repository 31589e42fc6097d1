//go:build bindings || (!linux && (desktop || dev))

package shell

// shut does nothing: there is no window to write bindings, and WebView2 and WKWebView are out of reach behind Wails. There the page's own gate holds
// (frontend/src/bridge/gate.ts), and Wails hears its own page alone, never a frame.
func shut() {}
