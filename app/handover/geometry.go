package handover

import (
	"fmt"
	"regexp"
	"strconv"
)

// Geometry is how a window lies on the screen; the zero value: as it does when nobody chose. Sizes are in pixels of the
// toolkit, and of a maximised window those of before.
type Geometry struct {
	Width     int  `cbor:"1,keyasint"`
	Height    int  `cbor:"2,keyasint"`
	Maximised bool `cbor:"3,keyasint,omitempty"`
	// Placed says that X and Y are where its upper left corner was; without it the window stands in the middle.
	Placed bool `cbor:"4,keyasint,omitempty"`
	X      int  `cbor:"5,keyasint,omitempty"`
	Y      int  `cbor:"6,keyasint,omitempty"`
}

// After is g as it is kept where the window lay as in before: of a maximised one size and place are those of the screen.
func (g Geometry) After(before Geometry) Geometry {
	if g.Maximised {
		before.Maximised = true
		return before
	}
	return g
}

// grip is how much of a window has to be on the screen, in pixels of the toolkit: its title can be taken hold of.
const grip = 80

// On is g as a screen of this size can show it: no larger than the screen, and where it was if its title lies on it.
func (g Geometry) On(width, height int) Geometry {
	g.Width, g.Height = min(g.Width, width), min(g.Height, height)
	if g.X+g.Width < grip || g.X > width-grip || g.Y < 0 || g.Y > height-grip {
		g.Placed, g.X, g.Y = false, 0, 0
	}
	return g
}

// String is how a geometry is handed over, "1280x800+10+20", without the place where there is none, an "m" behind it of a maximised window; "-" is the zero value.
func (g Geometry) String() string {
	if g == (Geometry{}) {
		return "-"
	}
	text := strconv.Itoa(g.Width) + "x" + strconv.Itoa(g.Height)
	if g.Placed {
		text += fmt.Sprintf("%+d%+d", g.X, g.Y)
	}
	if g.Maximised {
		text += "m"
	}
	return text
}

var geometry = regexp.MustCompile(`^(\d{1,5})x(\d{1,5})(?:([+-]\d{1,5})([+-]\d{1,5}))?(m?)$`)

// parseGeometry reads one. What is none is the zero value.
func parseGeometry(text string) Geometry {
	m := geometry.FindStringSubmatch(text)
	if m == nil {
		return Geometry{}
	}
	number := func(i int) int { n, _ := strconv.Atoi(m[i]); return n } // few digits, or none
	return Geometry{Width: number(1), Height: number(2), Placed: m[3] != "", X: number(3), Y: number(4), Maximised: m[5] != ""}
}
