package connection

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/msauth"
	"tenantry/backend/partner"
	"tenantry/backend/seal"
	"tenantry/backend/store"
	"tenantry/backend/syncer"
	"tenantry/backend/transport"
)

// Options are an Account's needs. All but Cloud are required.
type Options struct {
	Cloud    *Cloud // in place of Microsoft's; nil: as the sign-in says
	Proxy    string // goes before the one that the sign-in keeps; empty: that one
	Log      *slog.Logger
	Settings store.Settings // the journal's: how to sign in again, and the sealed tokens
	Cache    store.Cache
	Commits  *syncer.Commits // where what a sync reads goes

	// Order names the customers that a sync reads first.
	Order func() []partner.TenantID
	// Pace says how old what was read may get before it is read without anybody asking.
	Pace func() syncer.Pace
	// FollowsAzure says that every sync reads the customer's Azure tickets too.
	FollowsAzure func(partner.TenantID) bool
	// Compose is the complete text of a request for Microsoft.
	Compose func(partner.Outgoing) string
	// Seal is what access tokens are sealed in that outlast the process. It ends with the sign-in.
	Seal func() seal.Box
	// Wipe removes every customer: those of one partner are never shown to another.
	Wipe func() error
	// Changed hints that somebody else, or nobody, is signed in. It gets the hosts beside Microsoft's that
	// links may lead to.
	Changed func(hosts []string)
	// Needed hints that the sign-in may be over, or good again, whoever found that out.
	Needed func()
	// Linked hints that Link says something else than before. It must not block.
	Linked func()
}

// Account is the partner account as which the program works: one connection at a time, or none. Its methods
// may be called from any goroutine.
type Account struct {
	o    Options
	ctx  context.Context // ends every connection
	keep *sealing
	line *transport.Line // one for all connections: a new sign-in finds the network that the old one had

	now    atomic.Pointer[Connection] // nil: nobody signed in yet
	failed reason                     // why the last sign-in could not be taken up
}

// New makes an Account as which nobody is signed in. Its connections end with ctx.
func New(ctx context.Context, o Options) *Account {
	return &Account{o: o, ctx: ctx, keep: &sealing{journal: o.Settings}, line: transport.NewLine(o.Linked)}
}

// Link says whether there is a network, as the newest call of any part found it.
func (a *Account) Link() cloud.Link { return a.line.State() }

// challengeKey is that of the journal's setting with the claims that the partner's own tenant wants to see at the next
// sign-in.
const challengeKey = "challenge"

// Keys of the cache's values.
const (
	accessKey = store.Unmissed // access tokens that outlast the process, sealed
	ownerKey  = "owner"        // the tenant id of the partner whose customers it holds; imported ones belong to nobody
)

// Resume connects with the settings of the last sign-in, if there was one. It touches no network. Its error
// is what every call answers with that needs a connection.
func (a *Account) Resume() error {
	return a.failed.set(a.resume())
}

func (a *Account) resume() error {
	s, err := last(a.o.Settings)
	if err != nil || s.ClientID == "" || s.SignedOut {
		return err
	}
	c, err := a.connect(s)
	if err != nil {
		return err
	}
	// A cache that was started anew does not know whose customers it holds, and one that a sign-in to another partner
	// began to take over, when the process ended, is not ours.
	if s.PartnerTenant != "" {
		if err := own(a.o, s.PartnerTenant); err != nil {
			return err
		}
	}
	a.use(c)
	return nil
}

// own makes the cache the partner's: the customers of another one go.
func own(o Options, tenant string) error {
	var owner string
	if _, err := o.Cache.Values().Get(ownerKey, &owner); err != nil || owner == tenant {
		return err
	}
	if owner != "" {
		if err := o.Wipe(); err != nil {
			return err
		}
	}
	return o.Cache.Values().Put(ownerKey, tenant)
}

// last is the settings of the last sign-in; empty when there was none, or they were forgotten.
func last(journal store.Settings) (Settings, error) {
	in, err := kept(journal)
	return in.Settings, err
}

// Completed fills in what s leaves open from the last sign-in of this profile: signing in again has nothing
// to name. It reads no network.
func (a *Account) Completed(s Settings) (Settings, error) {
	before, err := last(a.o.Settings)
	return s.over(before), err
}

// SignIn signs in and keeps the settings for later. What was signed in before stays until the new sign-in
// succeeded. Signing in to another partner tenant wipes the cache.
func (a *Account) SignIn(ctx context.Context, s Settings, p Prompt) error {
	next, err := a.connect(s)
	if err != nil {
		return err
	}
	next.kept.hold()
	if err := next.signIn(ctx, msauth.At{Claims: challenge(a.o.Settings)}, p); err != nil {
		next.close()
		return err
	}
	who, _ := next.credential.Account()
	s.PartnerTenant = who.Tenant
	if old := a.now.Swap(nil); old != nil {
		old.close()
	}
	if err := own(a.o, who.Tenant); err != nil {
		return err
	}
	if err := next.kept.keep(s); err != nil {
		return err
	}
	if err := a.o.Settings.Delete(challengeKey); err != nil {
		return err
	}
	next.settings = s
	_ = a.failed.set(nil)
	a.use(next)
	a.o.Log.Info("signed in", "partner", who.Tenant, "cloud", s.Cloud)
	return nil
}

// SignOut ends what runs over the connection and forgets the tokens. Which account it was is kept for the next
// sign-in, until Forget.
func (a *Account) SignOut() error {
	_ = a.failed.set(nil)
	if c := a.now.Swap(nil); c != nil {
		c.close()
		if err := c.credential.SignOut(); err != nil {
			return err
		}
	}
	if err := (tokensLeft{values: a.o.Cache.Values()}).forget(0); err != nil {
		return err
	}
	return a.keep.signOut()
}

// Forget forgets which account it was, once nobody is signed in.
func (a *Account) Forget() error { return a.keep.forget() }

// Close ends what runs over the connection and waits for it. The sign-in is kept.
func (a *Account) Close() {
	if c := a.now.Load(); c != nil {
		c.close()
	}
}

// Rest gives back the memory that only calls need, while none is under way.
func (a *Account) Rest() {
	if c := a.now.Load(); c != nil {
		c.rest()
	}
}

// use makes c the connection that everything goes through.
func (a *Account) use(c *Connection) {
	if old := a.now.Swap(c); old != nil {
		old.close()
	}
	go watch(c, a.o.Needed)
	a.o.Changed(hosts(c, a.o.Cloud))
}

// watch says that the sign-in of a connection is over, or good again, until the connection ends.
func watch(c *Connection, say func()) {
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-c.credential.Changed():
			say()
		}
	}
}

// hosts are those beside Microsoft's that links may lead to: the support page of a simulated cloud.
func hosts(c *Connection, simulated *Cloud) (all []string) {
	pages := []string{c.settings.PartnerCenter} // cloud "custom" only
	if simulated != nil {
		pages = append(pages, simulated.Support)
	}
	for _, page := range pages {
		if u, err := cloud.ParseBase(page); err == nil {
			all = append(all, u.Host)
		}
	}
	return all
}

// Reach lets f work over the connection: its context ends when the connection does. Without one it is
// a fault of kind SignIn.
func (a *Account) Reach(ctx context.Context, f func(context.Context, *Connection) error) error {
	c := a.now.Load()
	if c == nil {
		return a.NotSignedIn()
	}
	ctx, done := c.run(ctx)
	defer done()
	return f(ctx, c)
}

// Connected says whether there is a connection; whether its sign-in is still good shows at the next call.
func (a *Account) Connected() bool { return a.now.Load() != nil }

// NotSignedIn is why there is no connection.
func (a *Account) NotSignedIn() error {
	if err := a.failed.get(); err != nil {
		return err
	}
	return fault.New(fault.SignIn, "signin_nobody")
}

// reason is why something is as it is; nil: it is as it should be.
type reason struct {
	mu  sync.Mutex
	err error
}

// set notes err and hands it on.
func (r *reason) set(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = err
	return err
}

func (r *reason) get() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}
