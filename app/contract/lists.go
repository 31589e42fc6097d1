package contract

import (
	"tenantry/backend/alerts"
	"tenantry/backend/catalog"
	"tenantry/backend/changes"
	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
	"tenantry/backend/requests"
	"tenantry/backend/sheet"
	"tenantry/backend/syncer"
	"tenantry/backend/ticket"
	"tenantry/backend/verdict"
	"tenantry/backend/webhook"
)

// Words is a list of the product's words: what a field of the contract may hold. The page's types are
// generated from these lists (build/contract), so that nobody types one by hand.
type Words struct {
	Name  string // of the type in the page; fields name it in their tag "ts"
	List  []string
	Empty bool // the field may be empty: nothing is asked for, or nothing goes on
	Open  bool // Microsoft may send words that nobody knows yet (api/facts.md 0.6)
}

// Vocabulary lists every list of words.
func Vocabulary() []Words {
	return []Words{
		{Name: "EventName", List: texts(Events())},
		{Name: "MailingTemplate", List: mailing.Templates()},
		{Name: "TellingMeans", List: Each(partner.AllTellingMeans(), func(m partner.TellingMeans) string { return string(m) })},
		{Name: "EventKind", List: Each(partner.EventKinds(), partner.EventKind.String)},
		{Name: "EventWhat", List: Each(partner.EventWhats(), partner.EventWhat.String)},
		{Name: "Urgency", List: changes.Urgencies()},
		{Name: "HealthState", List: Each(partner.HealthStates(), partner.HealthState.String)},
		{Name: "VerdictWord", List: texts(verdict.Words())},
		{Name: "FaultKind", List: texts(fault.Kinds()), Open: true},
		{Name: "Remedy", List: texts(fault.Remedies()), Open: true},
		{Name: "Part", List: partNames(func(partner.AnyPart) bool { return true })},
		{Name: "NeededPart", List: partNames(func(p partner.AnyPart) bool { return !p.Optional() })},
		{Name: "CustomerSource", List: texts(partner.Sources()), Open: true},
		{Name: "DetailGroup", List: texts(partner.DetailGroups())},
		{Name: "NextStep", List: texts(partner.NextSteps())},
		{Name: "Origin", List: []string{"graph", string(partner.SourcePartnerCenter), string(partner.SourceImport)}},
		{Name: "AccessReason", List: texts(partner.AccessReasons()), Open: true},
		{Name: "CustomerSort", List: texts(catalog.Sorts()), Empty: true},
		{Name: "MatchField", List: catalog.MatchFields()},
		{Name: "SyncPhase", List: texts(syncer.Phases()), Empty: true},
		{Name: "Channel", List: texts(partner.Channels())},
		{Name: "Act", List: texts(partner.Acts())},
		{Name: "OutState", List: texts(partner.OutStates())},
		{Name: "OutEvent", List: texts(partner.OutEvents())},
		{Name: "GrantingStatus", List: partner.GrantingStatuses()},
		{Name: "RequestStatus", List: partner.RequestStatuses(), Open: true},
		{Name: "RequestState", List: append(partner.RequestStatuses(), texts(partner.OutStates())...), Open: true},
		{Name: "RequestChannel", List: append(texts(partner.Channels()), FromPartnerCenter)},
		{Name: "Severity", List: partner.Severities()},
		{Name: "DeskState", List: texts(requests.States()), Empty: true},
		{Name: "DeskOrder", List: texts(requests.Orders()), Empty: true},
		{Name: "AlertKind", List: texts(partner.AlertKinds()), Open: true},
		{Name: "AlertState", List: texts(partner.AlertStates())},
		{Name: "AlertSeverity", List: partner.AlertLevels(), Empty: true},
		{Name: "AlertWhy", List: texts(partner.AlertWhys())},
		{Name: "AlertRule", List: alerts.SilencedBy(), Empty: true},
		{Name: "AlertClass", List: []string{ClassAll}, Empty: true},
		{Name: "AlertLeast", List: leasts(), Empty: true},
		{Name: "WebhookKind", List: texts(webhook.Kinds()), Empty: true},
		{Name: "QuietDay", List: Weekdays()},
		{Name: "AnnouncementCategory", List: partner.AnnouncementCategories(), Open: true},
		{Name: "FindingKind", List: texts(requests.FindingKinds())},
		{Name: "Portal", List: portal.Keys(), Open: true},
		{Name: "LinkState", List: texts(cloud.Links()), Empty: true},
		{Name: "CloudName", List: append(cloud.Names(), "custom")},
		{Name: "GraphPermission", List: cloud.Scopes(cloud.GraphAPI, false)},
		{Name: "OptionalPermission", List: cloud.Scopes(cloud.GraphAPI, true)},
		{Name: "PermissionAPI", List: PermissionAPIs()},
		{Name: "PermissionState", List: PermissionStates()},
		{Name: "Language", List: Languages(), Empty: true},
		{Name: "Theme", List: Themes(), Empty: true},
		{Name: "ProfileColour", List: ProfileColours()},
		{Name: "Density", List: []string{"comfortable", "compact"}, Empty: true},
		{Name: "TicketSystem", List: ticket.Keys()},
		{Name: "FileFormat", List: texts(sheet.Formats())},
		{Name: "LogLevel", List: []string{"debug", "info", "warn", "error", "off"}, Empty: true},
		{Name: "ProxySource", List: []string{"setting", "environment", "system", "none"}},
		{Name: "OnMetered", List: []string{MeteredLess, MeteredNever}, Empty: true},
		{Name: "Rest", List: texts(Rests()), Empty: true},
		{Name: "LockWait", List: []string{LockPress, LockPassphrase, LockKeychain, LockRetry}, Empty: true},
	}
}

// partNames are the names of those parts that are wanted.
func partNames(wanted func(partner.AnyPart) bool) (out []string) {
	for _, p := range partner.Parts() {
		if wanted(p) {
			out = append(out, string(p.Name()))
		}
	}
	return out
}

func texts[T ~string](in []T) []string { return Each(in, func(v T) string { return string(v) }) }

// FromPartnerCenter is the channel of a request that only Partner Center's list tells of.
const FromPartnerCenter = "partnercenter"
