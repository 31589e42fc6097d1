//go:build desktop || dev

package shell

/*
#cgo linux pkg-config: gtk+-3.0
#cgo !webkit2_41 pkg-config: webkit2gtk-4.0
#cgo webkit2_41 pkg-config: webkit2gtk-4.1

void shutDoors(void);
*/
import "C"

// shut holds the window's doors: which messages of the page reach Wails, where the page may go, what WebKit grants and
// keeps. Wails has no option for any of it. It may be called from any goroutine once the window is made; it takes effect
// before the page's first script runs.
func shut() { C.shutDoors() }

//export pageHeard
func pageHeard(message *C.char) C.int { return truth(heard(C.GoString(message))) }

//export pageMayGo
func pageMayGo(start, address *C.char) C.int {
	return truth(sameOrigin(C.GoString(start), C.GoString(address)))
}

// gateMissing is called when there is no window to guard, or Wails listens to it in another way than it did: to go on
// would be to leave the doors open.
//
//export gateMissing
func gateMissing(what *C.char) { panic("the window can't be guarded: " + C.GoString(what)) }

func truth(b bool) C.int {
	if b {
		return 1
	}
	return 0
}
