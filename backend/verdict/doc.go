// Package verdict owns the answer to "is it Microsoft?": what is tried from here ([Prober]), the hosts that are tried
// ([List]), and what follows from it together with what is known of the customers ([Judge]).
//
// Microsoft's own word (an incident) and our conclusion ("probably") are never mixed, a fault here is never
// Microsoft's, and what nobody knows is unclear. Judge is pure. It must not know a customer's parts, the stores or how
// a request is authorised; who asks (app/cause) hands in the resolver, the dialer and what is known.
package verdict
