package partner

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// The severities, from the least to the gravest; the words of Partner Center and Azure Support.
const (
	Minimal  = "minimal"
	Moderate = "moderate"
	Critical = "critical"
)

// Severities lists them.
func Severities() []string { return []string{Minimal, Moderate, Critical} }

// Limits of what is sent, in characters.
const (
	MaxTitle       = 255    // of a service request (api/facts.md 2.7)
	MaxDescription = 10_000 // ours: the services name none
	MaxNote        = 10_000
	maxLine        = 255
)

// Draft is a service request as the user writes it. Texts are trimmed; lines end in "\n".
type Draft struct {
	Title         string `cbor:"1,keyasint" json:"title"`
	Description   string `cbor:"2,keyasint" json:"description"`
	Severity      string `cbor:"3,keyasint" json:"severity"`
	Product       string `cbor:"4,keyasint,omitempty" json:"product"` // a Microsoft 365 product, in the user's words
	Contact       string `cbor:"5,keyasint,omitempty" json:"contact"` // name of the person whom Microsoft calls
	ContactMail   string `cbor:"6,keyasint,omitempty" json:"contactMail"`
	ContactPhone  string `cbor:"7,keyasint,omitempty" json:"contactPhone"`
	AffectedUsers string `cbor:"8,keyasint,omitempty" json:"affectedUsers"`
	StepsTried    string `cbor:"9,keyasint,omitempty" json:"stepsTried"`
	IncidentID    string `cbor:"10,keyasint,omitempty" json:"incidentId"`             // the health issue that it belongs to
	Language      string `cbor:"11,keyasint,omitempty" json:"language" ts:"Language"` // "en" or "fr": of the headings that Tenantry adds
	// The next three: chosen for the channel azure. They stay with a ticket that a person files instead ([Draft.AboutAzure]).
	Subscription   string `cbor:"12,keyasint,omitempty" json:"subscription"`
	Service        string `cbor:"13,keyasint,omitempty" json:"service"`        // SupportService.ID
	Classification string `cbor:"14,keyasint,omitempty" json:"classification"` // ProblemClassification.ID
	// The names of the two, so that an outbox can be read without the catalogue.
	ServiceName        string `cbor:"15,keyasint,omitempty" json:"serviceName"`
	ClassificationName string `cbor:"16,keyasint,omitempty" json:"classificationName"`
}

// fields are the draft's texts by the names that forms and faults use.
func (d *Draft) fields() map[string]*string {
	return map[string]*string{"title": &d.Title, "description": &d.Description, "severity": &d.Severity, "product": &d.Product,
		"contact": &d.Contact, "contactMail": &d.ContactMail, "contactPhone": &d.ContactPhone, "affectedUsers": &d.AffectedUsers,
		"stepsTried": &d.StepsTried, "incidentId": &d.IncidentID, "language": &d.Language, "subscription": &d.Subscription,
		"service": &d.Service, "classification": &d.Classification}
}

// AboutAzure says that it was written as an Azure ticket. A subscription alone does not: the window fills in the
// only one of a customer, whatever the request is about.
func (d Draft) AboutAzure() bool { return d.Subscription != "" && d.Service != "" }

// WithoutAzure is the draft with nothing chosen of Azure.
func (d Draft) WithoutAzure() Draft {
	d.Subscription, d.Service, d.Classification = "", "", ""
	return d
}

// Clean trims every text and gives lines one ending. Autosaved drafts are kept as they were typed; what
// is queued is clean.
func (d Draft) Clean() Draft {
	for _, text := range d.fields() {
		*text = CleanText(*text)
	}
	return d
}

// CleanText trims a text and gives its lines one ending.
func CleanText(text string) string { return strings.TrimSpace(lineEnds.Replace(text)) }

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// fieldCodes say in a word for programs what can be wrong with a field. The words are the command line's
// contract.
var fieldCodes = map[string]string{
	"field_missing":  "missing",
	"field_long":     "long",
	"field_control":  "control", // characters that can't be shown
	"field_no_text":  "control",
	"field_severity": "word", // none of the words allowed
	"field_channel":  "word",
	"field_mail":     "mail", // not a mail address
	"field_gaps":     "gaps", // a template still asks something there
}

// FieldCode is the word for programs of what [Draft.Problems] says of a field; "word" for what others say.
func FieldCode(m message.Message) string { return cmp.Or(fieldCodes[m.Key], "word") }

// Problems says, field by field, what keeps a clean draft from being queued for channel c. The fields
// are named as in the window's form; none is wrong: an empty map.
func (d Draft) Problems(c Channel) fault.Fields {
	bad := fault.Fields{}
	check := func(field, text string, most int, control func(rune) bool) {
		if p, wrong := checkText(text, most, control); wrong {
			bad[field] = p
		}
	}
	check("title", d.Title, MaxTitle, notForLines)
	for field, text := range d.fields() {
		switch field {
		case "title", "severity", "language": // of their own
		case "description", "affectedUsers", "stepsTried":
			check(field, *text, MaxDescription, notForTexts)
		default:
			check(field, *text, maxLine, notForLines)
		}
	}
	need := func(field, text string) {
		if text == "" {
			bad[field] = message.Of("field_missing")
		}
	}
	need("title", d.Title)
	need("description", d.Description)
	if !slices.Contains(Severities(), d.Severity) {
		bad["severity"] = message.Of("field_severity", "words", strings.Join(Severities(), ", "))
	}
	way := c.Way()
	if !way.Request {
		bad["channel"] = message.Of("field_channel")
	}
	for _, field := range way.Needs {
		need(field, *d.fields()[field])
	}
	if d.ContactMail != "" && !strings.Contains(d.ContactMail, "@") && slices.Contains(way.Needs, "contactMail") {
		bad["contactMail"] = message.Of("field_mail")
	}
	return bad
}

// Check is Problems as a fault of kind Invalid, or nil.
func (d Draft) Check(c Channel) error { return Invalid("field_request", d.Problems(c)) }

// CheckNote says what keeps a clean note from being queued: a fault of kind Invalid on field "text", or nil.
func CheckNote(text string) error {
	bad := fault.Fields{}
	if text == "" {
		bad["text"] = message.Of("field_missing")
	} else if p, wrong := checkText(text, MaxNote, notForTexts); wrong {
		bad["text"] = p
	}
	return Invalid("field_note", bad)
}

func checkText(text string, most int, control func(rune) bool) (message.Message, bool) {
	switch n := utf8.RuneCountInString(text); {
	case n > most:
		return message.Of("field_long", "count", n, "most", most), true
	case strings.ContainsFunc(text, control):
		return message.Of("field_control"), true
	case !utf8.ValidString(text):
		return message.Of("field_no_text"), true
	}
	return message.Message{}, false
}

func notForLines(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
func notForTexts(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// Invalid makes of the problems of fields a fault of kind Invalid; none is nil. The key is of a sentence that
// says what they are fields of, and ends in all of them.
func Invalid(key string, bad fault.Fields) error {
	if len(bad) == 0 {
		return nil
	}
	var problems []message.Message
	for _, field := range slices.Sorted(maps.Keys(bad)) {
		problems = append(problems, message.Of("field_is", "field", field, "problem", bad[field]))
	}
	e := fault.New(fault.Invalid, key, "problems", problems)
	e.Fields = bad
	return e
}
