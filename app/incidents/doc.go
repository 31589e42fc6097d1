// Package incidents is what both faces ask of the incidents of all customers: the list with what the desk did about
// each, and one with its customers. It knows no App: what it needs of one stands in Options.
package incidents
