// Package portal owns the links to Microsoft's admin centers: which portals there are and under which
// stable keys, how their addresses are made for a customer, and which addresses may be opened at all.
//
// It opens nothing and asks nobody: everything comes from the customer as it is kept. The details of a
// customer, the command line and the window's shell (before it opens an address) call it. The table is
// product.md, "Links to admin centers".
package portal
