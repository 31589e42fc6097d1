package partner_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// move is a line of testdata/moves.txt.
type move struct {
	from     partner.OutState
	event    partner.OutEvent
	channels []partner.Channel
	to       partner.OutState
	because  []fault.Kind
}

func lines(t *testing.T) (out []move) {
	text, err := os.ReadFile("testdata/moves.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if words[0] == "#" {
			continue
		}
		m := move{from: partner.OutState(words[0]), event: partner.OutEvent(words[1]), channels: partner.Channels(),
			to: partner.OutState(words[3]), because: fault.Kinds()}
		if words[2] != "any" {
			m.channels = nil
			for c := range strings.SplitSeq(words[2], ",") {
				m.channels = append(m.channels, partner.Channel(c))
			}
		}
		if words[4] != "any" {
			m.because = nil
			for _, kind := range words[4:] {
				m.because = append(m.because, fault.Kind(kind))
			}
		}
		out = append(out, m)
	}
	return out
}

// movesOf is what may follow in which state, whatever the channel and the reason.
func movesOf(lines []move) map[partner.OutState]map[partner.OutEvent][]partner.OutState {
	out := map[partner.OutState]map[partner.OutEvent][]partner.OutState{}
	for _, m := range lines {
		if out[m.from] == nil {
			out[m.from] = map[partner.OutEvent][]partner.OutState{}
		}
		out[m.from][m.event] = append(out[m.from][m.event], m.to)
	}
	return out
}

// In every state, over every channel, for every reason: what is written down happens, and nothing else.
func TestWhatIsWrittenDownOfAMoveHappensAndNothingElse(t *testing.T) {
	written := map[string]partner.OutState{}
	name := func(from partner.OutState, e partner.OutEvent, c partner.Channel, k fault.Kind) string {
		return fmt.Sprintf("%s, %s over %s because of %s", from, e, c, k)
	}
	for _, m := range lines(t) {
		for _, c := range m.channels {
			for _, kind := range m.because {
				at := name(m.from, m.event, c, kind)
				if written[at] != "" {
					t.Errorf("%s: two lines say it", at)
				}
				written[at] = m.to
			}
		}
	}
	happened := 0
	for _, from := range partner.OutStates() {
		for _, event := range events {
			for _, c := range partner.Channels() {
				for _, kind := range fault.Kinds() {
					o := partner.Outgoing{Channel: c, State: from, Key: "k", Attempts: 1, Reads: 1, NextTry: morning, Problem: &fault.Problem{Kind: kind}}
					n, err := o.Next(partner.Outcome{Event: event, Problem: &fault.Problem{Kind: kind}}, morning)
					want := written[name(from, event, c, kind)]
					if want == "" && fault.KindOf(err) != fault.Conflict || want != "" && (err != nil || n.State != want) {
						t.Errorf("%s: %s, %v; want %q", name(from, event, c, kind), n.State, err, want)
					}
					if err == nil {
						happened++
					}
				}
			}
		}
	}
	if happened != len(written) {
		t.Errorf("%d lines name what there is none of", len(written)-happened)
	}
	for _, s := range partner.OutStates() {
		if s != partner.Sent && !slices.ContainsFunc(lines(t), func(m move) bool { return m.from == s }) {
			t.Errorf("nothing is known of %s", s)
		}
	}
}
