//go:build bindings || (!linux && (desktop || dev))

package shell

// drawn does nothing: WebView2 and WKWebView draw what they are told.
func drawn() {}
