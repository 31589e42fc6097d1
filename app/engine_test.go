package app

import (
	"context"
	"testing"

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
