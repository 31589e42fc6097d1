package main

import "tenantry/build/source"

// free marks a measure that is only shown.
const free = -1

// limit is one rule of the house: at most so much of what measure counts.
type limit struct {
	name    string
	most    int  // a limit may go down, never up
	ratchet bool // it is what the code had when the rule came: lower it when the code is better
	aim     int  // where it shall go, if that is not where it is
	measure func(*source.Tree) result
	remedy  string
}

// result is what a measure found, and where.
type result struct {
	value  int
	places []string
}

// limits are the rules.
var limits = []limit{
	{"App: fields", 12, false, 0, appFields, "give what belongs together a struct of its own that names its needs"},
	{"App: methods, over all files", 20, false, 0, appMethods, "a method that needs three fields belongs to a struct with three fields"},
	{"below app/: methods of the biggest other struct", 20, false, 0, mostMethods, "as for App"},
	{"below app/: fields of the biggest other struct", free, false, 0, mostFields, "shapes of the contract may be wide; what acts may not"},
	{"Go functions over 70 lines, tests too", 0, false, 0, longFunctions, "split by what changes together"},
	{"Go packages over 25 files, without tests", 0, false, 0, bigPackages, "a prefix that many files share is a package"},
	{"Go import circles", 0, false, 0, goCircles, "what both need goes below both"},
	{"page: import circles, types too", 0, false, 0, pageCircles, "what both need goes below both"},
	{"page: lines of test doubles in its sources", 0, false, 0, doubles, "answer tests from src/test, with what the simulated cloud wrote"},
	{"page: lines of src/test", free, false, 0, testHelp, "beside the tests themselves"},
	{"page: unions typed by hand, the page's own too", free, false, 0, unions, "its own lists stand beside their one meaning"},
	{"page: unions of the product typed by hand", 0, false, 0, goUnions, "Go owns the words: take the type from the generated contract"},
	{"page: unions in ui and lib (their own variants)", free, false, 0, uiUnions, "no words of the product"},
	{"files that name a customer's subscriptions", 25, true, 8, subscriptions, "let the table of parts in backend/partner say it once"},
	{"duplicate blocks of six lines or more", 7, true, 0, duplicates, "write it once"},
	{"Go: median of a file's lines", 130, false, 0, goMedian, "the models: 83 to 129"},
	{"Go: 90th percentile of a file's lines", 250, false, 0, goNinety, "the models: 294 to 442"},
	{"page: median of a file's lines", 130, false, 0, pageMedian, "as for Go"},
	{"page: 90th percentile of a file's lines", 250, false, 0, pageNinety, "as for Go"},
}
