package facts

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/quick"

	"tenantry/backend/partner"
)

// state is a Source: the facts of customers by their slots.
type state [][]partner.Fact

func (s state) Slots() (out []int32) {
	for i := range s {
		out = append(out, int32(i))
	}
	return out
}

func (s state) Facts(slot int32) iter.Seq[partner.Fact] {
	if int(slot) >= len(s) {
		return func(func(partner.Fact) bool) {}
	}
	return slices.Values(s[slot])
}

func of(kind partner.FactKind, key, text string) partner.Fact {
	return partner.Fact{Kind: kind, Key: key, Text: text}
}

// desk are five customers, as a desk knows them.
var desk = state{
	{of(partner.FactPhone, "", "+49 (0)30 8044-1200"), of(partner.FactContact, "", "it@odegard.no"), of(partner.FactAddress, "", "Hauptstraße 12, 10827 Berlin, DE"),
		of(partner.FactIncident, "EX123456", "Mail is late"), of(partner.FactRequest, "2412050040001234", "Outlook is down")},
	{of(partner.FactPhone, "", "030 80441300"), of(partner.FactAddress, "", "Rue de l'Église 3, 75015 Paris"), of(partner.FactIncident, "EX123456", "Mail is late"),
		of(partner.FactBought, "66666666-0000-4000-8000-000000000001", "Produktion")},
	{of(partner.FactPhone, "", "+1 (425) 555-0100"), of(partner.FactContact, "", "it@contoso.onmicrosoft.com"), of(partner.FactOutgoing, "TNT-7F3K2M", "Nobody can sign in"),
		of(partner.FactDelegation, "5e5594d3-6f82-458b-b567-77db4811f0cd-00000000-0000-0000-0000-000000001234", "Contoso main")},
	{of(partner.FactPhone, "", "0033 1 23 45 67 89"), of(partner.FactRequest, "0615161000", "Add a domain"), of(partner.FactRequestContact, "0615161000", "Adèle Vance"),
		of(partner.FactAddress, "", "Königsallee 1, Berlin")},
	{of(partner.FactBought, "77777777-0000-4000-8000-000000000001", "Microsoft 365 Business Premium"), of(partner.FactPhone, "", "+353 1 700 0000")},
}

func slots(hits []Hit) (out []int32) {
	for _, h := range hits {
		out = append(out, h.Slot)
	}
	return out
}

func TestAnIdentifierIsKnownWhereverItStands(t *testing.T) {
	x := New(desk)
	for text, want := range map[string][]int32{
		"EX123456":         {0, 1},
		"ex123456":         {0, 1},
		"2412050040001234": {0},
		"Ticket 2412050040001234 – Contoso GmbH: Outlook down": {0},
		"[2412050040001234] RE: Outlook":                       {0},
		"Re: TNT-7F3K2M – nobody can sign in":                  {2},
		"https://portal.azure.com/#@contoso.com/resource/subscriptions/66666666-0000-4000-8000-000000000001/overview": {1},
		"66666666000040008000000000000001":         {1},
		"66666666-0000-4000-8000-000000000001":     {1},
		"{66666666-0000-4000-8000-000000000001}":   {1},
		"5e5594d3-6f82-458b-b567-77db4811f0cd":     {2},
		"mail from it@odegard.no about the outage": {0},
		"IT@Contoso.onmicrosoft.com":               {2},
		"+49 30 80441200":                          {0},
		"0049 30 8044 1200":                        {0},
		"+49 (0) 30 8044-1200":                     {0},
		"030/80441200":                             {0},
		"(030) 8044 1200":                          {0},
		"+493080441200":                            {0},
		"+49 30 80441300":                          {1},
		"+1 425 555 0100":                          {2},
		"425-555-0100":                             {2},
		"4255550100":                               {2},
		"001 425 5550100":                          {2},
		"01 23 45 67 89":                           {3},
		"+33 123456789":                            {3},
		"call me: 01.23.45.67.89, thanks":          {3},
		"+353 1 7000000":                           {4},
		"0615161000":                               {3},
		"EX12345":                                  {},
		"EX1234567":                                {},
		"it@odegard.com":                           {},
		"241205004000123":                          {},
		"2412050040001235":                         {},
		"+49 31 80441200":                          {},
		"TNT-7F3K2N":                               {},
		"Königsallee":                              {},
	} {
		if got := slots(x.Known(Parse(text))); !slices.Equal(got, want) && len(got)+len(want) > 0 {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestWordsAndTheirBeginningsAreFoundAmongTheFactsOfOneCustomer(t *testing.T) {
	x := New(desk)
	for text, want := range map[string][]int32{
		"berlin":             {0, 3},
		"Berl":               {0, 3},
		"koenigsallee":       {},
		"konigsallee":        {3},
		"hauptstrasse":       {0},
		"10827 Berlin":       {0},
		"berlin outlook":     {0},
		"paris outlook":      {},
		"late":               {}, // an incident's title
		"paris berlin":       {},
		"adele":              {3},
		"vance adele":        {3},
		"EX12":               {0, 1},
		"2412050":            {0},
		"66666":              {1},
		"66666666-0000-40":   {1},
		"66666666-0000-41":   {},
		"+49 30 804":         {0, 1},
		"030 8044":           {0, 1},
		"080441":             {},
		"80441":              {0, 1},
		"8044":               {},
		"tnt-7f3":            {2},
		"7f3k":               {2},
		"business premium":   {4},
		"odegard.no":         {0},
		"microsoft business": {4},
		"a":                  {},
		"zzzz":               {},
		"+99 000 0000000":    {},
		"0000000":            {},
		"00 00 00 00":        {},
		"":                   {},
	} {
		if got := slots(x.Find(Parse(text))); !slices.Equal(got, want) && len(got)+len(want) > 0 {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestTheMatchSaysWhichFactItWasAndMarksItsLetters(t *testing.T) {
	x := New(desk)
	for _, c := range []struct {
		text string
		slot int32
		kind partner.FactKind
		key  string
		want string // with the marks in brackets
	}{
		{"ex123456", 1, partner.FactIncident, "EX123456", "[EX123456]: Mail is late"},
		{"Ticket 2412050040001234 – Contoso: Outlook down", 0, partner.FactRequest, "2412050040001234", "[2412050040001234]: [Outlook] is [down]"},
		{"2412050040001234", 0, partner.FactRequest, "2412050040001234", "[2412050040001234]: Outlook is down"},
		{"outlook", 0, partner.FactRequest, "2412050040001234", "2412050040001234: [Outlook] is down"},
		{"TNT-7F3K2M", 2, partner.FactOutgoing, "TNT-7F3K2M", "[TNT]-[7F3K2M]: Nobody can sign in"},
		{"+49 30 80441200", 0, partner.FactPhone, "", "+49 (0)[30] [8044]-[1200]"},
		{"0308044", 1, partner.FactPhone, "", "0[30] [8044]1300"},
		{"425 555", 2, partner.FactPhone, "", "+1 ([425]) [555]-0100"},
		{"it@odegard.no", 0, partner.FactContact, "", "[it]@[odegard].[no]"},
		{"rue de l'eglise", 1, partner.FactAddress, "", "[Rue] [de] l'[Église] 3, 75015 Paris"},
		{"adele v", 3, partner.FactRequestContact, "0615161000", "[Adèle] Vance"},
		{"produk", 1, partner.FactBought, "66666666-0000-4000-8000-000000000001", "[Produk]tion"},
		{"66666666-0000", 1, partner.FactBought, "66666666-0000-4000-8000-000000000001", "[66666666]-[0000]-4000-8000-000000000001"},
	} {
		m, ok := x.Match(Parse(c.text), c.slot)
		if got := marked(m); !ok || m.Kind != c.kind || m.Key != c.key || got != c.want {
			t.Errorf("%q: %s %q %q, want %s %q %q", c.text, m.Kind, m.Key, got, c.kind, c.key, c.want)
		}
	}
}

func marked(m Match) string {
	var b strings.Builder
	for i, r := range []rune(m.Shown) { // the texts of these tests have one unit to a letter
		for _, at := range m.Ranges {
			if at.From == i {
				b.WriteByte('[')
			}
			if at.To == i {
				b.WriteByte(']')
			}
		}
		b.WriteRune(r)
	}
	if n := len(m.Ranges); n > 0 && m.Ranges[n-1].To == len([]rune(m.Shown)) {
		b.WriteByte(']')
	}
	return b.String()
}

func TestWhatNamesOneThingOfOneCustomerWeighsMost(t *testing.T) {
	hits := New(desk).Known(Parse("EX123456, 2412050040001234"))
	if len(hits) != 2 || hits[0].Weight <= hits[1].Weight {
		t.Errorf("%+v: slot 0 has the request and the incident, slot 1 only the incident", hits)
	}
}

// What an index that was carried over finds is what one made anew finds.
func TestACustomerThatChangesIsFoundByWhatItHasNow(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	now := slices.Clone(desk)
	x := New(now)
	texts := []string{"berlin", "EX123456", "EX999999", "adele", "+49 30 80441200", "madrid", "2412050040001234", "TNT-7F3K2M"}
	for step := range 300 {
		next := slices.Clone(now)
		var changed []int32
		for range 1 + random.IntN(3) {
			slot := int32(random.IntN(len(next) + 1))
			if int(slot) == len(next) {
				next = append(next, nil)
			}
			facts := slices.Clone(desk[random.IntN(len(desk))])
			if random.IntN(2) == 0 {
				facts = []partner.Fact{of(partner.FactAddress, "", "Madrid"), of(partner.FactIncident, "EX999999", "Calls fail")}
			}
			if random.IntN(5) == 0 {
				facts = nil // it left
			}
			next[slot] = facts
			changed = append(changed, slot)
		}
		x, now = x.Next(next, changed), next
		if random.IntN(3) == 0 {
			continue // nobody asks
		}
		for _, text := range texts {
			q := Parse(text)
			if got, want := x.Find(q), New(now).Find(q); !slices.Equal(got, want) {
				t.Fatalf("step %d, %q: %v, want %v", step, text, got, want)
			}
			if got, want := x.Known(q), New(now).Known(q); !slices.Equal(got, want) {
				t.Fatalf("step %d, %q known: %v, want %v", step, text, got, want)
			}
		}
	}
}

// The index finds whom reading every fact would find.
func TestTheIndexLosesNobodyAndInventsNobody(t *testing.T) {
	signs := []rune("ab10é語-@. ")
	text := func(r *rand.Rand, n int) string {
		out := make([]rune, r.IntN(n))
		for i := range out {
			out[i] = signs[r.IntN(len(signs))]
		}
		return string(out)
	}
	err := quick.Check(func(seed uint64) bool {
		r := rand.New(rand.NewPCG(seed, 3))
		var s state
		for range 20 {
			s = append(s, []partner.Fact{of(partner.FactKinds()[r.IntN(10)], text(r, 20), text(r, 30)), of(partner.FactPhone, "", text(r, 14))})
		}
		x := New(s)
		for range 20 {
			q := Parse(text(r, 14))
			var want []int32
			for slot := range s {
				all := len(q.words) > 0
				for _, w := range q.words {
					all = all && x.has(int32(slot), w)
				}
				if all {
					want = append(want, int32(slot))
				}
			}
			if got := slots(x.Find(q)); !slices.Equal(got, want) {
				t.Logf("%+v: %v, want %v", q, got, want)
				return false
			}
		}
		return true
	}, nil)
	if err != nil {
		t.Error(err)
	}
}

func FuzzParseAndMatch(f *testing.F) {
	f.Add("Ticket 2412050040001234 – it@odegard.no +49 (0)30")
	x := New(desk)
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text)
		for _, h := range append(x.Known(q), x.Find(q)...) {
			m, ok := x.Match(q, h.Slot)
			if !ok || len(m.Ranges) == 0 {
				t.Errorf("%q finds %d and does not say why: %+v", text, h.Slot, m)
			}
		}
	})
}

// many are n customers with what a real one has.
func many(n int) state {
	r := rand.New(rand.NewPCG(7, 7))
	cities := strings.Fields("Berlin Hamburg München Paris Lyon Oslo Madrid Wien Zürich Leipzig Dresden Nice Lille Gent")
	products := []string{"Microsoft 365 Business Premium", "Exchange Online (Plan 1)", "Visio Plan 2", "Microsoft 365 E3", "Power BI Pro", "Azure subscription"}
	guid := func() string {
		return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", r.Uint32(), r.Uint32()&0xffff, r.Uint32()&0xfff, r.Uint32()&0xfff, r.Uint64()&0xffffffffffff)
	}
	s := make(state, n)
	for i := range s {
		city := cities[r.IntN(len(cities))]
		s[i] = []partner.Fact{of(partner.FactPhone, "", fmt.Sprintf("+49 %d %d", 30+r.IntN(900), 100000+r.IntN(9900000))),
			of(partner.FactContact, "", fmt.Sprintf("administrator@customer%d.de", i)),
			of(partner.FactAddress, "", fmt.Sprintf("Hauptstraße %d, %05d %s, DE", r.IntN(180), r.IntN(99999), city)),
			of(partner.FactDelegation, guid()+"-"+guid(), "Main relationship"),
			of(partner.FactIncident, fmt.Sprintf("EX%06d", 200000+r.IntN(40)), "Some users can't reach their mailboxes"),
			of(partner.FactRequest, fmt.Sprintf("24120500%08d", i), "Outlook is slow")}
		for range 3 {
			s[i] = append(s[i], of(partner.FactBought, guid(), products[r.IntN(len(products))]))
		}
	}
	return s
}

func BenchmarkFacts(b *testing.B) {
	s := many(100_000)
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			x := New(s)
			x.Warm()
			b.ReportMetric(float64(12*len(x.tables().main.keys)/len(s)), "B/customer")
		}
	})
	x := New(s)
	x.Warm()
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			Parse("Contoso Shipping GmbH")
		}
	})
	for _, text := range []string{"+49 30 123456", "EX200007", "2412050000012345", "berlin", "berlin visio", "microsoft", "administrator@customer77.de", "administrator",
		"hauptstrasse 12 berlin", "mail of administrator@nobody.de with 2412050000012345 and EX200001 and EX200002",
		strings.Repeat("haupt admin outlook relationship ", 2), strings.Repeat("241205000000001234567 москва Ticket 2412050000012345, EX200001 ", 100)} {
		b.Run(text[:min(len(text), 40)], func(b *testing.B) {
			for b.Loop() {
				if q := Parse(text); len(x.Known(q)) == 0 {
					x.Find(q)
				}
			}
		})
	}
}
