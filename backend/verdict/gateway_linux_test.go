package verdict

import "testing"

func TestTheWayOutIsReadFromTheKernelsTables(t *testing.T) {
	const head = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
	const local = "eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
	const six = "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003 eth0\n"
	const none = "00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200 lo\n"
	for _, c := range []struct {
		four, six string
		want      Gateway
	}{
		{head + local + "eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n", "", Gateway{true, "192.168.1.1"}},
		{head + local, six, Gateway{true, "fe80::1"}},
		{head + local, none, Gateway{Known: true}},
		{head, "", Gateway{Known: true}},
		{head + "eth0\t00000000\tZZ\t0003\t0\t0\t0\t00000000\t0\t0\t0\n", "", Gateway{}},
	} {
		if got := gatewayIn(c.four, c.six); got != c.want {
			t.Errorf("%q, %q: %+v", c.four, c.six, got)
		}
	}
}
