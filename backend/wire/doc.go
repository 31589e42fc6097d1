// Package wire reads what Microsoft's services really send: open enums in any case, numbers where
// text is documented, odd dates, absent lists, three shapes of errors (api/facts.md 0.6 and 0.7).
// It also owns what graph and its neighbours must do alike: send a request, say whether a write whose
// answer is missing may have been done, decode an answer, turn a status into a kind of
// failure, and keep to one host.
//
// It knows no resource, no tenant and no token. Only graph, partnercenter and azuresupport call it.
package wire
