package server

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
)

// limitQuery refuses values in the query that the contract doesn't allow: the
// generated code reads types, but knows no limits and no lengths.
func limitQuery(described *openapi3.T, method, path string) echo.MiddlewareFunc {
	var limited openapi3.Parameters
	for _, parameter := range operationOf(described, method, path).Parameters {
		if parameter.Value.In == openapi3.ParameterInQuery {
			limited = append(limited, parameter)
		}
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
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
