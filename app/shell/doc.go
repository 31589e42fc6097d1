// Package shell is the window: Wails' runtime behind app.Shell, the window's options, and nothing else.
// With main it is the only importer of Wails, so that everything else builds and is tested without it.
package shell
