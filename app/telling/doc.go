// Package telling is what the two faces ask in order to tell customers of an incident: a message for each, the files in
// which they leave the program, and who was told what. It sends nothing, and knows no App: what it needs of one stands in
// Options.
package telling
