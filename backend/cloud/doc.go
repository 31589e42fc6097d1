// Package cloud owns where Microsoft's services are: the addresses of each national cloud, the
// scopes that tokens are asked for, and what a cloud doesn't offer.
//
// It is data and a few rules about addresses. It must not know tokens, requests or answers, and
// imports nothing of ours: its errors are plain, callers say what kind they are. The wiring, the
// transport, the sign-in and the clients use it.
package cloud
