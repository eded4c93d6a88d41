package server

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
)

// limitParameters refuses values that the contract doesn't allow. In the query:
// the generated code reads types, but knows no limits and no lengths. In the
// path: what is no id names nothing, and is answered as any unknown id.
func limitParameters(described *openapi3.T, method, path string) echo.MiddlewareFunc {
	var limited openapi3.Parameters
	var ids []string
	for _, parameter := range operationOf(described, method, path).Parameters {
		switch {
		case parameter.Value.In == openapi3.ParameterInQuery:
			limited = append(limited, parameter)
		case parameter.Value.In == openapi3.ParameterInPath && parameter.Value.Schema.Value.Format == "uuid":
			ids = append(ids, parameter.Value.Name)
		}
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			for _, id := range ids {
				// An id has one spelling: another is another name for the same thing.
				if parsed, err := uuid.Parse(c.Param(id)); err != nil || parsed.String() != c.Param(id) {
					return problem.New(problem.NotFound)
				}
			}
			query, err := url.ParseQuery(c.Request().URL.RawQuery)
			if err != nil {
				return problem.New(problem.InvalidRequest)
			}
			input := &openapi3filter.RequestValidationInput{Request: c.Request(), QueryParams: query}
			for _, parameter := range limited {
				// The error may quote the value: it goes nowhere.
				if openapi3filter.ValidateParameter(c.Request().Context(), input, parameter.Value) != nil {
					return problem.New(problem.InvalidRequest)
				}
			}
			return next(c)
		}
	}
}

// operationOf finds what the contract says of one of echo's routes. Routes are
// made from the contract, so one that isn't in it is a mistake in here.
func operationOf(described *openapi3.T, method, path string) *openapi3.Operation {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			parts[i] = "{" + name + "}"
		}
	}
	if item := described.Paths.Value(strings.Join(parts, "/")); item != nil {
		if operation := item.GetOperation(method); operation != nil {
			return operation
		}
	}
	panic(fmt.Sprintf("server: %s %s is not in the contract", method, path))
}
