package verdict

import (
	"encoding/hex"
	"net/netip"
	"os"
	"slices"
	"strings"
)

// DefaultGateway is the system's way out, as the kernel's tables say; where they can't be read nobody knows it.
func DefaultGateway() Gateway {
	four, err := os.ReadFile("/proc/net/route")
	if err != nil {
		return Gateway{}
	}
	six, _ := os.ReadFile("/proc/net/ipv6_route") // there is none where IPv6 is switched off
	return gatewayIn(string(four), string(six))
}

// gatewayIn reads the kernel's tables, in which an IPv4 address stands with its last byte first.
func gatewayIn(four, six string) Gateway {
	for _, f := range rows(four) {
		if len(f) > 7 && f[1] == "00000000" && f[7] == "00000000" && f[0] != "lo" {
			b, err := hex.DecodeString(f[2])
			if err != nil || len(b) != 4 {
				return Gateway{}
			}
			slices.Reverse(b)
			ip, _ := netip.AddrFromSlice(b) // it has four bytes
			return Gateway{Known: true, Address: ip.String()}
		}
	}
	for _, f := range rows(six) {
		if len(f) > 9 && strings.Trim(f[0], "0") == "" && f[1] == "00" && f[9] != "lo" {
			b, err := hex.DecodeString(f[4])
			if err != nil || len(b) != 16 {
				return Gateway{}
			}
			ip, _ := netip.AddrFromSlice(b) // it has sixteen
			return Gateway{Known: true, Address: ip.String()}
		}
	}
	return Gateway{Known: true}
}
