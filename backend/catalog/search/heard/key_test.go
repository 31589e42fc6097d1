package heard

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func key(word string, language int) uint64 { return Keys([]byte(word))[language] }

func TestAKeyIsStableUnderWhatTheRulesPromise(t *testing.T) {
	const german, french, english = 0, 1, 2
	for _, c := range []struct {
		language int
		same     string
	}{
		{german, "meyer meier mayer maier meijer majer"},
		{german, "hofmann hoffmann hoffmahn hofman"},
		{german, "schmitt schmidt schmit shmitt schmied"},
		{german, "muller mueller muler muehler"},
		{german, "philips filips fillips"},
		{german, "gute kute kuhte guthe"},
		{german, "fuchs fux fucks"},
		{german, "jaeger jager jeger"},
		{french, "beaulieu bolieu baulieu"},
		{french, "renault reno renaud renaux"},
		{french, "dupont dupond dupon"},
		{french, "lefebvre lefevre lefevr"},
		{french, "henri anri enri"},
		{english, "knight nite night nait"},
		{english, "thompson tompson"},
		{english, "wright rite right write"},
		{english, "stephens stevens"},
		{english, "philips phillips fillips"},
	} {
		words := strings.Fields(c.same)
		for _, w := range words {
			if key(w, c.language) != key(words[0], c.language) {
				t.Errorf("language %d: %s is %x, %s %x", c.language, words[0], key(words[0], c.language), w, key(w, c.language))
			}
		}
	}
}

func TestAWordWithoutSoundHasNoKey(t *testing.T) {
	for _, w := range []string{"", "2024", "365", "москва", "東京", "a\x00", "Großes", "\xff"} {
		if keys := Keys([]byte(w)); keys != [3]uint64{} {
			t.Errorf("%q has the keys %x", w, keys)
		}
	}
	if Near(0, 0) || Near(0, key("a", 0)) || Near(key("a", 0), 0) {
		t.Error("no key is near to something")
	}
}

func TestNearIsOneSoundMoreLessOrAnother(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	codes := func(n int) []uint8 {
		s := make([]uint8, n)
		for i := range s {
			s[i] = 1 + uint8(random.IntN(11))
		}
		return s
	}
	packed := func(s []uint8) (key uint64) {
		for i, c := range s[:min(len(s), 16)] {
			key |= uint64(c) << (4 * i)
		}
		return key
	}
	for range 100_000 {
		a := codes(1 + random.IntN(18))
		b := append([]uint8(nil), a...)
		changes := random.IntN(3)
		for range changes {
			at := random.IntN(len(b))
			switch other := 1 + uint8(random.IntN(11)); random.IntN(3) {
			case 0:
				b[at] = other
			case 1:
				b = append(b[:at], append([]uint8{other}, b[at:]...)...)
			default:
				if len(b) > 1 {
					b = append(b[:at], b[at+1:]...)
				}
			}
		}
		want := changesBetween(a, b) <= 1
		if len(a) > 16 || len(b) > 16 {
			// What is beyond a key is not seen: only what is near must be found near.
			if want && !Near(packed(a), packed(b)) {
				t.Fatalf("%v and %v are not near", a, b)
			}
			continue
		}
		if len(a) == 16 || len(b) == 16 {
			want = want || Near(packed(a), packed(b))
		}
		if got := Near(packed(a), packed(b)); got != want || got != Near(packed(b), packed(a)) {
			t.Fatalf("%v and %v: near is %v", a, b, got)
		}
	}
}

// changesBetween is the edit distance, in its plainest form.
func changesBetween(a, b []uint8) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

func TestWordsSaidInOneBreathJoin(t *testing.T) {
	for _, c := range [][3]string{
		{"crystal", "lord", "cristalord"}, {"foto", "graf", "fotograf"}, {"stadt", "tor", "stator"}, {"sud", "west", "sudwest"},
	} {
		if got, want := Join(key(c[0], 0), key(c[1], 0)), key(c[2], 0); got != want {
			t.Errorf("%s and %s: %x, want %x", c[0], c[1], got, want)
		}
	}
	long := key("rechtsanwaltskanzleigesellschaft", 0)
	if Join(long, key("berlin", 0)) != long || Join(0, long) != long || Join(long, 0) != long {
		t.Error("what finds no room changes a key")
	}
}

func FuzzAnyBytesAreHeard(f *testing.F) {
	f.Add([]byte("knight"), []byte("nite"))
	f.Add([]byte("rechtsanwaltskanzleigesellschaftmbh"), []byte("\xff\x00"))
	f.Add([]byte("aux"), []byte("365knights"))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		ab, ba := Likeness(a, b), Likeness(b, a)
		if ab != ba || !(0 <= ab && ab <= 1) || Likeness(a, a) != 1 || Likeness(b, b) != 1 {
			t.Fatalf("%q and %q are %v alike, turned round %v", a, b, ab, ba)
		}
		if ab == 1 && string(a) != string(b) {
			t.Fatalf("%q and %q are the same", a, b)
		}
		ka, kb := Keys(a), Keys(b)
		earA, earB := Listen(a), Listen(b)
		if earA.Hears(kb) != earB.Hears(ka) {
			t.Fatalf("%q hears %q, but not turned round", a, b)
		}
		for i := range ka {
			for j := range kb {
				if Near(ka[i], kb[j]) != Near(kb[j], ka[i]) {
					t.Fatalf("%x is near to %x, but not turned round", ka[i], kb[j])
				}
			}
		}
	})
}

func TestNothingIsAllocated(t *testing.T) {
	a, b := []byte("beaulieu"), []byte("bolieu")
	if n := testing.AllocsPerRun(100, func() { Keys(a); Likeness(a, b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

var words = strings.Fields("meyer schmidt hoffmann mueller beaulieu renault lefebvre knight thompson consulting technologies logistik kowalczyk apotheke nord")

func BenchmarkKeys(b *testing.B) {
	list := make([][]byte, len(words))
	for i, w := range words {
		list[i] = []byte(w)
	}
	for i := 0; b.Loop(); i++ {
		Keys(list[i%len(list)])
	}
}

func BenchmarkNear(b *testing.B) {
	keys := make([]uint64, 1<<16)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range keys {
		keys[i] = Join(Keys([]byte(words[random.IntN(len(words))]))[0], random.Uint64()&0x6666|0x1111)
	}
	typed, near := keys[0], 0
	for b.Loop() {
		for _, k := range keys {
			if Near(typed, k) {
				near++
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(keys)), "ns/key")
}

func BenchmarkLikeness(b *testing.B) {
	list := make([][]byte, len(words))
	for i, w := range words {
		list[i] = []byte(w)
	}
	for i := 0; b.Loop(); i++ {
		Likeness(list[i%len(list)], list[(i*7+3)%len(list)])
	}
}

func BenchmarkEar(b *testing.B) {
	list := make([][]byte, len(words))
	for i, w := range words {
		list[i] = []byte(w)
	}
	ear := Listen([]byte("bolieu"))
	for i := 0; b.Loop(); i++ {
		ear.Likeness(list[i%len(list)])
	}
}
