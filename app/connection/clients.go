package connection

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"time"

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

// Cloud stands in for Microsoft's clouds: the demo's addresses and how to reach them.
type Cloud struct {
	Login, Graph, PartnerCenter, Azure string
	Transport                          http.RoundTripper
	ClientID, Tenant                   string
	Support                            string // where its support page is served, for the browser
	InFlight                           int    // how many requests it takes at a time; 0: as Microsoft's
}

// maxWait is the longest Retry-After that is waited for rather than told.
const maxWait = 90 * time.Second

// The largest answers that are read, in bytes. A health report of a bad day, posts and all, has a few megabytes.
const (
	maxAnswer      = 16 << 20
	maxTokenAnswer = 1 << 20
)

// connect builds the clients for one sign-in. It touches no network.
func (a *Account) connect(s Settings) (*Connection, error) {
	at, err := s.endpoints()
	if err != nil {
		return nil, err
	}
	c := &Connection{settings: s, kept: a.keep.next(s), endpoints: at, meter: &transport.Meter{}}
	if c.proxies, err = proxiesOf(a.o, s); err != nil {
		return nil, err
	}
	base, err := wire(a.o, s, c.proxies, a.line, c.meter)
	if err != nil {
		return nil, err
	}
	c.login = transport.Client(transport.Retry(transport.Whole(base, maxTokenAnswer), maxWait))
	c.credential, err = msauth.Open(msauth.Config{ClientID: s.ClientID, Tenant: s.Tenant, Cloud: at, HTTP: c.login, Keeper: c.kept})
	if err != nil {
		return nil, err
	}
	home := s.PartnerTenant
	if home == "" {
		home = s.Tenant
	}
	w := ways{wire: base, credential: c.credential, at: at, home: home, pacer: transport.NewPacer(limits(a.o.Cloud))}
	g := graph.New(at.Graph, w.graph, home, time.Now, w.pacer.Refused)
	c.pc = partnercenter.New(at.PartnerCenter, w.partnerCenter())
	c.azure = azuresupport.New(at.Azure, w.azure, time.Now)
	room := transport.NewRoom()
	for _, l := range lists(at, g, c.pc) {
		c.lists = append(c.lists, noting(taking(room, l), a.o.Settings))
	}
	c.syncer = engine(a.o, c, g, room)
	c.ctx, c.cancel = context.WithCancel(a.ctx)
	c.tokens = tokens{left: tokensLeft{a.o.Cache.Values(), a.o.Seal}, of: c.credential}
	return c, nil
}

// limits are how many requests are in flight at first and at most.
func limits(simulated *Cloud) transport.Limits {
	l := transport.Limits{MaxWait: maxWait}
	if simulated != nil {
		l.Start = simulated.InFlight
	}
	return l
}

// wire is what every request goes over, from the wire up: what sends, what times out and names network
// failures, what hears whether there is a network, what logs, what counts.
func wire(o Options, s Settings, proxies transport.Proxies, line *transport.Line, m *transport.Meter) (http.RoundTripper, error) {
	rt, err := base(o, s, proxies)
	if err != nil {
		return nil, err
	}
	rt = line.Hear(transport.Network(rt, &transport.Patience{}))
	rt = transport.Log(rt, o.Log)
	return m.Count(rt), nil
}

// base is what sends.
func base(o Options, s Settings, proxies transport.Proxies) (http.RoundTripper, error) {
	if o.Cloud != nil {
		return o.Cloud.Transport, nil
	}
	rt, err := transport.NewBase(s.authorities(), proxies)
	if err != nil {
		f := fault.Wrap(fault.Invalid, err, "cloud_ca_unusable")
		f.Fields = fault.Fields{"caFile": fault.Words(err)}
		return nil, f
	}
	return rt, nil
}

// proxiesOf are the proxies of a sign-in: those of this start go before those that are kept.
func proxiesOf(o Options, s Settings) (transport.Proxies, error) {
	p, err := transport.NewProxies(cmp.Or(o.Proxy, s.Proxy))
	if err != nil {
		f := fault.Wrap(fault.Invalid, err, "network_proxy_address")
		f.Fields = fault.Fields{"proxy": f.Message}
		return p, f
	}
	return p, nil
}

// Proxy is the proxy through which the sign-in goes, without its user and password, and who named it (see
// transport.Proxies); empty: none.
func (c *Connection) Proxy() (address, source string) {
	return c.proxies.Shown(c.endpoints.Login), c.proxies.Source
}

// Cloud is the name of the cloud, and its addresses: of the sign-in, Graph, Partner Center and Azure.
func (c *Connection) Cloud() (name string, addresses []string) {
	e := c.endpoints
	return e.Name, []string{e.Login.String(), e.Graph.String(), e.PartnerCenter.String(), e.Azure.String()}
}

// Authority is a certificate authority that counts beside the system's.
type Authority struct {
	Subject     string
	Fingerprint string // SHA-256, in hexadecimal
}

// Authorities are those of the sign-in's cloud.
func (c *Connection) Authorities() (all []Authority) {
	rest := c.settings.authorities()
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return all
		}
		a := Authority{Fingerprint: fmt.Sprintf("%x", sha256.Sum256(block.Bytes))}
		if cert, err := x509.ParseCertificate(block.Bytes); err == nil {
			a.Subject = cert.Subject.String()
		}
		all = append(all, a)
	}
}

// ways are how requests travel to each service: the order of their decorators is visible here.
type ways struct {
	wire       http.RoundTripper
	credential *msauth.Credential
	at         cloud.Endpoints
	home       string // the partner's own tenant
	pacer      *transport.Pacer
}

func (w ways) graph(tenant string) *http.Client {
	if tenant == w.home {
		tenant = ""
	}
	key := transport.Key{Tenant: tenant, Audience: w.at.GraphScope()}
	rt := transport.GraphIDs(w.pacer.For(key, w.wire))
	return client(transport.Auth(rt, w.credential, key, w.at.Graph))
}

func (w ways) partnerCenter() *http.Client {
	key := transport.Key{Audience: w.at.PartnerCenterScope()}
	rt := transport.PartnerCenterIDs(w.pacer.For(key, w.wire))
	return client(transport.Auth(rt, w.credential, key, w.at.PartnerCenter))
}

// azure carries two tokens, which Azure wants on behalf of a customer: the customer's tenant's and the
// partner's own.
func (w ways) azure(tenant string) *http.Client {
	own := transport.Key{Audience: w.at.AzureScope()}
	key := transport.Key{Tenant: tenant, Audience: w.at.AzureScope()}
	rt := transport.Auxiliary(transport.AzureIDs(w.pacer.For(key, w.wire)), w.credential, own, w.at.Azure)
	return client(transport.Auth(rt, w.credential, key, w.at.Azure))
}

// client is what a service's client gets of the way to it.
func client(rt http.RoundTripper) *http.Client {
	return transport.Client(transport.Retry(transport.Whole(rt, maxAnswer), maxWait))
}

// lists are those of the cloud that name customers.
func lists(at cloud.Endpoints, g *graph.Client, pc *partnercenter.Client) (all []syncer.List) {
	if at.GDAP {
		all = append(all,
			// US Government clouds: documented as global only, there in the metadata (api/facts.md 1.3).
			syncer.List{Source: partner.SourceGDAP, Fetch: g.Relationships, Optional: at.Name != "global" && at.Name != "custom"},
			syncer.List{Source: partner.SourceGDAPCustomer, Fetch: g.DelegatedCustomers, Optional: true})
	}
	return append(all,
		syncer.List{Source: partner.SourceContract, Fetch: g.Contracts, Optional: true},
		syncer.List{Source: partner.SourcePartnerCenter, Fetch: pc.Customers, Optional: true})
}

// taking makes a list take its turn in the room for large answers.
func taking(room transport.Room, l syncer.List) syncer.List {
	fetch := l.Fetch
	l.Fetch = func(ctx context.Context) ([]partner.Listed, error) {
		ctx, leave := room.Guest(ctx)
		defer leave()
		return fetch(ctx)
	}
	return l
}

func engine(of Options, c *Connection, g *graph.Client, room transport.Room) *syncer.Syncer {
	more := extras{g, c.pc, c.azure, c.endpoints, room}
	o := syncer.Options{Commits: of.Commits, Lists: c.lists, Reader: reader{more, of.FollowsAzure}, Extras: more, Order: of.Order,
		Pace: of.Pace, Supplements: more.supplements()}
	if c.endpoints.ServiceRequests {
		o.Requests = requestList{c.pc, room}
	}
	return syncer.New(o)
}

// requestList takes its turn in the room for large answers.
type requestList struct {
	pc   *partnercenter.Client
	room transport.Room
}

func (l requestList) Requests(ctx context.Context) (map[partner.TenantID][]partner.ServiceRequest, error) {
	ctx, leave := l.room.Guest(ctx)
	defer leave()
	return l.pc.Requests(ctx)
}
