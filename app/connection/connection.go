package connection

import (
	"context"
	"net/http"
	"sync"
	"time"

	"tenantry/backend/azuresupport"
	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/msauth"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
	"tenantry/backend/syncer"
	"tenantry/backend/transport"
)

// Connection is everything that belongs to one sign-in. [Account.Reach] hands it out.
type Connection struct {
	settings   Settings
	kept       *sealed
	endpoints  cloud.Endpoints
	credential *msauth.Credential
	meter      *transport.Meter
	proxies    transport.Proxies
	login      *http.Client
	lists      []syncer.List
	syncer     *syncer.Syncer
	pc         *partnercenter.Client
	azure      *azuresupport.Client
	life
}

// life lets what runs over a connection end with it.
type life struct {
	ctx     context.Context // ends with the connection
	cancel  context.CancelFunc
	opening sync.Mutex // over all of this but running, and over what begins to run beside close
	closed  bool
	under   int            // how many run
	running sync.WaitGroup // the same: syncs, refreshes and sends under way
	tokens  tokens
}

// run lets a call end with the connection; done must be called when it ended. After close the context
// has ended already.
func (l *life) run(ctx context.Context) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancel(ctx)
	l.opening.Lock()
	defer l.opening.Unlock()
	if l.closed {
		cancel()
		return ctx, func() {}
	}
	stop := context.AfterFunc(l.ctx, cancel)
	l.running.Add(1)
	l.under++
	l.tokens.takeUp()
	return ctx, func() {
		stop()
		cancel()
		l.opening.Lock()
		l.under--
		l.opening.Unlock()
		l.running.Done()
	}
}

// rest gives back the memory that only what runs needs. What begins meanwhile waits for it.
func (l *life) rest() {
	l.opening.Lock()
	defer l.opening.Unlock()
	if !l.closed && l.under == 0 {
		l.tokens.putDown()
	}
}

// close ends what runs over the connection and waits for it: afterwards it writes nothing more.
func (c *Connection) close() {
	c.opening.Lock()
	c.closed = true
	c.opening.Unlock()
	c.cancel()
	c.running.Wait()
	c.credential.Close()
	c.tokens.leave()
}

// DeviceCode is what the user has to type and where.
type DeviceCode = msauth.DeviceCode

// Prompt is how a sign-in reaches the user. With a DeviceCode no browser is opened.
type Prompt struct {
	Browser    func(url string) error
	DeviceCode func(DeviceCode)
}

func (c *Connection) signIn(ctx context.Context, at msauth.At, p Prompt) error {
	if p.DeviceCode != nil {
		_, err := c.credential.SignInWithDeviceCode(ctx, at, p.DeviceCode)
		return err
	}
	_, err := c.credential.SignIn(ctx, at, p.Browser)
	return err
}

// Traffic counts HTTP requests.
type Traffic = transport.Traffic

// Sync runs one sync and says what it cost. Beside what ended the sync itself, its error says that the
// sign-in is over, or, of one customer alone, that there is no network. Everything else that failed at
// customers is in the report.
func (c *Connection) Sync(ctx context.Context, scope syncer.Scope) (syncer.Report, Traffic, error) {
	before := c.meter.Traffic()
	if scope.Customer != "" {
		c.forget(scope.Customer)
	}
	report, err := c.syncer.SyncNow(ctx, scope)
	if err == nil {
		err = c.ended(scope, report)
	}
	return report, c.meter.Traffic().Minus(before), err
}

func (c *Connection) ended(scope syncer.Scope, r syncer.Report) error {
	if err := c.credential.Needed(); err != nil {
		return err
	}
	if scope.Customer == "" {
		return nil
	}
	for _, f := range r.Failures {
		if k := f.Problem.Kind; k == fault.Offline || k == fault.SignIn {
			return f.Problem.Fault()
		}
	}
	return nil
}

// forget drops the customer's tokens and refusals: somebody may just have mended what was refused a
// moment ago.
func (c *Connection) forget(id partner.TenantID) { c.credential.Forget(string(id)) }

// Reopen reads one customer anew for a user who asks for just that, with all that an opened customer shows.
func (c *Connection) Reopen(ctx context.Context, id partner.TenantID) error {
	c.forget(id)
	return c.Refresh(ctx, id)
}

// Refresh reads one customer anew, with all that an opened customer shows.
func (c *Connection) Refresh(ctx context.Context, id partner.TenantID) error {
	return c.syncer.Refresh(ctx, id)
}

// Request reads one service request with its notes, where it is kept, and keeps it in the cache. resource
// is that of an Azure ticket, or empty.
func (c *Connection) Request(ctx context.Context, tenant partner.TenantID, number, resource string) (read partner.ServiceRequest, err error) {
	if resource != "" {
		read, err = c.azure.Request(ctx, tenant, resource)
	} else {
		read, err = c.pc.Request(ctx, tenant, number)
	}
	if err != nil {
		return partner.ServiceRequest{}, err
	}
	return read, c.syncer.KeepRequest(tenant, read)
}

// Services reads the services of Azure's support catalogue with the customer's token.
func (c *Connection) Services(ctx context.Context, tenant partner.TenantID) ([]partner.SupportService, error) {
	return c.azure.Services(ctx, tenant)
}

// Classifications reads the kinds of problems of one of Azure's services with the customer's token.
func (c *Connection) Classifications(ctx context.Context, tenant partner.TenantID, service string) ([]partner.ProblemClassification, error) {
	return c.azure.Classifications(ctx, tenant, service)
}

// Lists are those that name customers.
func (c *Connection) Lists() []syncer.List { return c.lists }

// CheckToken asks for a token of the partner's own tenant and says as whom.
func (c *Connection) CheckToken(ctx context.Context) (username string, err error) {
	who, _ := c.credential.Account()
	_, err = c.credential.Token(ctx, who.Tenant, c.endpoints.GraphScope())
	return who.Username, err
}

// ServerTime asks the sign-in service for its clock.
func (c *Connection) ServerTime(ctx context.Context) (time.Time, error) {
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
