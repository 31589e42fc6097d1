package azure

import (
	"net/http"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

const supportServices = "/providers/Microsoft.Support/services/"

// named is a resource of the catalogue.
type named struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
}

func serviceRow(s world.AzureService) named {
	return named{supportServices + s.ID, s.ID, "Microsoft.Support/services", map[string]any{"displayName": s.Name, "resourceTypes": s.Types}}
}

func problemRow(s world.AzureService, p world.AzureProblem) named {
	return named{supportServices + s.ID + "/problemClassifications/" + p.ID, p.ID, "Microsoft.Support/problemClassifications",
		map[string]any{"displayName": p.Name, "secondaryConsentEnabled": []any{}}}
}

func services(*httpd.Query) httpd.Answer {
	rows := []any{}
	for _, s := range world.AzureServices {
		rows = append(rows, serviceRow(s))
	}
	return httpd.JSON(http.StatusOK, map[string]any{"value": rows}) // the documents name no pages here
}

func service(q *httpd.Query) httpd.Answer {
	s, ok := world.AzureServiceNamed(q.Args[0])
	if !ok {
		return missing("Microsoft.Support/services", q.Args[0])
	}
	return httpd.JSON(http.StatusOK, serviceRow(s))
}

func classifications(q *httpd.Query) httpd.Answer {
	s, ok := world.AzureServiceNamed(q.Args[0])
	if !ok {
		return missing("Microsoft.Support/services", q.Args[0])
	}
	rows := []any{}
	for _, p := range s.Problems {
		rows = append(rows, problemRow(s, p))
	}
	return httpd.JSON(http.StatusOK, map[string]any{"value": rows})
}

func classification(q *httpd.Query) httpd.Answer {
	s, _ := world.AzureServiceNamed(q.Args[0])
	p, ok := s.Problem(q.Args[1])
	if !ok {
		return missing("Microsoft.Support/problemClassifications", q.Args[1])
	}
	return httpd.JSON(http.StatusOK, problemRow(s, p))
}
