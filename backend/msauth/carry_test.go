package msauth

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func carrying(account string, now func() time.Time) *Credential {
	s := &Credential{cfg: Config{ClientID: "app", Now: now}, saving: make(chan struct{}, 1), changed: make(chan struct{}, 1)}
	s.begin(Account{HomeAccountID: account}, "refresh")
	return s
}

func carriedBy(t *testing.T, s *Credential) (documents [][]byte) {
	t.Helper()
	for data, err := range s.Carry() {
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, data)
	}
	return documents
}

func TestGoodTokensAreCarriedToTheNextProcessOfTheSameAccount(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	first := carrying("me", clock)
	first.tokens[key{"a", "graph"}] = entry{"good", now.Add(time.Hour)}
	first.tokens[key{"b", "graph"}] = entry{"over", now.Add(-time.Second)}
	documents := carriedBy(t, first)
	if len(documents) != 1 {
		t.Fatalf("%d documents", len(documents))
	}
	data := documents[0]

	next := carrying("me", clock)
	next.tokens[key{"a", "graph"}] = entry{"newer", now.Add(2 * time.Hour)}
	next.TakeUp(data)
	if got := next.tokens[key{"a", "graph"}].token; got != "newer" {
		t.Errorf("a token of the running process was replaced by %q", got)
	}
	next = carrying("me", clock)
	next.TakeUp(data)
	if got := next.tokens[key{"a", "graph"}].token; got != "good" || len(next.tokens) != 1 {
		t.Errorf("%v", next.tokens)
	}
	for what, s := range map[string]*Credential{"another account": carrying("you", clock), "later": carrying("me", func() time.Time { return now.Add(2 * time.Hour) })} {
		s.TakeUp(data)
		if len(s.tokens) != 0 {
			t.Errorf("%s took over %v", what, s.tokens)
		}
	}
	signedOut := carrying("me", clock)
	signedOut.begin(Account{}, "")
	signedOut.TakeUp(data)
	signedOut.TakeUp([]byte("nonsense"))
	if len(signedOut.tokens) != 0 {
		t.Error("nobody is signed in, and yet there are tokens")
	}
}

// Ten thousand customers' tokens are never one document, and all of them arrive.
func TestManyTokensAreCarriedInManyDocuments(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	first, next := carrying("me", clock), carrying("me", clock)
	const token, tokens = 2500, 1001 // characters, as many as Microsoft's have
	for n := range tokens {
		first.tokens[key{fmt.Sprint("tenant ", n), "graph"}] = entry{strings.Repeat("t", token), now.Add(time.Hour)}
	}
	for _, data := range carriedBy(t, first) {
		if len(data) > carriedAtOnce*(token+200) {
			t.Errorf("a document of %d bytes", len(data))
		}
		next.TakeUp(data)
	}
	if len(next.tokens) != tokens {
		t.Errorf("%d tokens of %d arrived", len(next.tokens), tokens)
	}
	if documents := carriedBy(t, carrying("me", clock)); len(documents) != 0 {
		t.Errorf("%d documents without a token", len(documents))
	}
}

// Tokens that were carried can be put down and come back; what came or went since is not lost by it.
func TestCarriedTokensArePutDownUntilTheyAreTakenUp(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := carrying("me", func() time.Time { return now })
	s.remember(key{"a", "graph"}, grant{access: "first", life: time.Hour})
	s.PutDown()
	if !s.Uncarried() || len(s.tokens) != 1 {
		t.Fatal("a token that was never carried is gone")
	}
	documents := carriedBy(t, s)
	s.PutDown()
	if s.Uncarried() || len(s.tokens) != 0 {
		t.Fatalf("%d tokens are left", len(s.tokens))
	}
	s.TakeUp(documents[0])
	if s.tokens[key{"a", "graph"}].token != "first" || s.Uncarried() {
		t.Errorf("taken up were %v", s.tokens)
	}
	for what, change := range map[string]func(){
		"one more":      func() { s.remember(key{"b", "graph"}, grant{access: "second", life: time.Hour}) },
		"one refused":   func() { s.Discard("a", "graph", "first") },
		"one forgotten": func() { s.Forget("b") },
	} {
		carriedBy(t, s)
		if s.Uncarried() {
			t.Fatalf("%s: uncarried before", what)
		}
		s.tokens[key{"a", "graph"}], s.tokens[key{"b", "graph"}] = entry{"first", now.Add(time.Hour)}, entry{"second", now.Add(time.Hour)}
		if change(); !s.Uncarried() {
			t.Errorf("%s is no change", what)
		}
	}
}
