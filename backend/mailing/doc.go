// Package mailing is what a partner tells customers of an incident: one message for each customer, merged from a
// template in the customer's language, and the file in which a mail program finds it as a draft.
//
// It is pure: no clock, no store, no network, and it sends nothing. It sees one customer at a time, so that no
// message can hold what belongs to another. Its wording stands in templates/, a file per language.
package mailing
