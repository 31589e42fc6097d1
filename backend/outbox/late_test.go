package outbox

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

// slowAzure has a ticket from the 202 on, and minutes later it can be read. A name that is taken is
// refused, whatever the text says.
type slowAzure struct {
	from   map[string]time.Time // ticket → it can be read from then on
	slow   time.Duration
	puts   int
	answer func(ctx context.Context) error // after a 202
}

func (a *slowAzure) Create(ctx context.Context, o partner.Outgoing) (Receipt, error) {
	a.puts++
	name := o.Draft.Subscription + "/" + o.Key
	if _, taken := a.from[name]; taken {
		return Receipt{}, unsure(fault.Conflict)
	}
	a.from[name] = time.Now().Add(a.slow)
	return Receipt{Number: "1", Resource: "/r"}, a.answer(ctx)
}

func (a *slowAzure) Find(_ context.Context, o partner.Outgoing) (Receipt, error) {
	if at, ok := a.from[o.Draft.Subscription+"/"+o.Key]; !ok || time.Now().Before(at) {
		return Receipt{}, fault.New(fault.Missing, "no such ticket")
	}
	return Receipt{Number: "1", Resource: "/r"}, nil
}

func (a *slowAzure) by(o *Options) { o.Sender = func(partner.Channel) Sender { return AzureSender{a} } }

func newSlowAzure(slow time.Duration) *slowAzure {
	return &slowAzure{from: map[string]time.Time{}, slow: slow, answer: func(context.Context) error { return unsure(fault.Offline) }}
}

func ticket(t *testing.T, b *Outbox) string {
	t.Helper()
	return queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByAzure, Draft: partner.Draft{Title: "first", Subscription: "s"}})
}

// The process dies between Azure's 202 and the moment in which the ticket can be read. However the next one
// gets there, and whatever the user does meanwhile, there is one ticket.
func TestADeathAfterThe202LeavesOneTicket(t *testing.T) {
	for _, slow := range []time.Duration{0, 12 * time.Second, 5 * time.Minute} {
		for name, meanwhile := range map[string]func(b *Outbox, id string) error{
			"nothing": func(*Outbox, string) error { return nil },
			"taken back, changed and queued again": func(b *Outbox, id string) error {
				_, err := b.Edit(id, func(o *partner.Outgoing) error { o.Draft.Title = "second"; return nil })
				if err == nil {
					_, err = b.Queue(id, nil)
				}
				return err
			},
		} {
			t.Run(fmt.Sprint(slow, " ", name), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					azure := newSlowAzure(slow)
					azure.answer = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
					j := memstore.NewJournal().Outbox()
					d := &brokenDisk{Outbox: j}
					b := open(t, nil, azure.by, on(d))
					id := ticket(t, b)
					stop := serve(t, b)
					synctest.Wait()
					d.broken.Store(true) // dead: nothing reaches the disk any more
					stop()
					if o := kept(t, j, id); o.State != partner.Sending || len(azure.from) != 1 {
						t.Fatalf("on disk it is %s, %d tickets", o.State, len(azure.from))
					}
					b = open(t, nil, azure.by, on(j))
					want(t, b, id, partner.Uncertain)
					serve(t, b)
					time.Sleep(11 * time.Second) // looked for once
					synctest.Wait()
					if slow > 0 {
						want(t, b, id, partner.Queued)
						if err := meanwhile(b, id); err != nil {
							t.Fatal(err)
						}
					}
					time.Sleep(slow + 6*time.Minute)
					synctest.Wait()
					if o, _ := b.Get(id); o.State != partner.Sent || o.Number != "1" || len(azure.from) != 1 || azure.puts > 2 {
						t.Errorf("%s, %+v; %d tickets after %d puts", o.State, o.Problem, len(azure.from), azure.puts)
					}
				})
			})
		}
	}
}

// That its name is taken, and nothing of that name can be read, may mean that it can't be read yet: that is
// worth ten minutes of looking, however often the user presses the button.
func TestATakenNameIsLookedForUntilItCanBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		azure := newSlowAzure(9 * time.Minute)
		b := open(t, nil, azure.by)
		id := ticket(t, b)
		serve(t, b)
		for range 8 {
			time.Sleep(time.Minute)
			b.Wake(WakeAll)
			synctest.Wait()
			want(t, b, id, partner.Uncertain)
		}
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		if want(t, b, id, partner.Sent); azure.puts != 2 {
			t.Errorf("%d puts", azure.puts)
		}
	})
}

func TestAConflictWithSomethingElseEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{send: func(_ context.Context, o partner.Outgoing) error {
			if o.Channel == partner.ByAzure {
				return unsure(fault.Conflict)
			}
			return nil
		}}
		b := open(t, f)
		id, behind := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByAzure}), note(t, b, "a")
		serve(t, b)
		time.Sleep(time.Hour)
		synctest.Wait()
		o, _ := b.Get(id)
		if o.State != partner.Rejected || o.Problem.Kind != fault.Conflict || len(f.calls()) != 2 {
			t.Errorf("%s, %+v, sent %v", o.State, o.Problem, f.calls())
		}
		want(t, b, behind, partner.Sent)
	})
}

func TestAPersonNeedNotWaitForATakenName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{send: func(context.Context, partner.Outgoing) error { return unsure(fault.Conflict) }}
		b := open(t, f)
		id := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByAzure})
		serve(t, b)
		time.Sleep(30 * time.Second)
		synctest.Wait()
		if o, err := b.NotThere(id); err != nil || o.State != partner.Rejected {
			t.Errorf("%s, %v", o.State, err)
		}
	})
}

// A name counts in its subscription: in another one, the late first try would be a second ticket.
func TestWhatMayStillArriveIsNotSentToAnotherPlace(t *testing.T) {
	elsewhere := map[string]func(*partner.Outgoing) error{
		"another subscription": func(o *partner.Outgoing) error { o.Draft.Subscription = "other"; return nil },
		"another customer":     func(o *partner.Outgoing) error { o.Tenant = "b"; return nil },
	}
	for name, change := range elsewhere {
		for _, lost := range []bool{true, false} {
			synctest.Test(t, func(t *testing.T) {
				azure := newSlowAzure(time.Hour)
				if !lost {
					azure.answer = func(context.Context) error { return fault.New(fault.Denied, "403") }
				}
				b := open(t, nil, azure.by)
				id := ticket(t, b)
				stop := serve(t, b)
				time.Sleep(11 * time.Second)
				synctest.Wait()
				stop()
				_, err := b.Edit(id, change)
				if (fault.KindOf(err) == fault.Conflict) != lost || !lost && err != nil {
					t.Errorf("%s, lost %v: %v", name, lost, err)
				}
				if _, err = b.Edit(id, func(o *partner.Outgoing) error { o.Draft.Title = "other"; return nil }); err != nil {
					t.Errorf("its text: %v", err)
				}
				if err = b.Discard(id); err != nil {
					t.Errorf("the way out: %v", err)
				}
			})
		}
	}
}

// Two partner accounts of one user have the same customer: what waits for one account to sign in holds up
// nothing of the other.
func TestEachPartnerAccountHasItsOwnLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		account := "p"
		f := &fake{}
		b := open(t, f, func(o *Options) {
			o.Allowed = func(o partner.Outgoing) error {
				if o.Partner != account {
					return fault.New(fault.SignIn, "it was written as another partner")
				}
				return nil
			}
		})
		as := func(account string) string {
			return queued(t, b, partner.Outgoing{Tenant: "a", Partner: account, Channel: partner.ByNote, RequestID: "r", Note: "text"})
		}
		others, mine, behind := as("q"), as("p"), as("q")
		if b.Behind(mine) != "" || b.Behind(behind) != others {
			t.Errorf("behind: %q, %q", b.Behind(mine), b.Behind(behind))
		}
		serve(t, b)
		synctest.Wait()
		want(t, b, others, partner.Blocked)
		want(t, b, mine, partner.Sent)
		account = "q"
		b.Wake(WakeSignIn)
		synctest.Wait()
		want(t, b, others, partner.Sent)
		want(t, b, behind, partner.Sent)
	})
}
