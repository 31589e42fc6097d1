// Package licences owns the licences of what the program is made of: both faces show them, without a network.
//
// licences.txt is written by `make deps`, from the modules and packages that are built in; `make porcelain` holds it to them.
//
// It must not know how a text is shown.
package licences
