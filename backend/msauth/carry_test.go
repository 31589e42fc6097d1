package msauth

import (
	"testing"
	"time"
)

func carrying(account string, now func() time.Time) *Credential {
	s := &Credential{cfg: Config{ClientID: "app", Now: now}, saving: make(chan struct{}, 1), changed: make(chan struct{}, 1)}
	s.begin(Account{HomeAccountID: account}, "refresh")
	return s
}

func TestGoodTokensAreCarriedToTheNextProcessOfTheSameAccount(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	first := carrying("me", clock)
	first.tokens[key{"a", "graph"}] = entry{"good", now.Add(time.Hour)}
	first.tokens[key{"b", "graph"}] = entry{"over", now.Add(-time.Second)}
	data, n, err := first.Carry()
	if err != nil || n != 1 {
		t.Fatalf("%d tokens, %v", n, err)
	}

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
