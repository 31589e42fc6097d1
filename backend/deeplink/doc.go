// Package deeplink is the grammar of tenantry: links, which lead from a ticket or a mail to what the window shows.
//
//	tenantry:customer/WHO              a customer's overview; WHO is a tenant id or a domain
//	tenantry:customer/WHO/health       its service health
//	tenantry:customer/WHO/request/ID   a service request of it
//	tenantry:incident/ID               an incident, with the customers that it affects
//	tenantry:request/ID                a service request, where one customer alone has one of that number
//	tenantry:view/NAME                 today, customers, incidents or requests: a view of all customers
//
// After any of them ?profile=NAME may say in which profile. Links that the program writes name the tenant id, which
// never moves to another customer. "tenantry://" begins a link as well, for programs that know no other links.
//
// A link comes from anywhere. It can name what is shown and nothing else: no verb, no address, no text. It is pure, and
// knows no customer, no window and no profile.
package deeplink
