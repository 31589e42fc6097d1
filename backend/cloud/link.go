package cloud

// Link says whether a cloud can be reached at all.
type Link string

// The states; the empty one: nothing was asked yet.
const (
	Online  Link = "online"
	Offline Link = "offline"
)

// Links lists the states that have a name.
func Links() []Link { return []Link{Online, Offline} }
