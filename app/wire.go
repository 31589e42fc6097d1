package app

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/graph"
	"tenantry/backend/msauth"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
	"tenantry/backend/portal"
	"tenantry/backend/secret"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/syncer"
	"tenantry/backend/transport"
)

// This file is the composition root: which stores, which clients, and in which order the decorators
// of a request stand.

// Cloud stands in for Microsoft's clouds: the demo's addresses and how to reach them.
type Cloud struct {
	Login, Graph, PartnerCenter, Azure string
	Transport                          http.RoundTripper
	ClientID, Tenant                   string
}

// Keys of the journal's book.
const (
	settingsKey = "signin" // signInSettings
	tokenKey    = "tokens" // what msauth seals
)

// accessKey is the cache's: access tokens that outlast the process, under the cache's encryption.
const accessKey = "access"

// signInSettings is what a later start needs to go on with the same account. No secret is in it.
type signInSettings struct {
	ClientID      string `cbor:"1,keyasint"`
	Tenant        string `cbor:"2,keyasint"` // as typed
	PartnerTenant string `cbor:"3,keyasint"` // the tenant's id, as the sign-in found it
	Cloud         string `cbor:"4,keyasint"`
	Login         string `cbor:"5,keyasint,omitempty"` // the four addresses and CA: cloud "custom" only
	Graph         string `cbor:"6,keyasint,omitempty"`
	PartnerCenter string `cbor:"7,keyasint,omitempty"`
	Azure         string `cbor:"8,keyasint,omitempty"`
	CA            []byte `cbor:"9,keyasint,omitempty"` // PEM
}

func (s signInSettings) endpoints() (cloud.Endpoints, error) {
	var e cloud.Endpoints
	var err error
	if s.Cloud == "custom" {
		e, err = cloud.Custom(s.Login, s.Graph, s.PartnerCenter, s.Azure)
	} else {
		e, err = cloud.Named(s.Cloud)
	}
	if err != nil {
		f := fault.New(fault.Invalid, err.Error())
		f.Fields = map[string]string{"cloud": err.Error()}
		return e, f
	}
	return e, nil
}

// newSettings checks the form's cloud and reads the certificate authority.
func newSettings(r SignInRequest) (signInSettings, error) {
	if r.Cloud == "" {
		r.Cloud = "global"
	}
	s := signInSettings{ClientID: r.ClientID, Tenant: r.Tenant, Cloud: r.Cloud, Login: r.LoginURL, Graph: r.GraphURL,
		PartnerCenter: r.PartnerCenterURL, Azure: r.AzureURL}
	if _, err := s.endpoints(); err != nil {
		return s, err
	}
	if r.CAFile == "" {
		return s, nil
	}
	pem, err := os.ReadFile(r.CAFile)
	if err != nil {
		f := fault.Wrap(fault.Invalid, err, "can't read the file of certificate authorities")
		f.Fields = map[string]string{"caFile": f.Message}
		return s, f
	}
	s.CA = pem
	return s, nil
}

// openStores opens the vault, the journal and the cache, in this order: a wrong key shows at the
// journal, before a cache is set aside for it.
func (a *App) openStores() error {
	if err := os.MkdirAll(a.dir, 0o700); err != nil {
		return fault.Wrap(fault.Denied, err, "can't use the folder "+a.dir).With(fault.FixPermissions)
	}
	if a.secrets == "" {
		a.secrets = secret.Keychain
	}
	vault, err := secret.Open(a.secrets, filepath.Join(a.dir, "keys"))
	if err != nil {
		return err
	}
	key, err := vault.Key(a.profile)
	if err != nil {
		return err
	}
	a.portal = portal.New()
	journal, err := badgerstore.OpenJournal(filepath.Join(a.dir, "journal"), secret.Derive(key, secret.Journal))
	if err != nil {
		return err
	}
	a.cacheKey = secret.Derive(key, secret.Cache)
	cache, lost, err := badgerstore.OpenCache(a.cacheDir(), a.cacheKey)
	if err != nil {
		_ = journal.Close()
		return err
	}
	a.journal, a.cache = journal, cache
	a.tidy = func() { _, _ = cache.Tidy(), journal.Tidy() }
	a.cacheLost(lost)
	return nil
}

func (a *App) cacheDir() string { return filepath.Join(a.dir, "cache") }

func (a *App) cacheLost(r badgerstore.Recovered) {
	if r.SetAside == "" {
		return
	}
	a.notices.add(Notice{Key: "cache-rebuilt", Path: r.SetAside,
		Text: fmt.Sprintf("the cache could not be read (%v); it was set aside and is rebuilt by the next sync", r.Why)})
}

// rebuildCache sets a cache aside that opened but turned out damaged.
func (a *App) rebuildCache(why error) error {
	_ = a.cache.Close()
	cache, lost, err := badgerstore.RebuildCache(a.cacheDir(), a.cacheKey, why)
	if err != nil {
		return err
	}
	a.cache = cache
	a.cacheLost(lost)
	return nil
}

// sealed keeps msauth's tokens in the journal, which is encrypted and synced.
type sealed struct{ a *App }

func (s sealed) Load() ([]byte, bool, error) {
	var b []byte
	ok, err := s.a.journal.Book().Get(tokenKey, &b)
	return b, ok, err
}
func (s sealed) Save(b []byte) error { return s.a.journal.Book().Put(tokenKey, b) }
func (s sealed) Delete() error       { return s.a.journal.Book().Delete(tokenKey) }

// connection is everything that belongs to one sign-in.
type connection struct {
	settings  signInSettings
	endpoints cloud.Endpoints
	session   *msauth.Session
	meter     *transport.Meter
	login     *http.Client
	lists     []syncer.List
	syncer    *syncer.Syncer

	ctx     context.Context // ends with the connection
	cancel  context.CancelFunc
	running sync.WaitGroup // syncs and refreshes under way
	takeUp  func()         // takes over the access tokens of the process before; once
	carry   func()         // leaves the access tokens to the next process
}

// Limits of waiting. A Retry-After beyond maxWait is told rather than waited for.
const (
	callLimit = 100 * time.Second
	maxWait   = 90 * time.Second
)

// connect builds the clients for one sign-in. It touches no network.
func (a *App) connect(s signInSettings) (*connection, error) {
	at, err := s.endpoints()
	if err != nil {
		return nil, err
	}
	c := &connection{settings: s, endpoints: at, meter: &transport.Meter{}}

	// From the wire up: what sends, what times out and names network failures, what logs, what counts.
	var wire http.RoundTripper
	if a.cloud != nil {
		wire = a.cloud.Transport
	} else if wire, err = transport.NewBase(s.CA); err != nil {
		f := fault.Wrap(fault.Invalid, err, "the file of certificate authorities can't be used")
		f.Fields = map[string]string{"caFile": err.Error()}
		return nil, f
	}
	wire = transport.Network(wire, callLimit)
	wire = transport.Log(wire, a.log)
	wire = c.meter.Count(wire)
	pacer := transport.NewPacer(transport.Limits{MaxWait: maxWait})

	c.login = transport.Client(transport.Retry(wire, maxWait))
	c.session, err = msauth.Open(msauth.Config{ClientID: s.ClientID, Tenant: s.Tenant, Cloud: at, HTTP: c.login, Keeper: sealed{a}})
	if err != nil {
		return nil, err
	}

	graphFor := func(tenant string) *http.Client {
		key := transport.Key{Tenant: tenant, Audience: at.GraphScope()}
		rt := transport.GraphIDs(pacer.For(key, wire))
		return transport.Client(transport.Retry(transport.Auth(rt, c.session, key, at.Graph), maxWait))
	}
	home := s.PartnerTenant
	if home == "" {
		home = s.Tenant
	}
	pcKey := transport.Key{Tenant: home, Audience: at.PartnerCenterScope()}
	pcClient := transport.Client(transport.Retry(transport.Auth(
		transport.PartnerCenterIDs(pacer.For(pcKey, wire)), c.session, pcKey, at.PartnerCenter), maxWait))

	g := graph.New(at.Graph, graphFor, home, time.Now)
	pc := partnercenter.New(at.PartnerCenter, pcClient)
	if at.GDAP {
		c.lists = append(c.lists,
			// US Government clouds: documented as global only, there in the metadata (api/facts.md 1.3).
			syncer.List{Source: partner.SourceGDAP, Fetch: g.Relationships, Optional: at.Name != "global" && at.Name != "custom"},
			syncer.List{Source: partner.SourceGDAPCustomer, Fetch: g.DelegatedCustomers, Optional: true})
	}
	c.lists = append(c.lists,
		syncer.List{Source: partner.SourceContract, Fetch: g.Contracts, Optional: true},
		syncer.List{Source: partner.SourcePartnerCenter, Fetch: pc.Customers, Optional: true})
	o := syncer.Options{Cache: a.cache, Lists: c.lists, Reader: g, Extras: extras{g, pc, at, a.portal},
		Publish: a.published, Progress: a.Sync.progressed, Order: a.wanted}
	if at.ServiceRequests {
		o.Requests = pc
	}
	c.syncer = syncer.New(o)
	c.ctx, c.cancel = context.WithCancel(a.ctx)
	c.takeUp = sync.OnceFunc(func() {
		var b []byte
		if ok, err := a.cache.Book().Get(accessKey, &b); ok && err == nil {
			c.session.TakeUp(b)
		}
	})
	c.carry = func() {
		if b, n, err := c.session.Carry(); err == nil && n > 0 {
			_ = a.cache.Book().Put(accessKey, b) // without it they are asked for anew
		}
	}
	return c, nil
}

// use makes c the connection that everything goes through.
func (a *App) use(c *connection) {
	if old := a.link.Swap(c); old != nil {
		old.close()
	}
	a.emit(EventSession)
}

// run lets a call end with the connection; done must be called when it ended.
func (c *connection) run(ctx context.Context) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(c.ctx, cancel)
	c.running.Add(1)
	c.takeUp()
	return ctx, func() {
		stop()
		cancel()
		c.running.Done()
	}
}

// close ends what runs over the connection and waits for it: afterwards it writes nothing more.
func (c *connection) close() {
	c.cancel()
	c.running.Wait()
	c.session.Close()
	c.carry()
}

func (c *connection) signIn(ctx context.Context, deviceCode bool, p Prompt) error {
	if !deviceCode {
		_, err := c.session.SignIn(ctx, p.Browser)
		return err
	}
	_, err := c.session.SignInWithDeviceCode(ctx, func(d msauth.DeviceCode) {
		p.DeviceCode(DeviceCode{UserCode: d.UserCode, VerificationURL: d.VerificationURL, ExpiresAt: stamp(d.ExpiresAt)})
	})
	return err
}

// serverTime asks the sign-in service for its clock.
func (c *connection) serverTime(ctx context.Context) (time.Time, error) {
	u := c.endpoints.Authority(c.settings.Tenant).JoinPath("v2.0/.well-known/openid-configuration")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return time.Time{}, fault.Wrap(fault.Internal, err, "make a request")
	}
	res, err := c.login.Do(req)
	if err != nil {
		return time.Time{}, err
	}
	defer res.Body.Close()
	at, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil {
		return time.Now(), nil // no clock to compare with is no failure of the network
	}
	return at, nil
}

// extras reads what only an opened customer shows: its portals, its Partner Center subscriptions and
// its service requests.
type extras struct {
	graph  *graph.Client
	pc     *partnercenter.Client
	at     cloud.Endpoints
	portal *portal.Book
}

func (x extras) ReadMore(ctx context.Context, id partner.TenantID) partner.Reading {
	var r partner.Reading
	if x.at.GDAP {
		links, err := x.graph.ServiceManagement(ctx, id)
		if fault.KindOf(err) == fault.Missing {
			err = nil // a customer by contract alone has no such list
		}
		if err == nil && x.at.ManagedServices {
			more, _ := x.pc.ManagedServices(ctx, id) // a second source: the first one stands without it
			links = append(links, more...)
		}
		r.Links = observed(links, err)
	}
	subscriptions, err := x.pc.Subscriptions(ctx, id)
	if err == nil { // many partners may not read these: the customer's own list stands without them
		r.Subscriptions = observed(subscriptions, nil)
	}
	if x.at.ServiceRequests {
		requests, err := x.pc.CustomerRequests(ctx, id)
		r.Requests = observed(requests, err)
	}
	return r
}

func observed[T any](v T, err error) *partner.Observed[T] {
	now := time.Now()
	o := partner.Seen(v, now)
	if err != nil {
		p := fault.ProblemOf(err, now)
		if p == nil {
			return nil // cancelled: not tried
		}
		o = partner.Failed[T](p)
	}
	return &o
}
