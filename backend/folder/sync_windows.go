package folder

// Sync returns when it is on disk which files lie in a folder. It does nothing: NTFS writes which files there are to its
// own log, and offers no way to wait for it.
func Sync(string) error { return nil }
