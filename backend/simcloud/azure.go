package simcloud

import "net/http"

// azureRoutes has no resource yet: Azure Support comes with the creation of requests. Until then every
// path answers as Azure Resource Manager does for what it does not know.
func (c *Cloud) azureRoutes() *router {
	return &router{lost: func(q *query, _ int) answer {
		if _, problem := c.bearer(q, Azure); problem != "" {
			return azureError(http.StatusUnauthorized, "AuthenticationFailed", problem)
		}
		return azureError(http.StatusNotFound, "ResourceNotFound", "The resource '"+q.URL.Path+"' was not found.")
	}}
}

func azureError(status int, code, message string) answer {
	return jsonAnswer(status, map[string]any{"error": map[string]string{"code": code, "message": message}})
}
