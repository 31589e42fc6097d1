// Package cause is what the two faces ask of the verdict: whose trouble it is. It gathers what is known of the customers,
// has hosts tried from here, never more often than every thirty seconds, and hands both to backend/verdict, which judges.
// It knows no App: what it needs of one stands in Options.
package cause
