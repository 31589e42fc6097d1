// Package fold reduces texts to what counts when they are compared: words of lower-case letters and digits without
// accents. It knows no customer and no query; the search and the catalog compare by it.
package fold
