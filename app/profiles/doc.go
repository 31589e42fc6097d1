// Package profiles owns which profiles lie below a home, and the sheet of each: what its user calls it and the colour by
// which it is told from the others. A sheet lies in clear beside the sealed stores, so that it is known without opening
// anything: it holds what the user typed for it and nothing that was read of anybody.
//
// It must not know what lies in a profile. Who calls it: app.
package profiles
