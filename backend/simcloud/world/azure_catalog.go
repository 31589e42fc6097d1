package world

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// AzureService is a service that Azure Support takes tickets for. The catalogue is one for all
// customers and the same in every world.
type AzureService struct {
	ID       string // a GUID
	Name     string
	Types    []string // resource types
	Problems []AzureProblem
}

// AzureProblem is a kind of problem with a service: a problem classification.
type AzureProblem struct{ ID, Name string }

// AzureServices is Azure Support's catalogue.
var AzureServices = azureCatalogue(
	azureEntry{"Virtual Machine running Linux", "Microsoft.Compute/virtualMachines", []string{"Cannot connect to my VM", "Cannot start or stop my VM", "My VM is slow", "VM was restarted or stopped unexpectedly", "Disk encryption"}},
	azureEntry{"Virtual Machine running Windows", "Microsoft.Compute/virtualMachines", []string{"Cannot connect to my VM", "Cannot start or stop my VM", "My VM is slow", "VM was restarted or stopped unexpectedly", "Licensing and activation", "Windows Update"}},
	azureEntry{"Storage Account Management", "Microsoft.Storage/storageAccounts", []string{"Access control", "Account was deleted", "Geo-replication and failover", "Data migration"}},
	azureEntry{"SQL Database", "Microsoft.Sql/servers", []string{"Connectivity", "Performance and query execution", "Backup and restore", "Data sync"}},
	azureEntry{"App Service (Web Apps)", "Microsoft.Web/sites", []string{"Availability and performance", "Deployment", "Certificates and domains", "Authentication"}},
	azureEntry{"Azure Kubernetes Service", "Microsoft.ContainerService/managedClusters", []string{"Cluster creation or upgrade", "Connectivity", "Node not ready", "Storage and volumes"}},
	azureEntry{"VPN Gateway", "Microsoft.Network/virtualNetworkGateways", []string{"Connectivity", "Configuration and setup", "Performance"}},
	azureEntry{"Azure Backup", "Microsoft.RecoveryServices/vaults", []string{"Backup failed", "Restore failed", "Configuration and setup"}},
	azureEntry{"Billing", "", []string{"Refund request", "Understand my charges", "Payment declined", "Invoice"}},
	azureEntry{"Subscription management", "", []string{"Transfer or change ownership", "Cancel my subscription", "Reactivate a disabled subscription"}},
	azureEntry{"Service and subscription limits (quotas)", "", []string{"Compute-VM (cores-vCPUs) subscription limit increases"}},
)

type azureEntry struct {
	name, resource string
	problems       []string
}

func azureCatalogue(entries ...azureEntry) []AzureService {
	out := make([]AzureService, 0, len(entries))
	for _, e := range entries {
		s := AzureService{ID: catalogueID(e.name), Name: e.name, Types: []string{}}
		if e.resource != "" {
			s.Types = append(s.Types, strings.ToUpper(e.resource)) // in capitals, as the service writes them
		}
		for _, p := range e.problems {
			s.Problems = append(s.Problems, AzureProblem{catalogueID(e.name + "/" + p), p})
		}
		out = append(out, s)
	}
	return out
}

// catalogueID is a GUID that depends on the name alone.
func catalogueID(name string) string {
	b := sha256.Sum256([]byte("azure support " + name))
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// AzureServiceNamed finds a service by its id, in any case.
func AzureServiceNamed(id string) (AzureService, bool) {
	for _, s := range AzureServices {
		if strings.EqualFold(s.ID, id) {
			return s, true
		}
	}
	return AzureService{}, false
}

// Problem finds one of the service's classifications by its id, in any case.
func (s AzureService) Problem(id string) (AzureProblem, bool) {
	for _, p := range s.Problems {
		if strings.EqualFold(p.ID, id) {
			return p, true
		}
	}
	return AzureProblem{}, false
}
