package fault

import "slices"

// Remedy is the key of an advice. The window translates the key; the command line prints Text.
type Remedy string

// The remedies. A new one needs a text here and in both message files of the window.
const (
	CheckNetwork     Remedy = "check-network"
	WaitAndRetry     Remedy = "wait-and-retry"
	SignInAgain      Remedy = "sign-in-again"
	GrantConsent     Remedy = "grant-consent"
	AskAdmin         Remedy = "ask-admin"
	AssignRole       Remedy = "assign-role"
	CheckPolicy      Remedy = "check-policy"
	CheckDelegation  Remedy = "check-delegation"
	CheckApp         Remedy = "check-app-registration"
	ChooseCloud      Remedy = "choose-cloud"
	CorrectInput     Remedy = "correct-input"
	SetClock         Remedy = "set-clock"
	SeeHelp          Remedy = "see-help"
	CompareAndChoose Remedy = "compare-and-choose"
	UsePortal        Remedy = "use-portal"
	ReportUpstream   Remedy = "report-upstream"
	RebuildCache     Remedy = "rebuild-cache"
	RestoreKey       Remedy = "restore-key"
	CloseOther       Remedy = "close-other"
	FixPermissions   Remedy = "fix-permissions"
	UpdateProgram    Remedy = "update-program"
	ReportBug        Remedy = "report-bug"
	UseFileSecrets   Remedy = "use-file-secrets"
	TrustAuthority   Remedy = "trust-authority"
)

var remedyTexts = map[Remedy]string{
	CheckNetwork:     "check the network; Tenantry goes on from the cache and tries again by itself",
	WaitAndRetry:     "nothing to do; Tenantry tries again by itself",
	SignInAgain:      "sign in again: tenantry login",
	GrantConsent:     "have an administrator of this customer approve the app, or grant consent through Partner Center",
	AskAdmin:         "ask an administrator of your own organisation to approve the app",
	AssignRole:       "add your security group to the delegation with a role such as Global Reader or Service Support Administrator",
	CheckPolicy:      "a Conditional Access policy blocks this sign-in; ask the customer to exempt service provider users",
	CheckDelegation:  "check in Partner Center that the delegated administration is active and your group is assigned",
	CheckApp:         "check the app registration: client id, redirect http://localhost, public client flows allowed, API permissions",
	ChooseCloud:      "sign in to the national cloud where this tenant lives: tenantry login --cloud",
	CorrectInput:     "correct what was entered and try again",
	SetClock:         "set this computer's clock, or let it set itself from the network",
	SeeHelp:          "see: tenantry help",
	CompareAndChoose: "compare with what is there now and choose",
	UsePortal:        "Microsoft withdrew this interface; open the portal link instead",
	ReportUpstream:   "Microsoft's side failed; try later, and quote the request id to Microsoft support",
	RebuildCache:     "the cache is rebuilt by the next sync: tenantry sync",
	RestoreKey:       "restore the key in the operating system's keychain, or move the folder away to start anew",
	CloseOther:       "close the other Tenantry, or choose another --profile",
	FixPermissions:   "choose a folder that you own with --home, or mend its permissions",
	UpdateProgram:    "update Tenantry; this folder was written by a newer version",
	ReportBug:        "please report this with the text above",
	UseFileSecrets:   "unlock or install a keychain, or keep the key in a file that only you can read: --secrets file",
	TrustAuthority:   "if your company's proxy or your simulated cloud has a certificate authority of its own, add it: --ca FILE",
}

// Text is the advice in English, without a full stop. An unknown key yields itself.
func (r Remedy) Text() string {
	if t, ok := remedyTexts[r]; ok {
		return t
	}
	return string(r)
}

// Remedies lists every key that has a text, in the order of the alphabet.
func Remedies() []Remedy {
	out := make([]Remedy, 0, len(remedyTexts))
	for r := range remedyTexts {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
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
