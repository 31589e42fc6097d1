package slip

// keyboards are the rows of the layouts of Latin letters that most people type on. Keys that lie beside or below each
// other on any of them are neighbours.
var keyboards = [][]string{
	{"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"},
	{"1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"},
	{"1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"},
}

// beside holds a bit for each pair of keys that are neighbours.
var beside = func() (near [128][2]uint64) {
	pair := func(a, b byte) {
		near[a][b>>6] |= 1 << (b & 63)
		near[b][a>>6] |= 1 << (a & 63)
	}
	for _, rows := range keyboards {
		for y, row := range rows {
			for x := range len(row) {
				if x > 0 {
					pair(row[x-1], row[x])
				}
				if y == 0 {
					continue
				}
				for _, above := range []int{x, x + 1} { // a row lies half a key to the right of the one above it
					if above < len(rows[y-1]) {
						pair(rows[y-1][above], row[x])
					}
				}
			}
		}
	}
	return near
}()

func neighbours[E byte | rune](a, b E) bool {
	return a < 128 && b < 128 && beside[a][b>>6]>>(b&63)&1 != 0
}
