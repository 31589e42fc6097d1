// Package ticket makes a customer's matter a text for a ticket system: what it is about, what Microsoft said last, and a
// tenantry: link that leads back. Which system wants which markup stands in systems.json. It is pure: no clock, no store,
// no clipboard.
package ticket
