package syncer

import "tenantry/backend/partner"

// KeepRequest keeps and publishes one request that was read by itself (see [partner.Customer.KeepRequest]).
// A customer that is not in the cache is a fault of kind Missing.
func (s *Syncer) KeepRequest(id partner.TenantID, r partner.ServiceRequest) error {
	defer s.kept.news.flush()
	_, err := s.kept.change(id, func(c *partner.Customer) { c.KeepRequest(r) })
	return err
}
