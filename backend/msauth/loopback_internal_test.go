package msauth

import (
	"context"
	"errors"
	"net"
	"testing"

	"tenantry/backend/fault"
)

// Nobody waits for a browser that can't come back.
func TestASignInEndsWhenNobodyListensForItsAnswer(t *testing.T) {
	l, err := listen()
	if err != nil {
		t.Fatal(err)
	}
	gone := func() error {
		var err error
		for _, one := range l.listeners {
			err = errors.Join(err, one.Close())
		}
		return err
	}
	never := func(context.Context, answer) error { return errors.New("nobody answered") }
	err = l.receive(t.Context(), "state", gone, never)
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Internal || f.Remedy != fault.CorrectInput || !errors.Is(err, net.ErrClosed) {
		t.Errorf("got %v", err)
	}
}
