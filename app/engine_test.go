package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"tenantry/backend/syncer"
)

func TestMemoryIsGivenBackOnceAfterAStartAndOnceAfterEachSync(t *testing.T) {
	state := &syncs{changed: func() {}}
	e := &engine{sync: &Sync{state: state}}
	step := func(what string, want bool) {
		t.Helper()
		if got := e.mayRest(); got != want {
			t.Errorf("%s: rests is %v", what, got)
		}
	}
	step("after a start", true)
	step("and later", false)
	_, end := state.begin(context.Background(), true, nil)
	step("while a sync runs", false)
	_, endOther := state.begin(context.Background(), false, nil)
	end(syncer.Report{}, nil)
	step("while another still runs", false)
	endOther(syncer.Report{}, nil)
	step("after both", true)
	step("and later", false)
}

// To tidy takes memory: a rest comes after it, as soon as nothing runs.
func TestWhatTidyingTakesIsGivenBack(t *testing.T) {
	var did []string
	state := &syncs{changed: func() {}}
	e := &engine{sync: &Sync{state: state}, tidy: func() { did = append(did, "tidy") }, rest: func() { did = append(did, "rest") }}
	now := time.Now()
	step := func(what, want string) {
		t.Helper()
		if e.settle(now); strings.Join(did, " ") != want {
			t.Errorf("%s: %q", what, did)
		}
		did = nil
	}
	step("after a start", "tidy rest")
	step("and later", "")
	now = now.Add(tidyEvery)
	step("half an hour later", "tidy")
	step("and then", "tidy rest")
	_, end := state.begin(context.Background(), true, nil)
	now = now.Add(tidyEvery)
	step("while a sync runs", "tidy")
	now = now.Add(beatEvery)
	step("while it still runs", "")
	end(syncer.Report{}, nil)
	step("after it", "tidy rest")
	step("and later", "")
}
