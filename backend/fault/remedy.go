package fault

import (
	"slices"
	"strings"

	"tenantry/backend/message"
)

// Remedy is the key of an advice. Its sentences are the catalogue's, where they begin with "remedy_".
type Remedy string

// The remedies. A new one needs a line in the list below and a sentence in every language.
const (
	CheckNetwork     Remedy = "check-network"
	WaitAndRetry     Remedy = "wait-and-retry"
	SignInAgain      Remedy = "sign-in-again"
	StepUp           Remedy = "sign-in-at-customer"
	UseBrowser       Remedy = "sign-in-in-browser"
	GrantConsent     Remedy = "grant-consent"
	ConsentRole      Remedy = "consent-role"
	AskAdmin         Remedy = "ask-admin"
	AskOwn           Remedy = "ask-own-admin"
	AskCustomer      Remedy = "ask-customer"
	AssignRole       Remedy = "assign-role"
	AzureRole        Remedy = "azure-role"
	PartnerRole      Remedy = "partner-role"
	CheckPolicy      Remedy = "check-policy"
	ManagedDevice    Remedy = "managed-device"
	CheckDelegation  Remedy = "check-delegation"
	GetDelegation    Remedy = "get-delegation"
	CheckApp         Remedy = "check-app-registration"
	ChooseCloud      Remedy = "choose-cloud"
	CorrectInput     Remedy = "correct-input"
	SetClock         Remedy = "set-clock"
	SeeHelp          Remedy = "see-help"
	CompareAndChoose Remedy = "compare-and-choose"
	UsePortal        Remedy = "use-portal"
	OverPortal       Remedy = "over-portal"
	ReportUpstream   Remedy = "report-upstream"
	RebuildCache     Remedy = "rebuild-cache"
	RestoreKey       Remedy = "restore-key"
	CloseOther       Remedy = "close-other"
	FixPermissions   Remedy = "fix-permissions"
	UpdateProgram    Remedy = "update-program"
	ReportBug        Remedy = "report-bug"
	UseFileSecrets   Remedy = "use-file-secrets"
	GivePassphrase   Remedy = "give-passphrase"
	InFile           Remedy = "key-in-file"
	InKeychain       Remedy = "key-in-keychain"
	TrustAuthority   Remedy = "trust-authority"
	FreeSpace        Remedy = "free-space"
	FreeQuota        Remedy = "free-quota"
	RaiseFileSize    Remedy = "raise-file-size"
	RaiseOpenFiles   Remedy = "raise-open-files"
	CloseFiles       Remedy = "close-files"
	OtherDisk        Remedy = "other-disk"
	OtherPlace       Remedy = "other-place"
	ReleaseFile      Remedy = "release-file"
	CheckDisk        Remedy = "check-disk"
	CheckProxy       Remedy = "check-proxy"
	ConfirmRemovals  Remedy = "confirm-removals"
	CheckWebhook     Remedy = "check-webhook"
	DecideWebhook    Remedy = "decide-webhook"
)

// remedies lists them.
var remedies = []Remedy{
	CheckNetwork, WaitAndRetry,
	SignInAgain, StepUp, UseBrowser,
	GrantConsent, ConsentRole, AskAdmin, AskOwn, AskCustomer, AssignRole, AzureRole, PartnerRole, CheckPolicy, ManagedDevice, CheckDelegation, GetDelegation, CheckApp,
	ChooseCloud, CorrectInput, SetClock, SeeHelp, CompareAndChoose, UsePortal, OverPortal, ReportUpstream,
	RebuildCache, RestoreKey, CloseOther, FixPermissions, UpdateProgram, ReportBug, UseFileSecrets, GivePassphrase, InFile, InKeychain, TrustAuthority,
	FreeSpace, FreeQuota, RaiseFileSize, RaiseOpenFiles, CloseFiles, OtherDisk, OtherPlace, ReleaseFile, CheckDisk, CheckProxy, ConfirmRemovals, CheckWebhook, DecideWebhook,
}

// Remedies lists every advice, in the order of the alphabet; a test holds that the catalogue has a sentence for each.
func Remedies() []Remedy { return slices.Sorted(slices.Values(remedies)) }

// Words is the advice as the window gives it, which has buttons where the command line has commands.
func (r Remedy) Words() message.Message { return r.words("", "") }

// CommandLine is the advice as the command line gives it, about a customer's tenant where it failed there
// (else empty): what it names works as it is printed.
func (r Remedy) CommandLine(tenant string) message.Message {
	m := r.words("_cli", tenant)
	if tenant == "" && strings.Contains(m.String(), "{tenant}") {
		return r.Words()
	}
	return m
}

// words is the sentence of a face, the window's where there is but one, or the remedy's own word where a
// newer program named it.
func (r Remedy) words(face, tenant string) message.Message {
	key := "remedy_" + strings.ReplaceAll(string(r), "-", "_")
	for _, k := range []string{key + face, key} {
		m := message.Of(k)
		if tenant != "" {
			m = message.Of(k, "tenant", tenant)
		}
		if m.Known() {
			return m
		}
	}
	return message.Verbatim(string(r))
}

// defaultRemedy is what helps with a kind when the client knows nothing better.
func defaultRemedy(k Kind) Remedy {
	switch k {
	case Offline:
		return CheckNetwork
	case Throttled:
		return WaitAndRetry
	case SignIn:
		return SignInAgain
	case Consent:
		return GrantConsent
	case Denied:
		return AssignRole
	case Missing:
		return CheckDelegation
	case Invalid:
		return CorrectInput
	case Conflict:
		return CompareAndChoose
	case Retired:
		return UsePortal
	case Upstream:
		return ReportUpstream
	case Corrupt:
		return RebuildCache
	}
	return ReportBug
}
