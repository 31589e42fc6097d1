// Package browser stands in the place of the module by which Wails opens addresses for the page (see "replace" in
// go.mod): whatever the page asks of Wails' runtime, nothing is opened. Tenantry opens an address itself, after
// backend/portal has judged it.
package browser
