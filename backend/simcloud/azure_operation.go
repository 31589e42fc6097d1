package simcloud

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/simcloud/world"
)

// operation is a write that was accepted and is polled for. What it makes is there at once; the first
// poll says that it is under way nevertheless, as the service does.
type operation struct {
	id, subscription string
	ticket, message  string // message is empty where a ticket was opened
	started          time.Time
	polled           bool
}

// accepted is the 202 of a write: an empty body and two absolute addresses on the base that the client used.
func (c *Cloud) accepted(q *query, o operation) answer {
	o.id, o.started = uuid.NewString(), q.at
	c.azure.mu.Lock()
	set(&c.azure.operations, o.id, &o)
	c.azure.mu.Unlock()
	at := func(kind string) string {
		return q.base() + "/subscriptions/" + o.subscription + "/providers/Microsoft.Support/" + kind + "/" + o.id + "?api-version=" + supportVersion
	}
	return answer{status: http.StatusAccepted}.with("Location", at("operationResults")).with("Azure-AsyncOperation", at("operationsStatus"))
}

// poll finds an operation of a subscription; running is said once.
func (d *azureDesk) poll(s world.AzureSubscription, id string) (o operation, running, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	found := d.operations[id]
	if found == nil || found.subscription != s.ID {
		return operation{}, false, false
	}
	running, found.polled = !found.polled, true
	return *found, running, true
}

func (c *Cloud) operationStatus(q *query, s world.AzureSubscription) answer {
	o, running, ok := c.azure.poll(s, q.args[1])
	if !ok {
		return azureMissing("Microsoft.Support/operationsStatus", q.args[1])
	}
	body := map[string]any{"id": "/subscriptions/" + s.ID + "/providers/Microsoft.Support/operationsStatus/" + o.id, "name": o.id, "startTime": azureStamp(o.started)}
	if running {
		body["status"] = "InProgress"
		return jsonAnswer(http.StatusOK, body).retryAfter(time.Second)
	}
	body["status"], body["endTime"], body["percentComplete"] = "Succeeded", azureStamp(q.at), 100
	return jsonAnswer(http.StatusOK, body)
}

func (c *Cloud) operationResult(q *query, s world.AzureSubscription) answer {
	o, running, ok := c.azure.poll(s, q.args[1])
	if !ok {
		return azureMissing("Microsoft.Support/operationResults", q.args[1])
	}
	if running {
		return answer{status: http.StatusAccepted}.with("Location", q.base()+q.URL.RequestURI()).retryAfter(time.Second)
	}
	t, _ := c.azure.named(s, o.ticket) // tickets are never taken away
	if o.message == "" {
		return jsonAnswer(http.StatusOK, t.row())
	}
	m, _ := t.message(o.message)
	return jsonAnswer(http.StatusOK, m.row(t))
}
