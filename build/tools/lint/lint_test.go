package main

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

func TestOpenBodiesAreFound(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), bodyClose, "bodies")
}

func TestErrorsAreCheckedOrExcused(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), errCheck(), "unchecked")
}
