package azure

import (
	"net/http"
	"strings"

	"tenantry/backend/simcloud/httpd"
)

// problem is the error body of Azure Resource Manager.
func problem(status int, code, message string) httpd.Answer {
	return httpd.JSON(status, map[string]any{"error": map[string]string{"code": code, "message": message}})
}

// missing is the answer for a resource that is not there.
func missing(kind, name string) httpd.Answer {
	return problem(http.StatusNotFound, "ResourceNotFound", "The Resource '"+kind+"/"+name+"' was not found.")
}

// broken is the service's own failure.
func broken(_ *httpd.Query, status int) httpd.Answer {
	return problem(status, strings.ReplaceAll(http.StatusText(status), " ", ""), httpd.Unavailable)
}

// invalidValue is what is wrong with one member of a body.
type invalidValue struct {
	Code    string `json:"code"`
	Target  string `json:"target"` // "properties.title"
	Message string `json:"message"`
}

func invalid(problems []invalidValue) httpd.Answer {
	return httpd.JSON(http.StatusBadRequest, map[string]any{"error": map[string]any{"code": "BadRequest", "message": problems[0].Message, "details": problems}})
}

// badQuery refuses a query that the service can't answer: it never leaves out what was asked.
func badQuery(text string) httpd.Answer { return problem(http.StatusBadRequest, "BadRequest", text) }
