package simcloud

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// controlRoutes are for tests and training, on the login address.
func (c *Cloud) controlRoutes(r *router) {
	r.handle("GET", "/_control/state", func(*query) answer { return jsonAnswer(http.StatusOK, c.State()) })
	r.handle("POST", "/_control/event", func(q *query) answer {
		var e Event
		d := json.NewDecoder(bytes.NewReader(q.body))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			return jsonAnswer(http.StatusBadRequest, map[string]string{"error": "not an event: " + err.Error()})
		}
		if err := c.Do(e); err != nil {
			return jsonAnswer(http.StatusBadRequest, map[string]string{"error": err.Error()})
		}
		return jsonAnswer(http.StatusOK, map[string]bool{"done": true})
	})
}
