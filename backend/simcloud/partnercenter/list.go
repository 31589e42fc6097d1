package partnercenter

import (
	"net/http"
	"time"

	"tenantry/backend/simcloud/httpd"
)

type attributes struct {
	ETag string `json:"etag,omitempty"`
	Type string `json:"objectType"`
}

type link struct {
	URI     string       `json:"uri"`
	Method  string       `json:"method"`
	Headers []linkHeader `json:"headers"`
}

type linkHeader struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func linkTo(uri string) *link { return &link{uri, "GET", []linkHeader{}} }

type links struct {
	Self *link `json:"self,omitempty"`
	Next *link `json:"next,omitempty"`
}

// resources is a Collection. totalCount counts the page here: clients must not take it for the end.
type resources struct {
	Total      int        `json:"totalCount"`
	Items      []any      `json:"items"`
	Links      *links     `json:"links,omitempty"`
	Attributes attributes `json:"attributes"`
}

func listOf(items []any, l *links) httpd.Answer {
	return httpd.JSON(http.StatusOK, resources{len(items), items, l, attributes{Type: "Collection"}})
}

// stamp is a time as Partner Center writes many: without a zone, and the year one for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return "0001-01-01T00:00:00"
	}
	return t.UTC().Format("2006-01-02T15:04:05.999")
}
