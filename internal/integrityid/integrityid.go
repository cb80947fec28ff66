// Package integrityid is the one spelling of the id of an App Integrity configuration, which the API does not have: it
// knows a configuration by its version and its config_id.
package integrityid

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
)

// Format joins what identifies a configuration.
func Format(version, configID string) string { return version + "/" + configID }

// Parse reads an id. The version holds no slash, a config_id may. Errors are in the practitioner's words.
func Parse(id string) (version, configID string, err error) {
	version, configID, found := strings.Cut(id, "/")
	if !found || configID == "" || !slices.Contains(apptego.Versions(), version) {
		return "", "", fmt.Errorf("%q is not of the form <version>/<config_id>, where version is one of %s, for example %q",
			id, strings.Join(apptego.Versions(), ", "), "production/integrity-uuid-1234")
	}
	return version, configID, nil
}
