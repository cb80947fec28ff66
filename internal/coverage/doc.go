// Package coverage compares the provider with the contracts of the services: which forms (resources, data sources, list
// resources, ephemeral resources, actions) use an operation, and whether every field of an operation in use has an argument or
// an attribute. It has tests alone. They use each form on the mock and read its journal, so a form cannot claim a call that it
// does not make. One of them writes the page about coverage, for make generate.
package coverage

//go:generate go test -count=1 -vet=off -run ^TestCoverage$ . -args -update
