// Package profiles is the command line over this machine's profiles: `tenantry profiles`. It opens none of them.
package profiles
