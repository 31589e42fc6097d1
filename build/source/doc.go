// Package source reads the repository as its checks see it: which file is a test, which is generated, the tokens
// of TypeScript and Svelte without comments, who imports whom in the page. It judges nothing.
//
// It works on texts in memory, so a check is tested on a repository of three lines. Who uses it: build/house and
// build/tidy.
package source
