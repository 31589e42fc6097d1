//go:build desktop || dev || bindings

package shell

import (
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"slices"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"tenantry/app"
	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/app/home"
)

// Run shows the window over a until the user closes it or ctx ends.
func Run(ctx context.Context, a *app.App, s *Shell, assets embed.FS, icon []byte) error {
	leaveSilentBus()
	awaitPort()
	gone := make(chan struct{})
	defer close(gone)
	defer context.AfterFunc(ctx, func() { insist(gone, s.quit) })()
	return wails.Run(window(a, s, assets, icon))
}

// window is how the window looks and what it is kept from.
func window(a *app.App, s *Shell, assets fs.FS, icon []byte) *options.App {
	drawn()
	lay, state := a.Opening.Geometry(), options.Normal
	s.lay = lay
	s.leads(a)
	s.follows(s.window, a.Follow)
	if lay.Maximised {
		state = options.Maximised
	}
	return &options.App{
		Title:            "Tenantry",
		Width:            cmp.Or(lay.Width, 1280),
		Height:           cmp.Or(lay.Height, 800),
		WindowStartState: state,
		MinWidth:         800,
		MinHeight:        560,
		BackgroundColour: background(a), // it is shown at once, and what is to be seen comes into it
		AssetServer: &assetserver.Options{Assets: assets, Middleware: func(next http.Handler) http.Handler {
			return guarded(outside(withFirst(a.Opening.First, a.Opening.Reached, next)))
		}},
		OnStartup: func(ctx context.Context) {
			shut()
			s.ready(ctx)
			a.Start()
			fit(ctx, lay)
			a.Opening.Reached("the window is made")
		},
		OnDomReady: func(context.Context) {
			a.Opening.Reached("the page is loaded")
			s.paged.Store(true)
		},
		OnBeforeClose: func(ctx context.Context) bool {
			if !s.Hidden() { // how one lies that is out of sight, no toolkit says
				a.Opening.KeepGeometry(lies(ctx))
			}
			return s.closing.wanted()
		},
		OnShutdown:     func(context.Context) { s.gone() },
		Bind:           bound(a.Bound),
		ErrorFormatter: formatError,
		Logger:         quiet{},
		Windows:        &windows.Options{Theme: windows.SystemDefault, WebviewUserDataPath: home.Web()},
		Mac:            &mac.Options{TitleBar: mac.TitleBarDefault(), OnUrlOpen: func(link string) { _ = a.Follow(link) }, About: &mac.AboutInfo{Title: "Tenantry", Icon: icon}},
		Linux:          &linux.Options{Icon: icon, ProgramName: "Tenantry"},
	}
}

// leads has the window end as a prefers.
func (s *Shell) leads(a *app.App) {
	c := &s.closing
	c.stays, c.quit = a.Opening.Stays, s.closes
	c.leaving = func() bool {
		s.Emit(contract.EventLeaving, 0)
		return s.paged.Load()
	}
	c.staying = func() { s.Emit(contract.EventStaying, 0) }
	c.hide = func() {
		if ctx, ok := s.window(); ok {
			runtime.WindowHide(ctx)
		}
	}
}

// lies is how the window lies now.
func lies(ctx context.Context) handover.Geometry {
	g := handover.Geometry{Maximised: runtime.WindowIsMaximised(ctx)}
	g.Width, g.Height = runtime.WindowGetSize(ctx)
	g.X, g.Y = runtime.WindowGetPosition(ctx)
	g.Placed = true
	return g
}

// fit puts a window where the last one was, as far as the screen allows on which it opened: that one may have been on a
// larger screen, or on one that is gone.
func fit(ctx context.Context, lay handover.Geometry) {
	screens, err := runtime.ScreenGetAll(ctx)
	i := slices.IndexFunc(screens, func(s runtime.Screen) bool { return s.IsCurrent })
	if err != nil || i < 0 || lay.Maximised || lay.Width == 0 {
		return
	}
	fits := lay.On(screens[i].Size.Width, screens[i].Size.Height)
	if fits.Width != lay.Width || fits.Height != lay.Height {
		runtime.WindowSetSize(ctx, fits.Width, fits.Height)
		runtime.WindowCenter(ctx)
	}
	if fits.Placed {
		runtime.WindowSetPosition(ctx, fits.X, fits.Y)
	}
}

// background is that of the page, in the theme that was chosen: between the window and its first picture nothing flashes.
func background(a *app.App) *options.RGBA {
	if p, err := a.Settings.Load(); err == nil && p.Theme == "dark" {
		return &options.RGBA{R: 31, G: 31, B: 31, A: 255}
	}
	return &options.RGBA{R: 250, G: 250, B: 250, A: 255}
}

// formatError makes the JSON string that the window's bridge parses. Wails hands it to new Error(), so
// an object would arrive as "[object Object]".
func formatError(err error) any {
	b, jsonErr := json.Marshal(contract.FailureOf(err))
	if jsonErr != nil {
		return err.Error()
	}
	return string(b)
}
