package unchecked

import (
	"fmt"
	"io"
	"iter"
	"os"
)

func dropped(f *os.File, all iter.Seq2[int, error]) {
	f.Sync()        // want `unchecked error`
	f.Close()       // want `unchecked error`
	for range all { // want `unchecked error`
	}
}

func excused(f *os.File, body io.ReadCloser) {
	fmt.Fprintln(f, "a")
	body.Close()
	defer f.Close()
	_ = f.Sync()
}
