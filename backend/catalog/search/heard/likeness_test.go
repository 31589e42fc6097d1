package heard

import (
	"math/rand/v2"
	"testing"
)

func TestReadingsAreAsFarApartAsTheCheapestWayFromOneToTheOther(t *testing.T) {
	list := lexicon(t, pairs(t, "heard.txt"))
	random := rand.New(rand.NewPCG(11, 12))
	close := 0
	for range 20_000 {
		a := list[random.IntN(len(list))]
		b := list[random.IntN(len(list))]
		if random.IntN(2) == 0 {
			b = respell(a, random)
		}
		var as, bs readings
		as.read([]byte(a))
		bs.read([]byte(b))
		x, y := as[0].heard(), bs[0].heard()
		want := min(1, float32(cheapest(x, y))/float32(foreign*max(len(x), len(y), 1)))
		got := apart(x, y, 1)
		if want < .5 { // what is farther apart may go astray, and nobody asks how far
			close++
			if got != want {
				t.Fatalf("%s and %s are %v apart, want %v", a, b, got, want)
			}
		}
		if got < want {
			t.Fatalf("%s and %s are %v apart, less than %v", a, b, got, want)
		}
		if limit := random.Float32(); apart(x, y, limit) != min(limit, got) {
			t.Fatalf("%s and %s are %v apart within %v, want %v", a, b, apart(x, y, limit), limit, min(limit, got))
		}
	}
	if close < 5000 {
		t.Errorf("only %d of the words were close", close)
	}
}

// cheapest is what it costs to take one reading for another, in the plainest way.
func cheapest(a, b []sound) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
		for j := range table[i] {
			switch {
			case i == 0 && j == 0:
			case i == 0:
				table[i][j] = table[i][j-1] + int(costs[0][b[j-1]])
			case j == 0:
				table[i][j] = table[i-1][j] + int(costs[0][a[i-1]])
			default:
				table[i][j] = min(table[i-1][j-1]+int(costs[a[i-1]][b[j-1]]),
					table[i-1][j]+int(costs[0][a[i-1]]), table[i][j-1]+int(costs[0][b[j-1]]))
			}
		}
	}
	return table[len(a)][len(b)]
}
