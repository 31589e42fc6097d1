package kv

import (
	"testing"
	"time"

	"tenantry/backend/fault"
)

// older is the shape in which a program before the catalogue keeps and reads a problem.
type older struct {
	Kind      string    `cbor:"1,keyasint"`
	Message   string    `cbor:"2,keyasint"`
	Remedy    string    `cbor:"3,keyasint"`
	Code      string    `cbor:"4,keyasint,omitempty"`
	RequestID string    `cbor:"5,keyasint,omitempty"`
	At        time.Time `cbor:"6,keyasint"`
}

var at = time.Date(2026, 3, 1, 6, 30, 0, 0, time.UTC)

func TestOldAndNewProgramsReadEachOthersProblems(t *testing.T) {
	p := fault.ProblemOf(fault.New(fault.Offline, "network_timeout", "host", "graph.microsoft.com").WithCode("c", "r"), at)
	kept, err := encode(p)
	if err != nil {
		t.Fatal(err)
	}
	var old older
	if err := decode(kept, &old); err != nil {
		t.Fatal(err)
	}
	want := older{Kind: "offline", Message: "graph.microsoft.com did not answer in time", Remedy: "check-network", Code: "c", RequestID: "r", At: at}
	if !old.At.Equal(at) || old.Message != want.Message || old.Kind != want.Kind || old.Remedy != want.Remedy || old.Code != "c" || old.RequestID != "r" {
		t.Errorf("an older program reads %+v", old)
	}
	var back fault.Problem
	if err := decode(kept, &back); err != nil {
		t.Fatal(err)
	}
	if got := back.Words().In("fr"); got != "graph.microsoft.com n’a pas répondu à temps" {
		t.Errorf("in French: %q", got)
	}

	kept, err = encode(want)
	if err != nil {
		t.Fatal(err)
	}
	back = fault.Problem{}
	if err := decode(kept, &back); err != nil || back.Message != want.Message {
		t.Fatalf("%+v, %v", back, err)
	}
	if got := back.Words().In("fr"); got != want.Message {
		t.Errorf("a text of an older program: %q", got)
	}
}
