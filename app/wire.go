package app

import (
	"tenantry/app/connection"
	"tenantry/app/contract"
)

// openAccount makes the account as which nobody is signed in yet.
func (a *App) openAccount() {
	a.account = connection.New(a.ctx, connection.Options{Cloud: a.cloud, Log: a.log, Settings: a.journal.Settings(), Cache: a.cache,
		Commits: a.commits, Order: a.wanted, FollowsAzure: a.followsAzure, Compose: a.compose, Wipe: a.wipeCache,
		Changed: func(hosts []string) {
			a.portal.Allow(hosts...)
			a.emit(contract.EventSession)
		}})
}
