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

// leave leaves the tokens that are still good, and says whether it could. Those that can't be kept are asked for anew; so
// are all where none is good, and what is kept stays.
func (l tokensLeft) leave(s *msauth.Credential) bool {
	n := 0
	for b, err := range s.Carry() {
		if err != nil || l.values.Put(l.name(n), l.seal().Seal(b, []byte(l.name(n)))) != nil {
			return false
		}
		n++
	}
	if n > 0 {
		_ = l.forget(n)
	}
	return true
}

// tokens are a credential's, in memory while something runs and in the cache while nothing does.
type tokens struct {
	left  tokensLeft
	of    *msauth.Credential
	taken bool // what is left lies in memory too
}

// takeUp takes over what is left.
func (t *tokens) takeUp() {
	if !t.taken {
		t.left.take(t.of)
		t.taken = true
	}
}

// leave leaves them to the next process, if they changed, and says whether all that is good is left now.
func (t *tokens) leave() bool {
	if !t.of.Uncarried() {
		return true
	}
	t.takeUp() // what is left is written as a whole
	return t.left.leave(t.of)
}

// putDown takes them out of memory until they are needed again.
func (t *tokens) putDown() {
	if t.leave() {
		t.of.PutDown()
		t.taken = false
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
