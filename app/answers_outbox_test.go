package app_test

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/partner"
	"tenantry/backend/simcloud"
	"tenantry/backend/template"
)

// azure is a customer in whose Azure a ticket can be opened in one subscription.
func (s *story) azure() contract.RequestChoices {
	var found contract.RequestChoices
	s.who(func(d contract.CustomerDetails) bool {
		choices, err := s.app.ReadChoices(s.Context(), d.TenantID)
		found = choices
		return err == nil && d.Problem == nil && len(choices.Subscriptions) == 1 && len(choices.Incidents) > 0
	})
	return found
}

func (s *story) writing() {
	a := s.app
	choices := s.azure()
	s.keep("writing", "choices", choices)
	s.says("writing", "classifications")(a.Requests.Classifications(choices.TenantID, choices.Services[0].ID))
	s.says("writing", "otherClassifications")(a.Requests.Classifications(choices.TenantID, choices.Services[1].ID))
	s.says("writing", "templates")(a.Requests.Templates())
	s.says("writing", "prepared")(a.Requests.Prepare(choices.TenantID, "", "", "en"))
	s.says("writing", "preparedForNobody")(a.Requests.Prepare("", "", "", "en"))
	s.says("writing", "preparedFromIncidentTemplate")(a.Requests.Prepare(choices.TenantID, "builtin-incident-en", "", "en"))

	empty := contract.RequestDraft{TenantID: choices.TenantID, Channel: "portal", Draft: partner.Draft{Severity: "minimal", Language: "en"}}
	good := empty
	good.Title, good.Description = "Mail is late", "Since Monday"
	overAzure, left, asked, known := good, good, good, good
	overAzure.Channel = "azure"
	left.Title = "Mail of {customer} is late"
	asked.Description = "Since when (UTC): {…}"
	known.IncidentID, known.Product, known.Title = "", choices.Incidents[0].Service, choices.Incidents[0].Title
	s.says("writing", "checkedEmpty")(a.Outbox.Check(empty))
	s.says("writing", "checked")(a.Outbox.Check(good))
	s.says("writing", "checkedAzure")(a.Outbox.Check(overAzure))
	s.says("writing", "checkedPlaceholder")(a.Outbox.Check(left))
	s.says("writing", "checkedGaps")(a.Outbox.Check(asked))
	s.says("writing", "checkedIncident")(a.Outbox.Check(known))
	item, err := a.Outbox.Save(empty)
	s.must(err)
	s.refuses("incomplete")(a.Outbox.Queue(item.LocalID))
	s.must(a.Outbox.Discard(item.LocalID))
	s.refuses("notInTheOutbox")(a.Outbox.Queue("TNT-ZZZZZZ"))
}

// azureDraft is a complete ticket for the customer of the choices.
func (s *story) azureDraft(c contract.RequestChoices, title string) contract.RequestDraft {
	kinds, err := s.app.Requests.Classifications(c.TenantID, c.Services[0].ID)
	s.must(err)
	return contract.RequestDraft{TenantID: c.TenantID, Channel: "azure", Draft: partner.Draft{Title: title, Description: "It stopped on Monday.",
		Severity: "moderate", Contact: c.Contact.Name, ContactMail: c.Contact.Mail, Language: "en", Subscription: c.Subscriptions[0].ID,
		Service: c.Services[0].ID, ServiceName: c.Services[0].Name, Classification: kinds[0].ID, ClassificationName: kinds[0].Name}}
}

func (s *story) save(d contract.RequestDraft) contract.OutgoingItem {
	s.Helper()
	item, err := s.app.Outbox.Save(d)
	s.must(err)
	s.passes(time.Minute) // the list begins with the newest
	return item
}

func (s *story) queue(d contract.RequestDraft) contract.OutgoingItem {
	s.Helper()
	item, err := s.app.Outbox.Queue(s.save(d).LocalID)
	s.must(err)
	return item
}

func (s *story) note(tenantID, number, text string) contract.OutgoingItem {
	s.Helper()
	item, err := s.app.Outbox.AddNote(tenantID, number, text)
	s.must(err)
	s.passes(time.Minute)
	return item
}

func (s *story) send() {
	s.Helper()
	_, err := s.app.SendNow(s.Context(), nil)
	s.must(err)
	s.passes(3 * time.Minute)
}

// outbox leaves one of each state in the outbox.
func (s *story) outbox() {
	a := s.app
	s.says("outbox", "empty")(a.Outbox.List())
	choices, busy := s.azure(), s.busiest()
	portal := func(title string) contract.RequestDraft {
		return contract.RequestDraft{TenantID: choices.TenantID, Channel: "portal", Draft: partner.Draft{Title: title,
			Description: "Since Monday for everybody.", Severity: "moderate", Product: "Exchange Online", Contact: choices.Contact.Name,
			ContactMail: choices.Contact.Mail, Language: "en"}}
	}
	s.save(portal("Printer offline"))
	s.queue(portal("Shared mailbox does not open"))
	s.says("outbox", "handOff")(a.Outbox.HandOff(s.queue(portal("Calendar permissions are lost")).LocalID, true))
	s.note(busy.TenantID, busy.Requests[0].ID, "The trace from this morning shows it too.")
	s.says("requests", "withNoteOnItsWay")(a.Requests.Get(busy.TenantID, busy.Requests[0].ID))
	s.changes(busy, portal("Meeting rooms are not found"))
	s.watch = func(r *http.Request) {
		if r.Method == http.MethodPut && strings.Contains(r.URL.Path, "supportTickets") {
			s.watch = nil
			page, err := a.Outbox.List()
			s.must(err)
			i := slices.IndexFunc(page.Requests, func(i contract.OutgoingItem) bool { return i.State == "sending" })
			s.keep("outbox", "sending", page.Requests[i])
		}
	}
	sent := s.queue(s.azureDraft(choices, "Backup job fails every night"))
	s.send()
	s.says("requests", "sent")(a.Requests.Get(choices.TenantID, sent.LocalID))
	s.says("writing", "checkedDuplicate")(a.Outbox.Check(s.azureDraft(choices, "Backup job fails every night")))

	s.note(choices.TenantID, busy.Requests[0].ID, "For somebody else")
	s.send() // it is refused
	ended := s.delegationEnds(choices.TenantID, busy.TenantID)
	s.note(ended.TenantID, ended.Requests[0].ID, "Any news?")
	uncertain := s.queue(s.azureDraft(choices, "Disk throughput is low")).LocalID
	s.happens(simcloud.Event{Kind: "answer-lost", Service: "azure", Count: 1000})
	s.send()                                                           // one is held, one is in doubt
	s.note(ended.TenantID, ended.Requests[0].ID, "It is worse today.") // behind the one before
	s.queue(s.azureDraft(choices, "Quota for the region is exhausted"))
	s.says("outbox", "list")(a.Outbox.List())
	s.says("requests", "deskWithOutgoing")(a.Requests.List(contract.RequestQuery{Limit: 300}))
	change := s.azureDraft(choices, "Disk throughput is very low")
	change.LocalID = uncertain
	s.refuses("changedTooLate")(a.Outbox.Save(change))
	s.refuses("badNumber")(a.Outbox.Filed(uncertain, "no!"))

	incidents, err := a.Health.Incidents()
	s.must(err)
	i := slices.IndexFunc(incidents.Incidents, func(i contract.Incident) bool { return len(i.Customers) > 2 })
	ids := []string{ended.TenantID}
	for _, c := range incidents.Incidents[i].Customers {
		ids = append(ids, c.TenantID)
	}
	d, err := a.Requests.Prepare("", "", incidents.Incidents[i].ID, "en")
	s.must(err)
	s.keep("writing", "preparedForSeveral", d)
	d.Description = strings.ReplaceAll(d.Description, template.Gap, "as the users say")
	s.says("writing", "checkedSeveral")(a.Outbox.Check(d))
	s.says("writing", "queuedForSeveral")(a.Outbox.QueueFor(d, ids))
	s.says("writing", "queuedAgain")(a.Outbox.QueueFor(d, ids[1:]))
}

// changes tells of a request that is to be closed, and of one whose number nobody but a person knows; both are gone
// afterwards.
func (s *story) changes(busy contract.CustomerDetails, d contract.RequestDraft) {
	a := s.app
	open := s.openOf(busy)
	closing, err := a.Outbox.Close(busy.TenantID, open)
	s.must(err)
	s.keep("outbox", "closing", closing)
	s.says("requests", "closing")(a.Requests.Get(busy.TenantID, open))
	_, err = a.Outbox.TakeBack(closing.LocalID)
	s.must(err)
	s.must(a.Outbox.Discard(closing.LocalID))
	filed := s.queue(d)
	_, err = a.Outbox.HandOff(filed.LocalID, false)
	s.must(err)
	_, err = a.Outbox.Filed(filed.LocalID, "119999999999999")
	s.must(err)
	s.says("requests", "unseen")(a.Requests.Get(d.TenantID, filed.LocalID))
	s.must(a.Outbox.Discard(filed.LocalID))
}

// openOf is the number of an open request of the customer's.
func (s *story) openOf(c contract.CustomerDetails) string {
	s.Helper()
	page, err := s.app.Requests.List(contract.RequestQuery{TenantID: c.TenantID, State: "open"})
	s.must(err)
	return page.Requests[0].ID
}

// delegationEnds ends the delegation of a customer with a request, and lets the program know.
func (s *story) delegationEnds(except ...string) contract.CustomerDetails {
	s.Helper()
	ended := s.who(func(d contract.CustomerDetails) bool {
		return d.Problem == nil && len(d.Requests) > 0 && !slices.Contains(except, d.TenantID)
	})
	s.happens(simcloud.Event{Kind: "delegation-expires", TenantID: ended.TenantID})
	s.must(s.sync())
	d := contract.RequestDraft{TenantID: ended.TenantID, Channel: "portal",
		Draft: partner.Draft{Title: "Mail is late", Description: "Since Monday", Severity: "minimal"}}
	s.says("writing", "checkedDelegationEnded")(s.app.Outbox.Check(d))
	_, err := s.app.Outbox.HandOff(s.save(d).LocalID, true)
	s.refuses("delegationEnded")(nil, err)
	return ended
}

// trouble is what a bad afternoon does.
func (s *story) trouble() {
	a := s.app
	old := s.who(func(d contract.CustomerDetails) bool { return d.Health == "degraded" && d.Problem == nil })
	s.happens(simcloud.Event{Kind: "consent-withdrawn", TenantID: old.TenantID})
	s.passes(2 * time.Hour)
	s.must(s.sync())
	s.says("health", "old")(a.Health.Report(old.TenantID))
	s.says("details", "old")(a.Customers.Get(old.TenantID))
	s.news(old.TenantID)
	s.happens(simcloud.Event{Kind: "link-cut"})
	if err := s.sync(); err == nil {
		s.Fatal("a sync without a network succeeded")
	}
	s.keep("sync", "offline", a.Sync.Status())
	s.refuses("offline")(a.Requests.Read(old.TenantID, "616122292874576"))
	s.happens(simcloud.Event{Kind: "link-restored"})
	s.happens(simcloud.Event{Kind: "tokens-revoked"})
	s.passes(2 * time.Hour) // until the access tokens are over
	if err := s.sync(); err == nil {
		s.Fatal("a sync without a sign-in succeeded")
	}
	s.keep("session", "signInNeeded", a.Session.Status())
}
