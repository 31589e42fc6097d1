// Package graph is the simulated Microsoft Graph: its resources as api/facts.md 1 documents them, paging,
// $select and the $filter that each takes, $batch, limits, and who may read what. A file holds one sort of
// resource, with its routes at the top.
//
// It must not know how a token was got, nor what changed the customers. Only simcloud calls it.
package graph
