module tenantry/bench/official

go 1.26.0

require (
	github.com/AzureAD/microsoft-authentication-library-for-go v1.10.1
	github.com/microsoftgraph/msgraph-sdk-go v1.89.0
	tenantry v0.0.0
)

replace tenantry => ../..
