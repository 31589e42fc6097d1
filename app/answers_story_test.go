package app_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"tenantry/app"
	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/simcloud"
)

// The day on which the story plays.
var morning = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// situation is a partner with every sort of trouble once.
var situation = simcloud.Scenario{Name: "answers", Customers: 16, NoConsent: 60, Blocked: 60, Expired: 60, NoRole: 60, Troubled: 350,
	Requests: 350, OneList: 60}

// story is a day of that partner. Its chapters note what the program answers.
type story struct {
	*testing.T
	documents
	mu    sync.Mutex // over documents: the program's events come from goroutines of its own
	app   *app.App
	cloud *simcloud.Cloud
	watch func(*http.Request) // sees each request before the cloud does
}

func tell(t *testing.T, told documents, home string) {
	time.Sleep(time.Until(morning))
	s := &story{T: t, documents: told, cloud: simcloud.New(situation, 30, simcloud.Options{AutoApprove: true})}
	at := s.cloud.Endpoints()
	var err error
	s.app, err = app.Open(app.Options{Home: home, Secrets: "memory", Version: app.Version{Version: "1.0.0"}, Shell: window{s},
		Cloud: &connection.Cloud{Login: at.Login, Graph: at.Graph, PartnerCenter: at.PartnerCenter, Azure: at.Azure, Transport: s,
			ClientID: simcloud.ClientID, Tenant: simcloud.TenantID, Support: "https://support.simcloud.test"}})
	s.must(err)
	defer func() { s.must(s.app.Stop()) }()
	s.firstStart()
	s.customers()
	s.health()
	s.requests()
	s.writing()
	s.outbox()
	s.trouble()
}

func (s *story) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// says notes what a call answered.
func (s *story) says(file, name string) func(any, error) {
	s.Helper()
	return func(answer any, err error) {
		s.Helper()
		if err != nil {
			s.Fatalf("%s %s: %v", file, name, err)
		}
		s.keep(file, name, answer)
	}
}

func (s *story) keep(file, name string, answer any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(s.T, file, name, answer)
}

// refuses notes why a call was rejected.
func (s *story) refuses(name string) func(any, error) {
	return func(_ any, err error) {
		s.Helper()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.fail(s.T, name, err)
	}
}

func (s *story) happens(e simcloud.Event) { s.Helper(); s.must(s.cloud.Do(e)) }

// passes lets time pass until a full minute, so that no wait of the step before is seen in the next one.
func (s *story) passes(d time.Duration) {
	time.Sleep(time.Until(time.Now().Add(d).Truncate(time.Minute)))
}

func (s *story) sync() error {
	_, err := s.app.SyncNow(s.Context(), "", true, nil)
	s.passes(3 * time.Minute)
	return err
}

// who is the first customer of the list, by name, of whom it is true.
func (s *story) who(is func(contract.CustomerDetails) bool) contract.CustomerDetails {
	s.Helper()
	page, err := s.app.Customers.List(contract.CustomerQuery{Sort: "name"})
	s.must(err)
	for _, row := range page.Customers {
		details, err := s.app.Customers.Get(row.TenantID)
		s.must(err)
		if is(details) {
			return details
		}
	}
	s.Fatal("the story has no such customer: choose another seed")
	return contract.CustomerDetails{}
}

// RoundTrip lets the story look at the program while a request is under way.
func (s *story) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.watch != nil {
		s.watch(r)
	}
	return s.cloud.Transport().RoundTrip(r)
}

// window is the shell of the story: it only sees that a device code is to be shown.
type window struct{ *story }

func (w window) Emit(e contract.Event, _ uint64) {
	if e != contract.EventSession || w.entries("session") != 1 {
		return
	}
	if status := w.app.Session.Status(); status.DeviceCode != nil {
		w.keep("session", "signingIn", status)
	}
}

// entries counts what a document holds already.
func (s *story) entries(file string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.documents[file] == nil {
		return 0
	}
	return len(*s.documents[file])
}

func (window) OpenURL(string) error                                 { return nil }
func (window) OpenFile(string, string) (string, error)              { return "", nil }
func (window) SaveFile(string, string) (string, error)              { return "", nil }
func (window) StartDemo() error                                     { return nil }
func (window) StartAnew(handover.Handover, string) error            { return nil }
func (window) Leave()                                               {}
func (window) Kept()                                                {}
func (window) Hide()                                                {}
func (window) Hidden() bool                                         { return false }
func (window) Notify(context.Context, string, string, string) error { return nil }
func (window) ShowFile(string) error                                { return nil }
