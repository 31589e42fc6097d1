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
	usage string // the key of it
	of    func(*contract.RequestDraft) *string
}

// draftFields is one table for the flags, for what they change, and for how a wrong field is named.
var draftFields = []draftField{
	{"title", "title", "cli_field_title", func(d *contract.RequestDraft) *string { return &d.Title }},
	{"description", "description", "cli_field_description", func(d *contract.RequestDraft) *string { return &d.Description }},
	{"severity", "severity", "cli_field_severity", func(d *contract.RequestDraft) *string { return &d.Severity }},
	{"channel", "channel", "cli_field_channel", func(d *contract.RequestDraft) *string { return &d.Channel }},
	{"product", "product", "cli_field_product", func(d *contract.RequestDraft) *string { return &d.Product }},
	{"incident", "incidentId", "cli_field_incident", func(d *contract.RequestDraft) *string { return &d.IncidentID }},
	{"affected", "affectedUsers", "cli_field_affected", func(d *contract.RequestDraft) *string { return &d.AffectedUsers }},
	{"steps", "stepsTried", "cli_field_steps", func(d *contract.RequestDraft) *string { return &d.StepsTried }},
	{"contact", "contact", "cli_field_contact", func(d *contract.RequestDraft) *string { return &d.Contact }},
	{"contact-mail", "contactMail", "cli_field_contact_mail", func(d *contract.RequestDraft) *string { return &d.ContactMail }},
	{"contact-phone", "contactPhone", "cli_field_contact_phone", func(d *contract.RequestDraft) *string { return &d.ContactPhone }},
	{"language", "language", "cli_field_language", func(d *contract.RequestDraft) *string { return &d.Language }},
	{"subscription", "subscription", "cli_field_subscription", func(d *contract.RequestDraft) *string { return &d.Subscription }},
	{"service", "service", "cli_field_service", func(d *contract.RequestDraft) *string { return &d.Service }},
	{"classification", "classification", "cli_field_classification", func(d *contract.RequestDraft) *string { return &d.Classification }},
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

func (w *Writing) flags(l command.Line, c *cobra.Command) {
	f := c.Flags()
	for _, x := range draftFields {
		f.StringVar(x.of(&w.Fields), x.flag, "", l.IO.Word(x.usage))
	}
	f.StringVar(&w.TextFile, "description-file", "", l.IO.Word("cli_field_description_file"))
	f.BoolVar(&w.Draft, "draft", false, l.IO.Word("cli_field_draft"))
	f.BoolVar(&w.Strict, "strict", false, l.IO.Word("cli_field_strict"))
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
		return command.WrongUse("cli_use_exclude", "one", "--description", "other", "--description-file")
	}
	text, err := command.ReadText(w.IO, w.Path, "", w.TextFile)
	w.Fields.Description = text
	return err
}
