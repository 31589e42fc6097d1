package home

// KeepPrivate has nothing to do here: files inherit the rights of the user's own folders, and dumps are written only
// where an administrator said so.
func KeepPrivate() {}
