// Package ident reads what names a tenant in a text: its id, and the domains that it owns, in any of the forms in which
// a directory, a browser or a mail writes them. It knows no customer.
package ident
