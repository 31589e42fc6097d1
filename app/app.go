package app

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
	"tenantry/backend/store"
)

// Version says which build this is.
type Version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Date    string `json:"date"`
}

// Options is what an App needs. The zero value of Home, Profile and Secrets means the defaults.
type Options struct {
	Home    string // everything the program keeps lies below it
	Profile string // one partner account each
	Secrets string // keychain, file or memory
	Version Version
	Shell   Shell  // nil for the command line
	Cloud   *Cloud // nil: Microsoft's, as the sign-in says
	Log     *slog.Logger
}

// App is the one backend behind both faces, for one profile. It is never bound to JavaScript itself;
// its fields are.
type App struct {
	Customers *Customers
	Health    *Health
	Requests  *Requests
	Outbox    *Outbox
	Sync      *Sync
	Session   *Session
	Portal    *Portal
	Settings  *Settings

	version Version
	profile string
	dir     string
	secrets string
	shell   Shell
	log     *slog.Logger
	cloud   *Cloud

	journal  store.Journal
	cache    store.Cache
	watchers sync.Map // listeners for the progress of a sync
	catalog  *catalog.Catalog
	portal   *portal.Book
	marks    sync.Map // TenantID → Marks: they outlast a customer's absence from the catalog
	marking  sync.Mutex
	box      *outbox.Outbox
	choosing sync.Mutex // held while what a new request chooses from is read
	chosen   time.Time  // when that began last; under choosing
	cacheKey [32]byte
	tidy     func()    // gives disk space back
	tidied   time.Time // the beat's own
	failed   error     // why nothing could be opened: every call answers with it

	loaded    chan struct{} // closed when the catalog holds what the cache knew
	loadErr   error
	resumeErr error  // why the last sign-in could not be taken up
	served    func() // called after the first rows were answered
	started   atomic.Bool
	ctx       context.Context
	cancel    context.CancelFunc
	loops     sync.WaitGroup
	link      atomic.Pointer[connection] // nil: nobody signed in yet
	events    atomic.Uint64
	eras      atomic.Uint64 // counts connections
	sealing   sync.Mutex    // over sealedIn and what is sealed
	sealedIn  uint64        // the era of the connection that wrote the sign-in kept
	looked    attention
	notices   noticeboard
}

var profileName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$`)

// DefaultHome is the operating system's place for application data.
func DefaultHome() (string, error) {
	d, err := os.UserConfigDir()
	if err != nil {
		return "", fault.Wrap(fault.Invalid, err, "program_no_data_place").With(fault.FixPermissions)
	}
	return filepath.Join(d, "Tenantry"), nil
}

// Dir is the folder of a profile. It touches no disk.
func (o Options) Dir() (string, error) {
	if o.Profile == "" {
		o.Profile = "default"
	}
	if !profileName.MatchString(o.Profile) {
		return "", fault.New(fault.Invalid, "program_profile_name", "name", o.Profile)
	}
	if o.Home == "" {
		home, err := DefaultHome()
		if err != nil {
			return "", err
		}
		o.Home = home
	}
	return filepath.Join(o.Home, "profiles", o.Profile), nil
}

// newApp makes an App with nothing opened.
func newApp(o Options) *App {
	a := &App{version: o.Version, profile: o.Profile, secrets: o.Secrets, shell: o.Shell, log: o.Log, cloud: o.Cloud,
		catalog: catalog.New(), portal: portal.New(), loaded: make(chan struct{})}
	if a.profile == "" {
		a.profile = "default"
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	a.Customers, a.Health, a.Sync, a.Session, a.Portal, a.Settings =
		&Customers{a}, &Health{a}, &Sync{a: a}, &Session{a: a}, &Portal{a}, &Settings{a}
	a.Requests, a.Outbox = &Requests{a}, &Outbox{a}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	beat := sync.OnceFunc(func() {
		a.loops.Go(a.beat)
		a.loops.Go(func() { a.box.Serve(a.ctx) })
	})
	a.served = func() {
		if a.started.Load() { // rows served to another process before the window was there don't count
			beat()
		}
	}
	return a
}

// Open opens a profile: its key, its journal, its cache. The customers are loaded meanwhile; calls
// that need them wait for that. It touches no network. A profile that another process holds gives a
// fault of kind Conflict and code "profile-in-use".
func Open(o Options) (*App, error) {
	a := newApp(o)
	dir, err := o.Dir()
	if err != nil {
		return nil, err
	}
	a.dir = dir
	if err := a.openStores(); err != nil {
		a.cancel()
		return nil, err
	}
	go a.load()
	return a, nil
}

// Failed makes an App whose every call answers with err, so that a window can show what went wrong.
func Failed(o Options, err error) *App {
	a := newApp(o)
	a.failed = err
	close(a.loaded)
	return a
}

// Start lets the window's engine run: it syncs once the first rows were served, and then regularly.
func (a *App) Start() { a.started.Store(a.failed == nil) }

// Stop ends the engine and closes the stores; at most about three seconds.
func (a *App) Stop() error {
	a.cancel()
	if a.failed != nil {
		return nil
	}
	a.Session.CancelSignIn()
	if l := a.link.Load(); l != nil {
		l.close()
	}
	<-a.loaded
	done := make(chan struct{})
	go func() { a.loops.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(3 * time.Second): // the stores survive a kill; waiting longer helps nobody
	}
	return a.closeStores()
}

// await waits until the customers are in memory and says what keeps the App from working.
func (a *App) await() error {
	<-a.loaded
	if a.failed != nil {
		return a.failed
	}
	return a.loadErr
}

// customer finds one customer in memory and on disk.
func (a *App) customer(tenantID string) (catalog.Entry, partner.Customer, error) {
	if err := a.await(); err != nil {
		return catalog.Entry{}, partner.Customer{}, err
	}
	id, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return catalog.Entry{}, partner.Customer{}, err
	}
	entry, ok := a.catalog.Get(id)
	if !ok {
		return catalog.Entry{}, partner.Customer{}, fault.New(fault.Missing, "customer_not_listed")
	}
	kept, err := a.cache.Context(id).Load()
	return entry, kept, err
}

// mark changes a customer's marks: journal first, then memory, then the event.
func (a *App) mark(tenantID string, change func(*partner.Marks) error) error {
	if err := a.await(); err != nil {
		return err
	}
	id := partner.TenantID(tenantID)
	if _, ok := a.catalog.Get(id); !ok {
		return fault.New(fault.Missing, "customer_not_listed")
	}
	a.marking.Lock() // over reading and writing: two changes at once are both kept
	defer a.marking.Unlock()
	m := a.marksOf(id)
	if err := change(&m); err != nil {
		return err
	}
	return a.setMarks(id, m)
}

// setMarks keeps and shows marks. The caller holds marking.
func (a *App) setMarks(id partner.TenantID, m partner.Marks) error {
	if err := a.journal.SetMarks(id, m); err != nil {
		return err
	}
	a.marks.Store(id, m)
	a.catalog.SetMarks(id, m)
	a.emit(contract.EventCustomers)
	return nil
}

func (a *App) marksOf(id partner.TenantID) partner.Marks {
	m, _ := a.marks.Load(id)
	marks, _ := m.(partner.Marks)
	return marks
}

// published takes over what the syncer wrote to disk.
func (a *App) published(changed []partner.Summary, removed []partner.TenantID) {
	<-a.loaded
	a.marking.Lock() // a mark that is set meanwhile must not be undone
	defer a.marking.Unlock()
	entries := make([]catalog.Entry, len(changed))
	for i, s := range changed {
		entries[i] = catalog.Entry{Summary: s, Marks: a.marksOf(s.ID)}
	}
	if len(entries) > 0 {
		a.catalog.Apply(entries...)
	}
	if len(removed) > 0 {
		a.catalog.Remove(removed...)
	}
	a.match(changed)
	a.emit(contract.EventCustomers)
}

// asOf is when a list last named a customer.
func (a *App) asOf() time.Time { return a.catalog.Query(catalog.Query{Limit: 1}).AsOf }

// emit tells the window, if there is one, that something changed.
func (a *App) emit(e contract.Event) {
	if a.shell == nil {
		return
	}
	n := a.events.Add(1)
	if e == contract.EventCustomers {
		n = a.catalog.Revision()
	}
	a.shell.Emit(e, n)
}
