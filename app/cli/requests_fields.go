package cli

import (
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

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

// writing is what the flags of `requests new` and `requests edit` say.
type writing struct {
	fields   contract.RequestDraft
	changed  func(flag string) bool
	file     string
	template string
	draft    bool
	strict   bool
	wrong    fault.Fields // what check refused, by the app's name of the field: it goes onto no draft
}

func (w *writing) flags(c *cobra.Command) *cobra.Command {
	f := c.Flags()
	for _, x := range draftFields {
		f.StringVar(x.of(&w.fields), x.flag, "", x.usage)
	}
	f.StringVar(&w.file, "description-file", "", "file with the description (\"-\": standard input)")
	f.BoolVar(&w.draft, "draft", false, "keep it as a draft, don't queue it")
	f.BoolVar(&w.strict, "strict", false, "keep it as a draft, too, when there is something to look at first")
	w.changed = f.Changed
	return c
}

// check refuses what can be known to be wrong before there is a draft.
func (w *writing) check(s session, tenant string) error {
	w.wrong = fault.Fields{}
	if c := w.fields.Channel; c != "" && !slices.ContainsFunc(channels, func(k contract.Choice) bool { return k.ID == c }) {
		w.wrong["channel"] = message.Of("field_channel")
	}
	if w.fields.IncidentID == "" {
		return nil
	}
	d, err := s.Requests.Prepare(tenant, "", w.fields.IncidentID, "")
	w.fields.IncidentID = d.IncidentID // as Microsoft writes it
	if fault.KindOf(err) == fault.Missing {
		w.wrong["incidentId"] = message.Of("field_incident")
		return nil
	}
	return err
}

// onto puts what the flags say onto d, except what check refused: that is the error.
func (w *writing) onto(d *contract.RequestDraft) error {
	switch {
	case w.changed("subscription") || w.changed("service") || w.changed("classification"):
		d.Channel = "azure"
	case d.Channel == "" && (w.changed("product") || w.changed("incident")): // both are Microsoft 365's
		d.Channel = "portal"
	}
	for _, x := range draftFields {
		if w.changed(x.flag) && w.wrong[x.name].Key == "" {
			*x.of(d) = *x.of(&w.fields)
		}
	}
	if w.changed("description-file") {
		d.Description = w.fields.Description
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
func (w *writing) read(st *state) error {
	if !w.changed("description-file") {
		return nil
	}
	if w.changed("description") {
		return wrongUse("--description and --description-file exclude each other")
	}
	text, err := st.text("", w.file)
	w.fields.Description = text
	return err
}

// maxText bounds what is read from a file or standard input, in bytes; the limits in characters are the app's.
const maxText = 1 << 20

// text is an argument, or what the file holds; "-" is standard input.
func (st *state) text(arg, file string) (string, error) {
	in := st.env.In
	switch {
	case arg == "-" || file == "-":
	case file != "":
		f, err := os.Open(st.env.path(file))
		if err != nil {
			return "", fault.Wrap(fault.Invalid, err, "can't read "+file)
		}
		defer func() { _ = f.Close() }()
		in = f
	default:
		return arg, nil
	}
	b, err := io.ReadAll(io.LimitReader(in, maxText+1))
	if err != nil {
		return "", fault.Wrap(fault.Invalid, err, "can't read the text")
	}
	if len(b) > maxText {
		return "", fault.New(fault.Invalid, "the text has more than a megabyte")
	}
	return string(b), nil
}

// byFlag names the wrong fields of a failure by their flags.
func byFlag(err error) error {
	f, ok := fault.As(err)
	if !ok || len(f.Fields) == 0 {
		return err
	}
	return badFields(f.Fields)
}

// badFields makes one error of what is wrong with each field.
func badFields(fields fault.Fields) error {
	named := fault.Fields{}
	for field, wrong := range fields {
		named[flagOf(field)] = wrong
	}
	var problems []message.Message
	for _, flag := range slices.Sorted(maps.Keys(named)) {
		problems = append(problems, message.Of("field_is", "field", argName(flag), "problem", named[flag]))
	}
	e := fault.New(fault.Invalid, "field_list", "problems", problems)
	e.Fields = named
	return e
}

// argName is how a person names a flag, or an argument that is none.
func argName(flag string) string {
	switch flag {
	case "text", "number":
		return strings.ToUpper(flag)
	case "requestId":
		return "ID"
	}
	return "--" + flag
}

func flagOf(field string) string {
	for _, x := range draftFields {
		if x.name == field {
			return x.flag
		}
	}
	return field
}

// kept says with err that what was written is not lost.
func kept(err error, localID string) error {
	var inner detailedError
	out := detailedError{error: err, doc: map[string]any{"localId": localID},
		advice: "it is kept as the draft " + localID + "; to go on: tenantry requests edit " + localID}
	if errors.As(err, &inner) {
		out.lines = inner.lines
		maps.Copy(out.doc, inner.doc)
		if flag, ok := inner.doc["flag"].(string); ok {
			out.advice += " --" + flag + " …"
		}
	}
	if f, ok := fault.As(err); ok && f.Kind != fault.Invalid { // no network, no sign-in: what helps is known
		out.advice = f.Remedy.Text() + "; " + out.advice
	}
	return out
}
