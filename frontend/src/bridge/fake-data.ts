// @ts-nocheck This second world goes; its types are not worth mending.
import type {
  CustomerDetails,
  CustomerRow,
  Delegation,
  HealthReport,
  HealthState,
  Issue,
  Problem,
  ServiceRequest,
  Subscription,
} from "./contract";

/** Everything the fake knows of one customer. */
export interface FakeCustomer {
  details: CustomerDetails;
  report: HealthReport;
}

/** A small seeded generator (mulberry32), so that a picture or a test is the same tomorrow. */
export function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const first =
  "Adatum Fabrikam Litware Contoso Köln Bergström Żuraw Åkerlund Crème Müller Northwind Tailspin Wingtip Fourth Proseware Relecloud Trey Woodgrove Señor Łódź Lucerne Margie Blue Coho Graphic Alpine".split(
    " ",
  );
const second =
  "Foods Bau Logistics Research Santé Verkehr Energie Toys Coffee Travel Systems Conseil Hotels Medical Studio Werke Marine Textiles Avocats Robotics".split(
    " ",
  );
const legal = ["", " GmbH", " SA", " SARL", " Ltd", " AB", " Oy", " BV", "", ""];
const services = [
  ["Exchange", "Exchange Online"],
  ["SharePoint", "SharePoint Online"],
  ["microsoftteams", "Microsoft Teams"],
  ["Intune", "Microsoft Intune"],
  ["MobileDeviceManagement", "Mobile Device Management"],
  ["OrgLiveID", "Microsoft Entra"],
  ["OSDPPlatform", "Microsoft 365 suite"],
  ["PowerBIcom", "Power BI"],
] as const;
const roles = [
  "Global Reader",
  "Service Support Administrator",
  "Helpdesk Administrator",
  "User Administrator",
];
const portals: [string, string][] = [
  ["admin", "https://admin.cloud.microsoft/?delegatedOrg="],
  ["exchange", "https://admin.cloud.microsoft/exchange?delegatedOrg="],
  ["entra", "https://entra.microsoft.com/"],
  ["teams", "https://admin.teams.microsoft.com/?delegatedOrg="],
  ["azure", "https://portal.azure.com/"],
  ["intune", "https://intune.microsoft.com/"],
  ["servicehealth", "https://admin.cloud.microsoft/?delegatedOrg="],
];

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/ł/g, "l")
    .replace(/Ł/g, "L")
    .replace(/[^a-zA-Z0-9]/g, "")
    .toLowerCase();

const stateStatus: Record<HealthState, string> = {
  outage: "serviceInterruption",
  degraded: "serviceDegradation",
  advisory: "investigating",
  healthy: "serviceOperational",
  unknown: "unknown",
};

/** The open issues of the day: shared by many customers under one id. */
export function issues(now: number): Issue[] {
  const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
  const make = (
    id: string,
    service: string,
    state: HealthState,
    title: string,
    hours: number,
    posts: [number, string][],
  ): Issue => ({
    id,
    title,
    service,
    classification: state === "advisory" ? "advisory" : "incident",
    status: stateStatus[state],
    state,
    feature: "Access",
    impact: `Users may see: ${title.toLowerCase()}.`,
    startsAt: ago(hours),
    endsAt: null,
    updatedAt: ago(posts[0]?.[0] ?? hours),
    resolved: false,
    posts: posts.map(([at, text]) => ({ at: ago(at), text, html: `<p>${text}</p>` })),
  });
  return [
    make("EX680695", "Exchange Online", "outage", "Mail can’t be sent or received", 3, [
      [0.4, "We’re rerouting mail through a healthy part of the infrastructure. Next update by 11:00 UTC."],
      [2.8, "We’re reviewing telemetry to isolate the source of the problem."],
    ]),
    make("TM709223", "Microsoft Teams", "degraded", "Meetings join slowly", 9, [
      [
        1,
        "A recent change to the service’s routing causes the delay. It is being <b>reverted</b>. See the <a href='https://status.cloud.microsoft/'>status page</a>.",
      ],
      [8.5, "We’re looking into reports of slow joins."],
    ]),
    make("SP512345", "SharePoint Online", "advisory", "Search results may be incomplete for new sites", 50, [
      [20, "The index is being rebuilt. Most sites are complete."],
    ]),
    make("MO498811", "Microsoft 365 suite", "advisory", "Usage reports are delayed by two days", 70, [
      [30, "Processing has caught up in part."],
    ]),
  ];
}

function problemOf(kind: string, now: number): Problem {
  const of: Record<string, [string, string, string, string]> = {
    consent: [
      "the app is not approved in this tenant",
      "have an administrator of this customer approve the app",
      "grant-consent",
      "AADSTS65001",
    ],
    denied: [
      "the sign-in is blocked by Conditional Access",
      "ask the customer to exempt service provider users",
      "check-policy",
      "AADSTS53003",
    ],
    upstream: ["Microsoft answered 503", "try later", "report-upstream", "ServiceUnavailable"],
  };
  const [message = "", remedy = "", remedyKey = "", code = ""] = of[kind] ?? [];
  const requestId = kind === "upstream" ? "6f2b1c84-3a57-4be1-9d1e-0a4c1f1f7c2a" : "";
  return { kind, message, remedy, remedyKey, code, requestId, at: new Date(now - 240_000).toISOString() };
}

/** Makes n plausible customers. */
export function makeCustomers(n: number, now: number, seed = 7): FakeCustomer[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const chance = (p: number) => next() < p;
  const iso = (ms: number) => new Date(now - ms).toISOString();
  const open = issues(now);
  const used = new Set<string>();

  return Array.from({ length: n }, (_, i): FakeCustomer => {
    let name = `${pick(first)} ${pick(second)}${pick(legal)}`;
    if (used.has(name)) name = `${name} ${i + 1}`;
    used.add(name);
    const stem = plain(name).replace(/(gmbh|sarl|sa|ltd|ab|oy|bv)$/, "");
    const primaryDomain = `${stem}.${pick(["com", "de", "fr", "eu", "se", "co.uk"])}`;
    const initialDomain = `${stem}.onmicrosoft.com`;
    const tenantId = `${i.toString(16).padStart(8, "0")}-5e1f-4a6d-8c3b-${Math.floor(next() * 2 ** 40)
      .toString(16)
      .padStart(12, "0")}`;
    const failed = chance(0.03) ? problemOf(pick(["consent", "denied", "upstream"]), now) : null;
    const has =
      failed?.kind === "consent" ? [] : open.filter((_, k) => chance([0.03, 0.07, 0.06, 0.04][k] ?? 0));
    const state: HealthState =
      failed?.kind === "consent" ? "unknown" : ((has[0]?.state ?? "healthy") as HealthState);
    const age = failed ? 50 * 3_600_000 : 180_000 + next() * 120_000;
    const healthAsOf = state === "unknown" ? null : iso(age);
    const ends = iso(-(10 + next() * 500) * 86_400_000);
    const requests: ServiceRequest[] = chance(0.08)
      ? [
          {
            id: `26112${String(100000 + i)}`,
            title: pick([
              "Shared mailbox does not open",
              "Licence can’t be assigned",
              "MFA prompt returns every hour",
            ]),
            severity: pick(["minimal", "moderate", "critical"]),
            status: pick(["open", "attention_needed"]),
            createdAt: iso(5 * 86_400_000),
            updatedAt: iso(86_400_000),
          },
        ]
      : [];
    const subscriptions: Subscription[] = [
      "Microsoft 365 Business Premium",
      "Exchange Online (Plan 1)",
      "Power BI Pro",
    ]
      .slice(0, 1 + Math.floor(next() * 3))
      .map((product, k) => {
        const total = 5 * (1 + Math.floor(next() * 40));
        return {
          id: `${tenantId}-${k}`,
          name: product,
          sku: product.replace(/\W/g, "_").toUpperCase(),
          status: "active",
          total,
          used: chance(0.9) ? Math.floor(total * next()) : null,
          isTrial: chance(0.1),
          renewsAt: iso(-next() * 400 * 86_400_000),
          source: "graph",
        };
      });
    const delegations: Delegation[] = [
      {
        id: `d-${i}`,
        name: "Standard support",
        kind: "gdap",
        status: "active",
        roles: roles.slice(0, 2 + Math.floor(next() * 3)),
        endsAt: ends,
        autoExtend: chance(0.5),
      },
    ];
    const row: CustomerRow = {
      tenantId,
      name,
      primaryDomain,
      displayDomain: primaryDomain,
      initialDomain,
      domains: [primaryDomain, initialDomain],
      source: "graph",
      sources: chance(0.8) ? ["graph", "partnercenter"] : ["graph"],
      health: state,
      healthAsOf,
      asOf: failed?.kind === "consent" ? null : iso(age),
      openIssues: has.length,
      openRequests: failed?.kind === "consent" ? null : requests.length,
      delegationEnds: ends,
      tags: chance(0.2) ? [pick(["VIP", "Santé", "On-site", "Pilot"])] : [],
      aliases: chance(0.05) ? [plain(name).slice(0, 3).toUpperCase()] : [],
      favourite: chance(0.05),
      problem: failed,
    };
    const fresh = { asOf: row.asOf, problem: failed };
    return {
      details: {
        ...row,
        address: {
          street: `${1 + i} High Street`,
          city: pick(["Köln", "Lyon", "London", "Malmö"]),
          state: "",
          postalCode: "50667",
          country: pick(["DE", "FR", "GB", "SE"]),
        },
        phones: ["+49 221 5550100"],
        technicalContacts: [`it@${primaryDomain}`],
        verifiedDomains: [
          { name: primaryDomain, display: primaryDomain, isDefault: true, isInitial: false },
          { name: initialDomain, display: initialDomain, isDefault: false, isInitial: true },
        ],
        subscriptions,
        delegations,
        requests,
        links: portals.map(([portal, url]) => ({
          portal,
          url: url + (url.endsWith("=") ? initialDomain : tenantId),
          source: "template",
        })),
        freshness: {
          details: fresh,
          health: fresh,
          requests: fresh,
          subscriptions: fresh,
          delegations: fresh,
          links: fresh,
        },
      },
      report: {
        tenantId,
        name,
        asOf: healthAsOf,
        problem: failed,
        state,
        services:
          state === "unknown"
            ? []
            : services.map(([id, display]) => {
                const own = has.filter((issue) => issue.service === display);
                const worst = (own[0]?.state ?? "healthy") as HealthState;
                return { id, name: display, status: stateStatus[worst], state: worst, issues: own };
              }),
      },
    };
  });
}
