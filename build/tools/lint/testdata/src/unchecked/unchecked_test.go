package unchecked

import "os"

func inATest(f *os.File) {
	f.Close()
	f.Sync() // want `unchecked error`
}
