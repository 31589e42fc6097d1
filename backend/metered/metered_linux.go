package metered

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// within is how long the system bus may take to answer; one that works needs milliseconds.
const within = time.Second

// NetworkManager's words (NMMetered). What it tells by the kind of the way and by what a phone says of itself is its own
// judgement, and the one that the whole desktop goes by.
const (
	nmYes      = 1
	nmNo       = 2
	nmGuessYes = 3
	nmGuessNo  = 4
)

// Now asks NetworkManager. Without one, or without a system bus, nothing is known.
func Now() State {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	said := make(chan State, 1)
	go func() { said <- ask(ctx) }() // a bus that accepts and never says a word heeds no context
	select {
	case s := <-said:
		return s
	case <-ctx.Done():
		return Unknown
	}
}

func ask(ctx context.Context) State {
	bus, err := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	if err != nil {
		return Unknown
	}
	defer bus.Close()
	const manager = "org.freedesktop.NetworkManager"
	var v dbus.Variant
	get := bus.Object(manager, "/org/freedesktop/NetworkManager").
		CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart, manager, "Metered")
	if get.Store(&v) != nil {
		return Unknown
	}
	switch n, _ := v.Value().(uint32); n {
	case nmYes, nmGuessYes:
		return Metered
	case nmNo, nmGuessNo:
		return Free
	}
	return Unknown
}
