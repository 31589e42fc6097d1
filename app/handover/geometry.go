package handover

import (
	"regexp"
	"strconv"
)

// Geometry is how a window lies on the screen; the zero value: as it does when nobody chose. Sizes are in pixels of the
// toolkit, and of a maximised window those of before.
type Geometry struct {
	Width     int  `cbor:"1,keyasint"`
	Height    int  `cbor:"2,keyasint"`
	Maximised bool `cbor:"3,keyasint,omitempty"`
}

// After is g as it is kept where the window lay as in before: of a maximised one the size is that of the screen.
func (g Geometry) After(before Geometry) Geometry {
	if g.Maximised {
		g.Width, g.Height = before.Width, before.Height
	}
	return g
}

// String is how a geometry is handed over, "1280x800" or "1280x800m" of a maximised window; "-" is the zero value.
func (g Geometry) String() string {
	if g == (Geometry{}) {
		return "-"
	}
	text := strconv.Itoa(g.Width) + "x" + strconv.Itoa(g.Height)
	if g.Maximised {
		text += "m"
	}
	return text
}

var geometry = regexp.MustCompile(`^(\d{1,5})x(\d{1,5})(m?)$`)

// parseGeometry reads one. What is none is the zero value.
func parseGeometry(text string) Geometry {
	m := geometry.FindStringSubmatch(text)
	if m == nil {
		return Geometry{}
	}
	number := func(i int) int { n, _ := strconv.Atoi(m[i]); return n } // digits, few of them
	return Geometry{Width: number(1), Height: number(2), Maximised: m[3] != ""}
}
