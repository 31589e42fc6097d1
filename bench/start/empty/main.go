//go:build desktop

// Empty is the least that a Wails window is: a page of rows without a script. What Tenantry's start is measured against.
package main

import (
	"embed"
	"fmt"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
)

//go:embed page
var page embed.FS

func main() {
	if err := wails.Run(&options.App{Title: "Empty", Width: 1280, Height: 800, AssetServer: &assetserver.Options{Assets: page}}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
