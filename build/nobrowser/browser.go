package browser

// OpenURL opens nothing. It does not fail either: Wails would go on to the browsers that it finds on the disk.
func OpenURL(string) error { return nil }
