package partner

import "golang.org/x/net/idna"

// DisplayDomain is a domain as people write it: punycode becomes Unicode where that is safe to show.
func DisplayDomain(name string) string {
	if d, err := idna.Display.ToUnicode(name); err == nil {
		return d
	}
	return name
}
