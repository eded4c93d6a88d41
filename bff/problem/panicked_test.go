package problem_test

import (
	"strings"
	"testing"

	"innbyggertjenesten/bff/problem"
)

func breaks() { panic("14838612149") }

func TestAPanicIsNamedByItsPlaceWithoutItsValue(t *testing.T) {
	t.Parallel()
	var found *problem.Problem
	func() {
		defer func() { found = problem.Panicked(recover()) }()
		breaks()
	}()
	said := found.Error()
	if found.Code != problem.Internal || strings.Contains(said, "1483") ||
		!strings.HasPrefix(said, "internal: panic of a string at innbyggertjenesten/bff/problem_test.breaks:") {
		t.Error(said)
	}
}
