// Package present is the world as it is now: the customers after what events did to them, and the service
// requests after what people, clients and events wrote. It lays the changes over package world and keeps
// them in memory until the cloud ends.
//
// It must not know HTTP or tokens, nor which service shows what. The services read it, control changes it;
// the tickets of Azure's own service are package azure's.
package present
