package requests

import (
	"slices"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// draftField is a field of a request that a flag sets.
type draftField struct {
	flag  string
	name  string // what the app calls the field in its errors
	usage string
	of    func(*contract.RequestDraft) *string
}

// draftFields is one table for the flags, for what they change, and for how a wrong field is named.
var draftFields = []draftField{
	{"title", "title", "what it is about, in at most 255 characters", func(d *contract.RequestDraft) *string { return &d.Title }},
	{"description", "description", "what happens, since when, to whom", func(d *contract.RequestDraft) *string { return &d.Description }},
	{"severity", "severity", "minimal, moderate or critical", func(d *contract.RequestDraft) *string { return &d.Severity }},
	{"channel", "channel", "azure or portal (Microsoft 365: you file it on the support page)", func(d *contract.RequestDraft) *string { return &d.Channel }},
	{"product", "product", "the Microsoft 365 product", func(d *contract.RequestDraft) *string { return &d.Product }},
	{"incident", "incidentId", "id of the health issue that it belongs to", func(d *contract.RequestDraft) *string { return &d.IncidentID }},
	{"affected", "affectedUsers", "who is affected", func(d *contract.RequestDraft) *string { return &d.AffectedUsers }},
	{"steps", "stepsTried", "what was tried already", func(d *contract.RequestDraft) *string { return &d.StepsTried }},
	{"contact", "contact", "name of the person whom Microsoft calls", func(d *contract.RequestDraft) *string { return &d.Contact }},
	{"contact-mail", "contactMail", "that person's mail address", func(d *contract.RequestDraft) *string { return &d.ContactMail }},
	{"contact-phone", "contactPhone", "that person's phone number", func(d *contract.RequestDraft) *string { return &d.ContactPhone }},
	{"language", "language", "en or fr: of the headings that Tenantry adds", func(d *contract.RequestDraft) *string { return &d.Language }},
	{"subscription", "subscription", "Azure subscription, by id or name", func(d *contract.RequestDraft) *string { return &d.Subscription }},
	{"service", "service", "Azure service, by id or a part of its name", func(d *contract.RequestDraft) *string { return &d.Service }},
	{"classification", "classification", "kind of problem with the service, by id or a part of its name", func(d *contract.RequestDraft) *string { return &d.Classification }},
}

// Writing is what the flags of `requests new` and `requests edit` say, and where the two read and write.
type Writing struct {
	IO       *term.IO
	Path     func(string) string
	Fields   contract.RequestDraft
	TextFile string // the file that holds the description; "-" is standard input
	Draft    bool   // keep it as a draft, don't queue it
	Strict   bool   // keep it as a draft, too, when there is something to look at first

	changed func(flag string) bool
	wrong   fault.Fields // what check refused, by the app's name of the field: it goes onto no draft
}

func (w *Writing) flags(c *cobra.Command) {
	f := c.Flags()
	for _, x := range draftFields {
		f.StringVar(x.of(&w.Fields), x.flag, "", x.usage)
	}
	f.StringVar(&w.TextFile, "description-file", "", "file with the description (\"-\": standard input)")
	f.BoolVar(&w.Draft, "draft", false, "keep it as a draft, don't queue it")
	f.BoolVar(&w.Strict, "strict", false, "keep it as a draft, too, when there is something to look at first")
	w.changed = f.Changed
}

// check refuses what can be known to be wrong before there is a draft.
func (w *Writing) check(a *app.App, tenant string) error {
	w.wrong = fault.Fields{}
	if c := w.Fields.Channel; c != "" && !slices.ContainsFunc(channels, func(k contract.Choice) bool { return k.ID == c }) {
		w.wrong["channel"] = message.Of("field_channel")
	}
	if w.Fields.IncidentID == "" {
		return nil
	}
	d, err := a.Requests.Prepare(tenant, "", w.Fields.IncidentID, "")
	w.Fields.IncidentID = d.IncidentID // as Microsoft writes it
	if fault.KindOf(err) == fault.Missing {
		w.wrong["incidentId"] = message.Of("field_incident")
		return nil
	}
	return err
}

// onto puts what the flags say onto d, except what check refused: that is the error.
func (w *Writing) onto(d *contract.RequestDraft) error {
	switch {
	case w.changed("subscription") || w.changed("service") || w.changed("classification"):
		d.Channel = "azure"
	case d.Channel == "" && (w.changed("product") || w.changed("incident")): // both are Microsoft 365's
		d.Channel = "portal"
	}
	for _, x := range draftFields {
		if w.changed(x.flag) && w.wrong[x.name].Key == "" {
			*x.of(d) = *x.of(&w.Fields)
		}
	}
	if w.changed("description-file") {
		d.Description = w.Fields.Description
	}
	if w.changed("service") && !w.changed("classification") { // it was one of the other service
		d.Classification, d.ClassificationName = "", ""
	}
	if len(w.wrong) > 0 {
		return badFields(w.wrong)
	}
	return nil
}

// read reads the description from its file. The profile is open then: a command line that another process
// answers must leave standard input to it.
func (w *Writing) read() error {
	if !w.changed("description-file") {
		return nil
	}
	if w.changed("description") {
		return command.WrongUse("--description and --description-file exclude each other")
	}
	text, err := readText(w.IO, w.Path, "", w.TextFile)
	w.Fields.Description = text
	return err
}
