package app

import (
	"context"
	"net/http"
	"sync"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/azuresupport"
	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/graph"
	"tenantry/backend/msauth"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
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
	Support                            string // where its support page is served, for the browser
}

// connection is everything that belongs to one sign-in.
type connection struct {
	settings  signInSettings
	endpoints cloud.Endpoints
	session   *msauth.Session
	meter     *transport.Meter
	login     *http.Client
	lists     []syncer.List
	syncer    *syncer.Syncer
	pc        *partnercenter.Client
	azure     *azuresupport.Client

	ctx     context.Context // ends with the connection
	cancel  context.CancelFunc
	opening sync.Mutex // over closed, and over what begins to run beside close
	closed  bool
	running sync.WaitGroup // syncs, refreshes and sends under way
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
		f := fault.Wrap(fault.Invalid, err, "cloud_ca_unusable")
		f.Fields = fault.Fields{"caFile": fault.Words(err)}
		return nil, f
	}
	wire = transport.Network(wire, callLimit)
	wire = transport.Log(wire, a.log)
	wire = c.meter.Count(wire)
	pacer := transport.NewPacer(transport.Limits{MaxWait: maxWait})

	c.login = transport.Client(transport.Retry(wire, maxWait))
	c.session, err = msauth.Open(msauth.Config{ClientID: s.ClientID, Tenant: s.Tenant, Cloud: at, HTTP: c.login, Keeper: sealed{a, a.eras.Add(1)}})
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

	// On behalf of a customer Azure wants two tokens: the customer's tenant's and the partner's own.
	own := transport.Key{Tenant: home, Audience: at.AzureScope()}
	azureFor := func(tenant string) *http.Client {
		key := transport.Key{Tenant: tenant, Audience: at.AzureScope()}
		rt := transport.Auxiliary(transport.AzureIDs(pacer.For(key, wire)), c.session, own, at.Azure)
		return transport.Client(transport.Retry(transport.Auth(rt, c.session, key, at.Azure), maxWait))
	}

	g := graph.New(at.Graph, graphFor, home, time.Now)
	pc := partnercenter.New(at.PartnerCenter, pcClient)
	c.pc, c.azure = pc, azuresupport.New(at.Azure, azureFor, time.Now)
	if at.GDAP {
		c.lists = append(c.lists,
			// US Government clouds: documented as global only, there in the metadata (api/facts.md 1.3).
			syncer.List{Source: partner.SourceGDAP, Fetch: g.Relationships, Optional: at.Name != "global" && at.Name != "custom"},
			syncer.List{Source: partner.SourceGDAPCustomer, Fetch: g.DelegatedCustomers, Optional: true})
	}
	c.lists = append(c.lists,
		syncer.List{Source: partner.SourceContract, Fetch: g.Contracts, Optional: true},
		syncer.List{Source: partner.SourcePartnerCenter, Fetch: pc.Customers, Optional: true})
	more := extras{g, pc, c.azure, at}
	o := syncer.Options{Cache: a.cache, Lists: c.lists, Reader: reader{more, a.followsAzure}, Extras: more,
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
	a.portal.Allow(a.ownHosts(c)...)
	if old := a.link.Swap(c); old != nil {
		old.close()
	}
	a.emit(contract.EventSession)
}

// ownHosts are those beside Microsoft's that links may lead to: the support page of a simulated cloud.
func (a *App) ownHosts(c *connection) (hosts []string) {
	pages := []string{c.settings.PartnerCenter} // cloud "custom" only
	if a.cloud != nil {
		pages = append(pages, a.cloud.Support)
	}
	for _, page := range pages {
		if u, err := cloud.ParseBase(page); err == nil {
			hosts = append(hosts, u.Host)
		}
	}
	return hosts
}

// run lets a call end with the connection; done must be called when it ended. After close the context
// has ended already.
func (c *connection) run(ctx context.Context) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancel(ctx)
	c.opening.Lock()
	defer c.opening.Unlock()
	if c.closed {
		cancel()
		return ctx, func() {}
	}
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
	c.opening.Lock()
	c.closed = true
	c.opening.Unlock()
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
		p.DeviceCode(contract.DeviceCode{UserCode: d.UserCode, VerificationURL: d.VerificationURL, ExpiresAt: contract.Time(d.ExpiresAt)})
	})
	return err
}

// serverTime asks the sign-in service for its clock.
func (c *connection) serverTime(ctx context.Context) (time.Time, error) {
	u := c.endpoints.Authority(c.settings.Tenant).JoinPath("v2.0/.well-known/openid-configuration")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return time.Time{}, fault.Wrap(fault.Internal, err, "service_request_unmade")
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
