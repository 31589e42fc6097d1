// Package sheet writes tables as files for spreadsheets, so that what stands in a cell is shown and never calculated.
// It knows neither what the cells say nor who asked.
package sheet
