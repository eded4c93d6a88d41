// Package barnevern holds the child-welfare objects that the field publishes, under their published field names, made
// from barnevern.yaml, and the published rules that OpenAPI can't say.
package barnevern
