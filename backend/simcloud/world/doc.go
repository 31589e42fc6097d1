// Package world owns what is true in the simulated cloud at its start: who the partner is, which customers
// there are, what they are called, what they bought, who may see them, what is broken, which tickets are
// open; and which services Azure Support knows. And what comes of it by and by: the story of a scenario, the
// usual one (story.go) or one that a table of scenarios/ tells by minutes (script.go reads it, script_play.go plays it).
//
// Everything is a pure function of (scenario, seed, day of start, index, time), computed when asked and
// not kept: a hundred thousand customers cost no more memory than one. Ids carry the index they were
// made from, so that looking one up is arithmetic too.
//
// It must not know HTTP, tokens, or what was changed since the start. Package present lays the changes over
// it; the services call both. All companies, people and addresses are invented or among Microsoft's own
// fictional companies.
package world
