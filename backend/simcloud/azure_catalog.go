package simcloud

import (
	"net/http"

	"tenantry/backend/simcloud/world"
)

const supportServices = "/providers/Microsoft.Support/services/"

// azureNamed is a resource of the catalogue.
type azureNamed struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
}

func azureServiceRow(s world.AzureService) azureNamed {
	return azureNamed{supportServices + s.ID, s.ID, "Microsoft.Support/services", map[string]any{"displayName": s.Name, "resourceTypes": s.Types}}
}

func azureProblemRow(s world.AzureService, p world.AzureProblem) azureNamed {
	return azureNamed{supportServices + s.ID + "/problemClassifications/" + p.ID, p.ID, "Microsoft.Support/problemClassifications",
		map[string]any{"displayName": p.Name, "secondaryConsentEnabled": []any{}}}
}

func (c *Cloud) azureServices(*query) answer {
	rows := []any{}
	for _, s := range world.AzureServices {
		rows = append(rows, azureServiceRow(s))
	}
	return jsonAnswer(http.StatusOK, map[string]any{"value": rows}) // the documents name no pages here
}

func (c *Cloud) azureService(q *query) answer {
	s, ok := world.AzureServiceNamed(q.args[0])
	if !ok {
		return azureMissing("Microsoft.Support/services", q.args[0])
	}
	return jsonAnswer(http.StatusOK, azureServiceRow(s))
}

func (c *Cloud) azureProblems(q *query) answer {
	s, ok := world.AzureServiceNamed(q.args[0])
	if !ok {
		return azureMissing("Microsoft.Support/services", q.args[0])
	}
	rows := []any{}
	for _, p := range s.Problems {
		rows = append(rows, azureProblemRow(s, p))
	}
	return jsonAnswer(http.StatusOK, map[string]any{"value": rows})
}

func (c *Cloud) azureProblem(q *query) answer {
	s, _ := world.AzureServiceNamed(q.args[0])
	p, ok := s.Problem(q.args[1])
	if !ok {
		return azureMissing("Microsoft.Support/problemClassifications", q.args[1])
	}
	return jsonAnswer(http.StatusOK, azureProblemRow(s, p))
}
