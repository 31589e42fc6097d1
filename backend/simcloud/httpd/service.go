package httpd

// Service names one of the cloud's faces.
type Service string

// The services. Clients call the first four; Support is a page for people.
const (
	Login         Service = "login"
	Graph         Service = "graph"
	PartnerCenter Service = "partnercenter"
	Azure         Service = "azure"
	Support       Service = "support"
)

// Services are those that clients call.
var Services = []Service{Login, Graph, PartnerCenter, Azure}
