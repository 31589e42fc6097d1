package msauth

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tenantry/backend/fault"
)

// vouchedFor is how long the partner's own tenant's word counts that the refresh token is good: customers
// that say the same at the same time are answered by one request.
const vouchedFor = time.Minute

// saysOver says that err speaks of the refresh token, or of the account as a whole.
func saysOver(err error) bool {
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.SignIn {
		return false
	}
	number, err := strconv.Atoi(strings.TrimPrefix(f.Code, "AADSTS"))
	return err == nil && slices.Contains(ofRefreshToken, number) || f.Code == "invalid_grant"
}

// askHome asks the partner's own tenant whether the refresh token is over, as one customer said. nil: it is
// not, and the customer is worth another try. Otherwise what is to be told: that the sign-in is over, that
// there is no network, or, where home says nothing of the kind, what the customer said.
func (s *Credential) askHome(ctx context.Context, gen uint64, said error) error {
	s.mu.Lock()
	vouched := s.cfg.Now().Sub(s.vouched) < vouchedFor
	s.mu.Unlock()
	if vouched {
		return nil
	}
	_, err, _ := s.flights.Do(fmt.Sprint(gen, " home"), func() (any, error) { return nil, s.redeemAtHome(ctx, gen) })
	if err == nil || saysOver(err) || fault.KindOf(err) == fault.Offline {
		return err
	}
	return said
}

// redeemAtHome redeems the refresh token at home, whatever is remembered.
func (s *Credential) redeemAtHome(ctx context.Context, gen uint64) error {
	s.mu.Lock()
	k, refresh, stale := s.key("", s.cfg.Cloud.GraphScope()), s.refresh, s.gen != gen
	s.mu.Unlock()
	if stale {
		return errStale
	}
	g, err := s.redeem(ctx, k, refresh, "")
	if err != nil {
		s.refuse(gen, k, err)
		return err
	}
	if err := s.land(ctx, gen, k, refresh, g); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.vouched = s.cfg.Now()
	return nil
}
