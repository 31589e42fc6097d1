package fault

// Kind says what sort of failure it is, and with that who can mend it and when to try again.
type Kind string

// The kinds. Their names are part of the command line's contract.
const (
	Offline   Kind = "offline"   // dial, DNS, TLS or time-out: tried again when the network changes
	Throttled Kind = "throttled" // 429, 503 with Retry-After, AADSTS90055: tried again at RetryAt
	SignIn    Kind = "signin"    // the user has to sign in again
	Consent   Kind = "consent"   // the customer (or the partner tenant) has not approved the app
	Denied    Kind = "denied"    // a role, a policy or the operating system is in the way
	Missing   Kind = "missing"   // it is not, or no longer, there
	Invalid   Kind = "invalid"   // what was asked is wrong; say what to correct
	Conflict  Kind = "conflict"  // somebody else was there first, or an answer was lost
	Retired   Kind = "retired"   // Microsoft withdrew the interface
	Upstream  Kind = "upstream"  // Microsoft's side: 5xx or a body that can't be read
	Corrupt   Kind = "corrupt"   // what is kept on disk can't be read
	Internal  Kind = "internal"  // a bug of ours
)

// Kinds lists every kind, in the order of this file.
func Kinds() []Kind {
	return []Kind{Offline, Throttled, SignIn, Consent, Denied, Missing, Invalid, Conflict, Retired, Upstream, Corrupt, Internal}
}

// NeedsPerson says whether only a human can end this failure. Such problems are shown first.
func (k Kind) NeedsPerson() bool {
	switch k {
	case SignIn, Consent, Denied, Invalid, Retired:
		return true
	}
	return false
}

// Transient says whether trying again later, unchanged, can succeed.
func (k Kind) Transient() bool { return k == Offline || k == Throttled || k == Upstream }
