//go:build desktop || dev

package shell

import "os"

// drawn has WebKit draw without its way through the GPU's memory, unless whoever starts the program said something about
// it. Where there is no GPU, or a virtual one or some vendors', that way shows an empty window, or keeps the last picture
// back: a dialog is open and is seen at the next key. A page of text needs no GPU. To be called before the window is made.
func drawn() {
	const without = "WEBKIT_DISABLE_DMABUF_RENDERER"
	if _, said := os.LookupEnv(without); !said {
		_ = os.Setenv(without, "1") // it can't fail for such a name
	}
}
