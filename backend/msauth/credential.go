package msauth

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
)

// Config is what a Credential needs.
type Config struct {
	ClientID string          // the app registration's
	Tenant   string          // the partner's: id or domain
	Cloud    cloud.Endpoints // where to sign in, and for which Graph
	HTTP     *http.Client    // sends; its redirects, jar and time limit are not used
	Keeper   Keeper
	Now      func() time.Time // nil: time.Now
}

// Keeper keeps the sign-in, sealed, between two runs. It is called by one goroutine at a time.
type Keeper interface {
	// Load gives what was saved last, and whether there was anything.
	Load() ([]byte, bool, error)
	// Save returns once the value is on disk.
	Save([]byte) error
	// Delete removes it; deleting nothing is no error.
	Delete() error
}

// Account is who is signed in.
type Account struct {
	Name          string // display name; may be empty
	Username      string // usually the e-mail address; may be empty
	Tenant        string // the partner's tenant id
	HomeAccountID string // object id and tenant id, as Microsoft's libraries join them
}

// Credential is one account's sign-in. It may be used by several goroutines.
type Credential struct {
	cfg     Config
	signing sync.Mutex    // one interactive sign-in at a time
	saving  chan struct{} // a lock: held while the keeper is called, and while the sign-in changes
	flights singleflight.Group
	running sync.WaitGroup
	changed chan struct{}

	mu        sync.Mutex
	closed    bool
	gen       uint64 // counts sign-ins and sign-outs
	life      context.Context
	stop      context.CancelFunc // ends the flights of this generation
	account   Account
	refresh   string       // the kept one; "" is signed out
	newest    string       // the newest that is to be kept
	seq       uint64       // number of newest
	kept      uint64       // number of refresh
	needed    *fault.Error // why a person has to sign in
	blocked   bool         // no redemption can succeed before that
	vouched   time.Time    // when home last took the refresh token that a customer called over
	tokens    map[key]entry
	uncarried bool // tokens came or went since Carry, or the beginning
	refusals  map[key]refusal
	resting   refusal // the sign-in service as a whole
	discarded map[key]time.Time
}

// Open takes up the kept sign-in, if there is one for this client id, tenant and cloud. It reads no
// network. What a newer version kept is a fault of kind Corrupt; what can't be read is taken for a
// sign-in that is over, since all that is lost with it is the need to sign in once more.
func Open(cfg Config) (*Credential, error) {
	switch {
	case cfg.ClientID == "":
		return nil, fault.New(fault.Invalid, "signin_client_missing").With(fault.CheckApp)
	case !validTenant.MatchString(cfg.Tenant):
		return nil, fault.New(fault.Invalid, "signin_tenant_wrong")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.HTTP == nil {
		cfg.HTTP = http.DefaultClient
	}
	s := &Credential{cfg: cfg, saving: make(chan struct{}, 1), changed: make(chan struct{}, 1)}
	s.begin(Account{}, "")
	r, err := load(cfg)
	if err != nil {
		return nil, err
	}
	if r != nil {
		s.begin(r.Account, r.RefreshToken)
	}
	return s, nil
}

// begin starts a generation with nothing remembered of the one before. The caller holds mu, or is alone.
func (s *Credential) begin(a Account, refresh string) {
	if s.stop != nil {
		s.stop()
	}
	s.gen++
	s.life, s.stop = context.WithCancel(context.Background())
	if s.closed {
		s.stop()
	}
	s.account, s.refresh, s.newest = a, refresh, refresh
	s.kept = s.seq // what arrived before must not be kept any more
	s.needed, s.blocked, s.vouched = nil, false, time.Time{}
	s.resting = refusal{}
	s.tokens, s.refusals, s.discarded = map[key]entry{}, map[key]refusal{}, map[key]time.Time{}
	s.uncarried = false
}

// Account says who is signed in, and whether anybody is.
func (s *Credential) Account() (Account, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.account, s.refresh != ""
}

// Needed is nil, or the fault of kind SignIn that only a new sign-in ends.
func (s *Credential) Needed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refresh == "" {
		return signedOut()
	}
	if s.needed == nil {
		return nil
	}
	return clone(s.needed)
}

// Changed hints that Account or Needed may give something else than before. One hint is kept for a
// slow reader; the channel has one reader and is never closed.
func (s *Credential) Changed() <-chan struct{} { return s.changed }

func (s *Credential) hint() {
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// SignOut forgets every token, here and in the keeper.
func (s *Credential) SignOut() error {
	s.saving <- struct{}{}
	defer func() { <-s.saving }()
	s.mu.Lock()
	s.begin(Account{}, "")
	s.mu.Unlock()
	s.hint()
	return s.cfg.Keeper.Delete()
}

// Close ends what is under way and waits for it; the kept sign-in stays. Token then gives
// context.Canceled.
func (s *Credential) Close() {
	s.mu.Lock()
	s.closed = true
	s.stop()
	s.mu.Unlock()
	s.running.Wait()
}

// clone makes a fault that its receiver may change.
func clone(f *fault.Error) *fault.Error {
	c := *f
	return &c
}

func signedOut() error { return fault.New(fault.SignIn, "signin_nobody") }

// validTenant keeps a tenant to one segment of an address.
var validTenant = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$`)

// customer is tenant where it is a customer's, and nothing where it is the partner's own. The caller holds mu.
func (s *Credential) customer(tenant string) string {
	if s.home(tenant) {
		return ""
	}
	return tenant
}

// home says whether tenant is the partner's own. The caller holds mu.
func (s *Credential) home(tenant string) bool {
	return tenant == "" || strings.EqualFold(tenant, s.cfg.Tenant) || strings.EqualFold(tenant, s.account.Tenant)
}
