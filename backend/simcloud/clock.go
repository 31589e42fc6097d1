package simcloud

import (
	"sync/atomic"
	"time"
)

// clock is the time at the cloud: that of base, and ahead of it by what events moved it on.
type clock struct {
	base  func() time.Time
	ahead atomic.Int64 // a time.Duration
}

func (c *clock) now() time.Time { return c.base().Add(time.Duration(c.ahead.Load())) }

// Forward moves the clock on.
func (c *clock) Forward(by time.Duration) { c.ahead.Add(int64(by)) }
