//go:build desktop || dev || bindings

package shell

import (
	"context"
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"tenantry/app"
	"tenantry/app/contract"
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
	return &options.App{
		Title:            "Tenantry",
		Width:            1280,
		Height:           800,
		MinWidth:         800,
		MinHeight:        560,
		BackgroundColour: background(a), // it is shown at once, and what is to be seen comes into it
		AssetServer:      &assetserver.Options{Assets: assets, Middleware: func(next http.Handler) http.Handler { return guarded(withFirst(a.First, a.Reached, next)) }},
		OnStartup:        func(ctx context.Context) { shut(); s.ready(ctx); a.Start(); a.Reached("the window is made") },
		OnDomReady:       func(context.Context) { a.Reached("the page is loaded") },
		OnShutdown:       func(context.Context) { s.gone() },
		Bind:             []any{a.Customers, a.Health, a.Sync, a.Session, a.Lock, a.Portal, a.Settings, a.Requests, a.Outbox},
		ErrorFormatter:   formatError,
		Logger:           quiet{},
		Windows:          &windows.Options{Theme: windows.SystemDefault, WebviewUserDataPath: home.Web()},
		Mac:              &mac.Options{TitleBar: mac.TitleBarDefault(), About: &mac.AboutInfo{Title: "Tenantry", Icon: icon}},
		Linux:            &linux.Options{Icon: icon, ProgramName: "Tenantry"},
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
