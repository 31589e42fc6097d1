package shell

import "testing"

func TestOnlyWhatThePageNeedsIsHeard(t *testing.T) {
	for _, message := range []string{
		"runtime:ready",
		"WTContoso – Customers – Tenantry",
		`C{"name":"app.Customers.List","args":[{}],"callbackID":"x-1"}`,
		`C{"name":":wails:ClipboardSetText","args":["contoso.com"],"callbackID":"x-2"}`,
		`C{"name":"files.Lists.Export","args":["customers",[]],"callbackID":"x-3"}`, // of another package than most
	} {
		if !heard(message) {
			t.Errorf("%s is not heard", message)
		}
	}
	for _, message := range []string{
		"",
		"BO:https://evil.example/",                     // opens an address
		"Q",                                            // ends the program
		"H", "S", "WH", "WM", "WR", "Ws:1:1", "WATP:1", // hides, moves, reloads the window
		"LFbye", "LS1", "LEtext", "LPtext", // ends the program, turns the log up, writes to it
		"EEtext", "EXwails:file-drop", // makes and stops events
		"DD:0:0:/etc/passwd",                             // a file was dropped, it says
		"drag", "resize:n-resize", "wails:showInspector", // what a frameless window and a developer need
		`c{"id":1,"args":[],"callbackID":"x"}`, // calls by number
		`C{"name":":wails:ClipboardGetText","args":[],"callbackID":"x"}`,
		`C{"name":":wails:SendNotification","args":[{"title":"Sign in"}],"callbackID":"x"}`,
		`C{"name":":wails:Environment","callbackID":"x"}`,
		`C{"name":"app.Customers.List","name":":wails:ClipboardGetText","callbackID":"x"}`,
		`C{"name":"app.Customers.List","NAME":":wails:ClipboardGetText","callbackID":"x"}`,
		`C{"name":"main.Program.Run","callbackID":"x"}`,
		`C{"name":"app.App.Stop","callbackID":"x"}`, // ours, and not bound
		"C", "C[]", `C"app.Customers.List"`,
	} {
		if heard(message) {
			t.Errorf("%s is heard", message)
		}
	}
}

func TestTheWindowNeverLeavesItsPage(t *testing.T) {
	for _, c := range []struct {
		start, to string
		ok        bool
	}{
		{"wails://wails/", "wails://wails/", true},
		{"wails://wails/", "wails://wails/index.html#x", true},
		{"http://127.0.0.1:34115/", "http://127.0.0.1:34115/assets/x", true},
		{"wails://wails/", "https://evil.example/?token", false},
		{"wails://wails/", "wails://evil/", false},
		{"wails://wails/", "wails://user@wails/", false},
		{"wails://wails/", "file:///etc/passwd", false},
		{"wails://wails/", "about:blank", false},
		{"wails://wails/", "javascript:alert(1)", false},
		{"wails://wails/", "data:text/html,x", false},
		{"http://127.0.0.1:34115/", "http://127.0.0.1:80/", false},
		{"", "", false},
		{"about:blank", "about:blank", false},
	} {
		if got := sameOrigin(c.start, c.to); got != c.ok {
			t.Errorf("from %s to %s: %v", c.start, c.to, got)
		}
	}
}
