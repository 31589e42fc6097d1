import type {
  CustomerDetails,
  Delegation,
  HealthReport,
  Issue,
  Problem,
  SessionStatus,
} from "../bridge/bridge";

/** Small plausible answers; a test names what matters to it. */
export const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
export const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

export const problem = (over: Partial<Problem> = {}): Problem => ({
  kind: "consent",
  message: "AADSTS65001: the app is not approved in this tenant",
  remedy: "have an administrator approve the app",
  remedyKey: "grant-consent",
  code: "65001",
  requestId: "req-42",
  at: ago(1),
  ...over,
});

export const issue = (id: string, over: Partial<Issue> = {}): Issue => ({
  id,
  lastWord: "newest",
  title: `Title of ${id}`,
  service: "Exchange Online",
  classification: "incident",
  status: "serviceDegradation",
  state: "degraded",
  feature: "",
  impact: `Impact of ${id}`,
  startsAt: ago(5),
  endsAt: null,
  updatedAt: ago(1),
  resolved: false,
  posts: [
    { at: ago(1), text: "newest", html: '<p>newest <a href="https://status.example/a">link</a></p>' },
    { at: ago(3), text: "older", html: "<p>older</p>" },
  ],
  ...over,
});

export const report = (over: Partial<HealthReport> = {}): HealthReport => ({
  tenantId: "t1",
  name: "Fabrikam",
  asOf: ago(1),
  problem: null,
  state: "degraded",
  services: [
    { id: "Teams", name: "Microsoft Teams", status: "serviceOperational", state: "healthy", issues: [] },
    {
      id: "Exchange",
      name: "Exchange Online",
      status: "serviceDegradation",
      state: "degraded",
      issues: [issue("EX1"), issue("EX0", { resolved: true, status: "serviceRestored", endsAt: ago(2) })],
    },
  ],
  ...over,
});

const fresh = () => ({ asOf: ago(1), problem: null });

export const delegation = (over: Partial<Delegation> = {}): Delegation => ({
  id: "d1",
  name: "Support relationship",
  kind: "gdap",
  status: "active",
  roles: ["Global Reader", "Service Support Administrator"],
  endsAt: ahead(20),
  autoExtend: false,
  ...over,
});

export const details = (over: Partial<CustomerDetails> = {}): CustomerDetails => ({
  tenantId: "t1",
  name: "Fabrikam",
  primaryDomain: "fabrikam.com",
  displayDomain: "fabrikam.com",
  initialDomain: "fabrikam.onmicrosoft.com",
  domains: ["fabrikam.com"],
  source: "graph",
  sources: ["graph"],
  health: "degraded",
  healthAsOf: ago(1),
  asOf: ago(1),
  openIssues: 1,
  openRequests: 1,
  delegationEnds: ahead(200),
  tags: ["vip"],
  aliases: [],
  favourite: false,
  problem: null,
  address: { street: "1 rue Verte", city: "Lyon", state: "", postalCode: "69001", country: "France" },
  phones: ["+33 4 00 00 00 00"],
  technicalContacts: ["it@fabrikam.com"],
  verifiedDomains: [
    { name: "fabrikam.com", display: "fabrikam.com", isDefault: true, isInitial: false },
    { name: "xn--kln-sna.de", display: "köln.de", isDefault: false, isInitial: false },
    {
      name: "fabrikam.onmicrosoft.com",
      display: "fabrikam.onmicrosoft.com",
      isDefault: false,
      isInitial: true,
    },
  ],
  subscriptions: [
    {
      id: "s1",
      name: "Microsoft 365 E3",
      sku: "SPE_E3",
      status: "enabled",
      total: 50,
      used: 52,
      isTrial: false,
      renewsAt: ahead(40),
      source: "graph",
    },
  ],
  delegations: [delegation()],
  requests: [
    {
      id: "615120000000001",
      title: "Mail flow stopped",
      severity: "critical",
      status: "open",
      createdAt: ago(48),
      updatedAt: ago(3),
    },
  ],
  links: [
    { portal: "admin", url: "https://admin.cloud.microsoft/?delegatedOrg=x", source: "template" },
    { portal: "servicehealth", url: "https://admin.cloud.microsoft/#/servicehealth", source: "template" },
    { portal: "support", url: "https://admin.cloud.microsoft/#/support", source: "template" },
  ],
  freshness: {
    details: fresh(),
    health: fresh(),
    requests: fresh(),
    subscriptions: fresh(),
    delegations: fresh(),
    links: fresh(),
  },
  ...over,
});

export const session = (over: Partial<SessionStatus> = {}): SessionStatus => ({
  signedIn: false,
  demo: false,
  name: "",
  username: "",
  tenantId: "",
  clientId: "",
  cloud: "",
  profile: "default",
  signingIn: false,
  deviceCode: null,
  problem: null,
  notices: [],
  version: "0.1.0",
  ...over,
});
