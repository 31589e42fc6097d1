// Package page is what the simulated cloud's web pages share: their look, the plain page that says one
// thing, and how a template becomes an answer.
//
// It must not know any form: package login owns the pages of the sign-in, package support the page on which
// requests are filed. They are its callers.
package page
