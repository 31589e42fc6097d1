package message_test

import (
	"regexp"
	"strings"
	"testing"

	"tenantry/backend/message"
)

// numbered finds the numbers of a sentence, by the names that they have, and what stands behind each.
var numbered = regexp.MustCompile(`\{(count|listed|total|most|done|failed|added|known|synced|removed|requests|waiting|drafts|needs)\}([^{]*)`)

// anyNumber is what may stand behind a number, whichever it is: nothing, a sign, another column, a unit, or words
// that don't agree.
var anyNumber = regexp.MustCompile(`^($|[^ ]|  | (s|min|h|d|j|of |sur |more|de plus|failed)$| (more|de plus) \()`)

// manyAlways are sentences whose number is never 0 or 1.
var manyAlways = map[string]string{"field_long": "it is more than a limit, and the smallest limit is 255",
	"file_large": "a unit has no plural", "cli_use_line_long": "a unit has no plural", "file_long": "a unit has no plural"}

// plurals are the sentences that change with a number, as they are said of 0, 1 and 2. A number that does
// not choose is 5.
var plurals = map[string]map[message.Language][3]string{
	"cli_export_written": {"en": {"0 customers were written to 5", "1 customer was written to 5", "2 customers were written to 5"},
		"fr": {"0 client enregistré dans 5", "1 client enregistré dans 5", "2 clients enregistrés dans 5"}},
	"cli_customers_count": {"en": {"5 of 0 customers, known", "5 of 1 customer, known", "5 of 2 customers, known"}},
	"cli_requests_count":  {"en": {"5 of 0 requests, known", "5 of 1 request, known", "5 of 2 requests, known"}},
	"cli_requests_unread": {"en": {"of 0 customers no list was ever read", "of 1 customer no list was ever read", "of 2 customers no list was ever read"}},
	"cli_requests_old":    {"en": {"of 0 customers an older list is shown", "of 1 customer an older list is shown", "of 2 customers an older list is shown"}},
	"cli_sync_summary": {"en": {
		"0 customers listed, 5 brought up to date, 5 failed, 5 removed; 0 requests, 5.5 MB",
		"1 customer listed, 5 brought up to date, 5 failed, 5 removed; 1 request, 5.5 MB",
		"2 customers listed, 5 brought up to date, 5 failed, 5 removed; 2 requests, 5.5 MB"}},
	"cli_changes_more": {"en": {"These are the last 0; there are more.", "This is the last one; there are more.", "These are the last 2; there are more."},
		"fr": {"C’est le dernier\u00a0; il y en a d’autres.", "C’est le dernier\u00a0; il y en a d’autres.", "Ce sont les 2 derniers\u00a0; il y en a d’autres."}},
	"cli_changes_marked": {"en": {"0 changes are marked as seen.", "1 change is marked as seen.", "2 changes are marked as seen."},
		"fr": {"0 changement est marqué comme vu.", "1 changement est marqué comme vu.", "2 changements sont marqués comme vus."}},
	"cli_customers_apart": {
		"en": {"0 customers without delegated access stand apart: tenantry customers --without-access",
			"1 customer without delegated access stands apart: tenantry customers --without-access",
			"2 customers without delegated access stand apart: tenantry customers --without-access"},
		"fr": {"0 client sans accès délégué est à part\u00a0: tenantry customers --without-access",
			"1 client sans accès délégué est à part\u00a0: tenantry customers --without-access",
			"2 clients sans accès délégué sont à part\u00a0: tenantry customers --without-access"}},
	"cli_webhook_waiting": {"en": {"0 messages", "one message", "2 messages"}, "fr": {"0 message", "1 message", "2 messages"}},
	"cli_webhook_removed": {"en": {"The webhook is removed, and 0 messages that had not arrived with it.", "The webhook is removed, and one message that had not arrived with it.", "The webhook is removed, and 2 messages that had not arrived with it."},
		"fr": {"Le webhook est retiré, et avec lui 0 message qui n’était pas arrivé.", "Le webhook est retiré, et avec lui 1 message qui n’était pas arrivé.", "Le webhook est retiré, et avec lui 2 messages qui n’étaient pas arrivés."}},
	"cli_sync_without": {
		"en": {"0 customers without delegated access stand apart", "1 customer without delegated access stands apart",
			"2 customers without delegated access stand apart"},
		"fr": {"0 client sans accès délégué est à part", "1 client sans accès délégué est à part", "2 clients sans accès délégué sont à part"}},
	"cli_import_done": {"en": {"0 customers read: 5 new, 5 known before", "1 customer read: 5 new, 5 known before", "2 customers read: 5 new, 5 known before"}},
	"cli_outbox_arrived": {"en": {"Of 5 that arrived, the newest 0 are listed.", "Of 5 that arrived, the newest 1 is listed.",
		"Of 5 that arrived, the newest 2 are listed."}},
	"cli_outbox_elsewhere": {
		"en": {"0 more were written as another partner account.", "1 more was written as another partner account.",
			"2 more were written as another partner account."},
		"fr": {"0 autre a été rédigée sous un autre compte partenaire.", "1 autre a été rédigée sous un autre compte partenaire.",
			"2 autres ont été rédigées sous un autre compte partenaire."}},
	"cli_send_left": {
		"en": {"0 could not be sent yet; they stay in the outbox:", "1 could not be sent yet; it stays in the outbox:",
			"2 could not be sent yet; they stay in the outbox:"},
		"fr": {"Pas encore partie, elle reste dans la boîte d’envoi (0)\u00a0:", "Pas encore partie, elle reste dans la boîte d’envoi (1)\u00a0:",
			"Pas encore parties, elles restent dans la boîte d’envoi (2)\u00a0:"}},
	"service_items_lost": {
		"en": {"0 items could not be read; the others are good", "1 item could not be read; the others are good",
			"2 items could not be read; the others are good"},
		"fr": {"0 élément n’a pas pu être lu\u00a0; les autres sont bons", "1 élément n’a pas pu être lu\u00a0; les autres sont bons",
			"2 éléments n’ont pas pu être lus\u00a0; les autres sont bons"}},
	"sync_health_read": {"en": {"0 customers’ health read", "1 customer’s health read", "2 customers’ health read"}},
	"import_bad": {
		"en": {"0 lines can't be taken; 5 can", "1 line can't be taken; 5 can", "2 lines can't be taken; 5 can"},
		"fr": {"0 ligne ne peut pas être reprise\u00a0; 5 peuvent l’être", "1 ligne ne peut pas être reprise\u00a0; 5 peuvent l’être",
			"2 lignes ne peuvent pas être reprises\u00a0; 5 peuvent l’être"}},
	"cli_health_never_read": {
		"en": {"0 of 5 customers were never read: nobody knows how they are (tenantry sync)",
			"1 of 5 customers was never read: nobody knows how it is (tenantry sync)",
			"2 of 5 customers were never read: nobody knows how they are (tenantry sync)"},
		"fr": {"0 client sur 5 n’a jamais été lu\u00a0: personne ne sait comment il se porte (tenantry sync)",
			"1 client sur 5 n’a jamais été lu\u00a0: personne ne sait comment il se porte (tenantry sync)",
			"2 clients sur 5 n’ont jamais été lus\u00a0: personne ne sait comment ils se portent (tenantry sync)"}},
	"cli_health_undecided": {
		"en": {"0 of 5 customers were read, and how they are is still unknown", "1 of 5 customers was read, and how it is is still unknown",
			"2 of 5 customers were read, and how they are is still unknown"},
		"fr": {"0 client sur 5 a été lu, mais son état reste inconnu", "1 client sur 5 a été lu, mais son état reste inconnu",
			"2 clients sur 5 ont été lus, mais leur état reste inconnu"}},
	"cli_message_written": {
		"en": {"0 messages were written to 5. They are not sent.", "1 message was written to 5. It is not sent.", "2 messages were written to 5. They are not sent."},
		"fr": {"0 message a été écrit dans 5. Il n’est pas envoyé.", "1 message a été écrit dans 5. Il n’est pas envoyé.", "2 messages ont été écrits dans 5. Ils ne sont pas envoyés."}},
	"cli_message_no_address": {
		"en": {"0 customers have no address for technical mail and do not count as told.", "1 customer has no address for technical mail and does not count as told.", "2 customers have no address for technical mail and do not count as told."},
		"fr": {"0 client n’a pas d’adresse de contact technique et n’est pas compté comme informé.", "1 client n’a pas d’adresse de contact technique et n’est pas compté comme informé.", "2 clients n’ont pas d’adresse de contact technique et ne sont pas comptés comme informés."}},
	"cli_message_untold": {
		"en": {"0 customers were left out: they had no first word.", "1 customer was left out: it had no first word.", "2 customers were left out: they had no first word."},
		"fr": {"0 client a été laissé de côté\u00a0: il n’a pas reçu le premier message.", "1 client a été laissé de côté\u00a0: il n’a pas reçu le premier message.", "2 clients ont été laissés de côté\u00a0: ils n’ont pas reçu le premier message."}},
	"announce_title":    {"en": {"0 new alerts", "New alert", "2 new alerts"}, "fr": {"Nouvelle alerte", "Nouvelle alerte", "2 nouvelles alertes"}},
	"announce_more":     {"fr": {"et 0 autre", "et 1 autre", "et 2 autres"}},
	"program_customers": {"en": {"0 customers", "1 customer", "2 customers"}, "fr": {"0 client", "1 client", "2 clients"}},
}

// Every sentence with a number is right for 0, 1 and 2: its words change with the number, or agree with any.
func TestASentenceIsRightForEveryNumber(t *testing.T) {
	c := message.Shared()
	for _, l := range c.Languages() {
		looked := 0
		for key := range c.Keys(l) {
			texts := c.Texts(l, key)
			said, listed := plurals[key][l]
			switch {
			case len(texts) > 1 != listed:
				t.Errorf("%s: %s changes with a number or is in the list of those that do, but not both", l, key)
			case listed:
				for n, want := range said {
					if got := c.Say(l, numbers(c, l, key, n)); got != want {
						t.Errorf("%s: %s of %d: %q, want %q", l, key, n, got, want)
					}
				}
			case manyAlways[key] == "":
				for _, m := range numbered.FindAllStringSubmatch(texts[0], -1) {
					looked++
					if !anyNumber.MatchString(m[2]) {
						t.Errorf("%s: %s says %q whatever the number is; give it a text for one and a text for others", l, key, m[0])
					}
				}
			}
		}
		if looked < 10 {
			t.Errorf("%s: only %d numbers: the test looks at the wrong place", l, looked)
		}
	}
}

// numbers is the message of a sentence in which every number that chooses is n, every other is 5, and what is no
// number is its own name.
func numbers(c *message.Catalogue, l message.Language, key string, n int) message.Message {
	var pairs []any
	for _, name := range c.Placeholders(l, key) {
		switch {
		case c.Chooses(l, key, name):
			pairs = append(pairs, name, n)
		case name == "known" && strings.HasSuffix(key, "_count"):
			pairs = append(pairs, name, name)
		default:
			pairs = append(pairs, name, 5)
		}
	}
	return message.Of(key, pairs...)
}
