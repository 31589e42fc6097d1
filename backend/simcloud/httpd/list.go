package httpd

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
)

// Cursor writes a place in a list so that clients take it for what it is to them: opaque. format is as for
// Sprintf and says whose cursor it is.
func Cursor(format string, place ...any) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, format, place...))
}

// ReadCursor reads what Cursor wrote under the same format; false for anything else.
func ReadCursor(text, format string, place ...any) bool {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	n, _ := fmt.Sscanf(string(raw), format, place...)
	return err == nil && n == len(place)
}

// Link is the absolute address of another page, on the base that the client used. The dollar signs of
// OData's parameters stay readable, as in the services' own links.
func (q *Query) Link(path string, params url.Values) string {
	return q.Base() + path + "?" + strings.ReplaceAll(params.Encode(), "%24", "$")
}
