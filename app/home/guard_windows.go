package home

// Guard checks nothing here: the user's own folders give their rights to what is made in them.
func Guard(...string) error { return nil }
