package azure

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// operation is a write that was accepted and is polled for. What it makes is there at once, unless it fails;
// the first poll says that it is under way nevertheless, as the service does.
type operation struct {
	id, subscription string
	ticket, message  string   // message is empty where a ticket was opened
	failed           *refusal // nil: it succeeds
	started          time.Time
	polled           bool
}

// accepted is the 202 of a write: an empty body and two absolute addresses on the base that the client used.
func (api *API) accepted(q *httpd.Query, o operation) httpd.Answer {
	o.id, o.started = uuid.NewString(), q.At
	api.register.begin(&o)
	at := func(kind string) string {
		return q.Base() + "/subscriptions/" + o.subscription + "/providers/Microsoft.Support/" + kind + "/" + o.id + "?api-version=" + supportVersion
	}
	return httpd.Answer{Status: http.StatusAccepted}.With("Location", at("operationResults")).With("Azure-AsyncOperation", at("operationsStatus"))
}

// begin keeps an operation to be polled for.
func (d *register) begin(o *operation) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.operations == nil {
		d.operations = map[string]*operation{}
	}
	d.operations[o.id] = o
}

// poll finds an operation of a subscription; running is said once.
func (d *register) poll(s world.AzureSubscription, id string) (o operation, running, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	found := d.operations[id]
	if found == nil || found.subscription != s.ID {
		return operation{}, false, false
	}
	running, found.polled = !found.polled, true
	return *found, running, true
}

func (api *API) operationStatus(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	o, running, ok := api.register.poll(s, q.Args[1])
	if !ok {
		return missing("Microsoft.Support/operationsStatus", q.Args[1])
	}
	body := map[string]any{"id": "/subscriptions/" + s.ID + "/providers/Microsoft.Support/operationsStatus/" + o.id, "name": o.id, "startTime": stamp(o.started)}
	if running {
		body["status"] = "InProgress"
		return httpd.JSON(http.StatusOK, body).RetryAfter(time.Second)
	}
	body["status"], body["endTime"], body["percentComplete"] = "Succeeded", stamp(q.At), 100
	if o.failed != nil {
		body["status"], body["error"] = "Failed", o.failed
	}
	return httpd.JSON(http.StatusOK, body)
}

func (api *API) operationResult(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	o, running, ok := api.register.poll(s, q.Args[1])
	if !ok {
		return missing("Microsoft.Support/operationResults", q.Args[1])
	}
	if running {
		return httpd.Answer{Status: http.StatusAccepted}.With("Location", q.Base()+q.URL.RequestURI()).RetryAfter(time.Second)
	}
	if o.failed != nil {
		return problem(http.StatusBadRequest, o.failed.Code, o.failed.Message)
	}
	t, _ := api.register.named(s, o.ticket) // tickets are never taken away
	if o.message == "" {
		return httpd.JSON(http.StatusOK, t.row())
	}
	m, _ := t.message(o.message)
	return httpd.JSON(http.StatusOK, m.row(t))
}
