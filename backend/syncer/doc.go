// Package syncer brings the cache up to date: list, plan, read, commit, publish.
//
//	list     fetch every customer list at once and join them by tenant id
//	plan     what the user looks at, then who has trouble, then the oldest
//	read     some customers at a time; how many requests that makes is the HTTP client's to pace
//	commit   one customer, one transaction, so a stop loses nothing and the next sync resumes
//	add      once a day what the partner's own side tells of many customers with one request
//	publish  what was committed, coalesced; disk, then memory, then event
//
// # Who is a customer
//
// Who a list names, unless all that the GDAP list says of it is that the delegation is over. A
// customer leaves, and is wiped, only when every list was read to its end and none names it. A list
// that failed keeps its customers; so does an optional list that this partner can't have (Partner
// Center for indirect resellers, GDAP in China), which is not a failure. All customers vanishing at
// once is not believed.
//
// # What is read
//
// Every listed customer, but those that were read within [HealthTTL] and those whose customer has to
// act first ([fault.Consent], [fault.Denied], a tenant that is gone), which are tried once a day.
// Scope.Asked also reads whom the user looks at and who has trouble, and while an incident is about everybody else after
// a minute: it may have reached them. Scope.Full reads them all. Scope.Customer reads one, with everything that an opened
// customer shows.
//
// Service requests come from Partner Center, with every sync, and from Azure, when the customer is
// opened. Each source's reading replaces its own; what was read of one request stays, with its age.
//
// A customer whose kept values can't be read is wiped, begun anew and named in the report; unreadable
// summaries end the sync, and the store sets itself aside.
//
// Every change of what is kept goes through [Commits]: one for all Syncers of a cache, and for imports.
//
// It knows store, partner, fault and customerexport; which cloud answers it does not know: see [Options].
// Who calls it: app.
package syncer
