package contract

import (
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// WithoutAccess says why a customer counts as one without delegated access, and what gets one.
type WithoutAccess struct {
	Reason  string `json:"reason" ts:"AccessReason"`
	Message string `json:"message"` // English
	Said
	Advice     string  `json:"advice"`     // English: what the partner does
	AdviceKey  string  `json:"adviceKey"`  // for translation
	Invitation *string `json:"invitation"` // where the customer's administrator approves the delegation that awaits it
	// Letters are what to send to the customer's administrator, by language; empty: there is nothing to send.
	Letters map[string]string `json:"letters"`
}

// access is what is said to a reason: what the partner does, and what the customer's administrator is sent.
var access = map[partner.AccessReason]struct{ advice, letter string }{
	partner.AccessPending:  {"customer_advice_pending", "customer_letter_pending"},
	partner.AccessEnded:    {"customer_advice_request", "customer_letter_ended"},
	partner.AccessNone:     {"customer_advice_request", "customer_letter_none"},
	partner.AccessUnproven: {"customer_advice_unproven", "customer_letter_none"},
	partner.AccessGone:     {"customer_advice_gone", ""},
}

func withoutAccessOf(s partner.Summary) *WithoutAccess {
	if s.Access.Delegated() {
		return nil
	}
	of := access[s.Access.Reason]
	says, advice := s.Access.Reason.Words(), message.Of(of.advice)
	w := &WithoutAccess{Reason: string(s.Access.Reason), Message: says.String(), Said: saidOf(says), Advice: advice.String(), AdviceKey: advice.Key,
		Letters: map[string]string{}}
	if url := s.Access.InvitationURL(); url != "" {
		w.Invitation = &url
	}
	if of.letter != "" {
		letter := message.Of(of.letter, "name", s.Name, "address", s.Access.InvitationURL())
		for _, l := range message.Languages() {
			w.Letters[string(l)] = letter.In(l)
		}
	}
	return w
}

// AdviceWords is what the partner does, for whoever says it in a language.
func (w WithoutAccess) AdviceWords() message.Message { return message.Message{Key: w.AdviceKey} }

// Words is why, for whoever says it in a language.
func (w WithoutAccess) Words() message.Message { return w.words(w.Message) }

// Consent is how the app comes to be approved at a customer: by the customer's administrator, who opens a link,
// or by the partner itself.
type Consent struct {
	TenantID string `json:"tenantId"`
	Name     string `json:"name"`
	Link     string `json:"link"` // for the customer's administrator
	// A letter with the link, in the language that was asked for.
	To       []string `json:"to"` // the customer's technical contacts, as far as known
	Subject  string   `json:"subject"`
	Text     string   `json:"text"`
	MayGrant bool     `json:"mayGrant"` // the delegation lets the partner approve it itself
}
