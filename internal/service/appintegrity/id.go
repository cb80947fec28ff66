package appintegrity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
)

// formatID joins what identifies a configuration.
func formatID(version, configID string) string { return version + "/" + configID }

// parseID reads an import id. The version holds no slash, a config_id may.
func parseID(id string) (version, configID string, err error) {
	version, configID, found := strings.Cut(id, "/")
	if !found || configID == "" || !slices.Contains(apptego.Versions(), version) {
		return "", "", fmt.Errorf("%q is not of the form <version>/<config_id>, where version is one of %s, for example %q",
			id, strings.Join(apptego.Versions(), ", "), "production/integrity-uuid-1234")
	}
	return version, configID, nil
}
