//go:build desktop || dev || bindings

package shell

import (
	"context"
	"embed"
	"encoding/json"
	"io/fs"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
	"github.com/wailsapp/wails/v2/pkg/runtime"

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
		StartHidden:      true, // shown when there is something to see: no white flash
		BackgroundColour: &options.RGBA{R: 250, G: 250, B: 250, A: 255},
		AssetServer:      &assetserver.Options{Assets: assets, Middleware: guarded},
		OnStartup:        func(ctx context.Context) { shut(); s.ready(ctx); a.Start() },
		OnDomReady:       func(ctx context.Context) { runtime.WindowShow(ctx) },
		OnShutdown:       func(context.Context) { s.gone() },
		Bind:             []any{a.Customers, a.Health, a.Sync, a.Session, a.Lock, a.Network, a.Portal, a.Settings, a.Requests, a.Outbox},
		ErrorFormatter:   formatError,
		Logger:           quiet{},
		Windows:          &windows.Options{Theme: windows.SystemDefault, WebviewUserDataPath: home.Web()},
		Mac:              &mac.Options{TitleBar: mac.TitleBarDefault(), About: &mac.AboutInfo{Title: "Tenantry", Icon: icon}},
		Linux:            &linux.Options{Icon: icon, ProgramName: "Tenantry"},
	}
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
