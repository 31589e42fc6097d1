package partner

// Closed is the status of a request on which nobody acts any more.
const Closed = "closed"

// MayClose says whether the request can be closed from here: both services take it (api/facts.md 2.8, 5b).
func (r ServiceRequest) MayClose() bool { return r.Open() }

// Regrades are the severities that the request can get from here: Azure Support takes another one for an open
// ticket (api/facts.md 5b), of Partner Center nothing documents it.
func (r ServiceRequest) Regrades() []string {
	if r.Resource == "" || !r.Open() {
		return nil
	}
	var out []string
	for _, s := range Severities() {
		if s != r.Severity {
			out = append(out, s)
		}
	}
	return out
}

// Made says whether r is what the change wants it to be.
func (o Outgoing) Made(r ServiceRequest) bool {
	return (o.ToStatus == "" || o.ToStatus == r.Status) && (o.ToSeverity == "" || o.ToSeverity == r.Severity)
}
