package connection

import (
	"fmt"

	"tenantry/backend/msauth"
	"tenantry/backend/seal"
	"tenantry/backend/store"
)

// tokensLeft are the access tokens that one process leaves to the next: documents under numbered names, of which the
// first has none.
type tokensLeft struct {
	values store.Settings // the cache's
	seal   func() seal.Box
}

func (l tokensLeft) name(n int) string {
	if n == 0 {
		return accessKey
	}
	return fmt.Sprint(accessKey, "-", n)
}

// take takes over those of the process before. Those of a sign-in that ended don't open.
func (l tokensLeft) take(s *msauth.Credential) {
	for n := 0; ; n++ {
		var sealed []byte
		if ok, err := l.values.Get(l.name(n), &sealed); !ok || err != nil {
			return
		}
		if b, err := l.seal().Open(sealed, []byte(l.name(n))); err == nil {
			s.TakeUp(b)
		}
	}
}

// leave leaves the tokens that are still good. Those that can't be kept are asked for anew; so are all where none is
// good, and what is kept stays.
func (l tokensLeft) leave(s *msauth.Credential) {
	n := 0
	for b, err := range s.Carry() {
		if err != nil || l.values.Put(l.name(n), l.seal().Seal(b, []byte(l.name(n)))) != nil {
			return
		}
		n++
	}
	if n > 0 {
		_ = l.forget(n)
	}
}

// forget removes the documents from the nth on.
func (l tokensLeft) forget(n int) error {
	for ; ; n++ {
		var b []byte
		if ok, err := l.values.Get(l.name(n), &b); !ok && err == nil {
			return nil
		}
		if err := l.values.Delete(l.name(n)); err != nil {
			return err
		}
	}
}
