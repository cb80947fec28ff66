// Package contract holds the OpenAPI documents of the three services. They are the single source of the route tables
// and enumerations of the clients (generated), of the request validation in the mock, and of the tests that compare
// client types and schemas with what the services publish. The provider itself does not parse them at run time.
package contract

import _ "embed"

//go:embed lacework-edge.openapi.yaml
var edge string

//go:embed apptego.openapi.yaml
var appTego string

//go:embed zequenze-gate.openapi.yaml
var gate string

// Edge returns the contract of the Lacework Edge API as YAML.
func Edge() []byte { return []byte(edge) }

// AppTego returns the contract of the AppTego Management API as YAML.
func AppTego() []byte { return []byte(appTego) }

// Gate returns the contract of the Zequenze GATE API as YAML.
func Gate() []byte { return []byte(gate) }
