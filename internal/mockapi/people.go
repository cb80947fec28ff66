package mockapi

import (
	"strconv"
	"strings"
)

// PutPeople puts into Lacework Edge what an identity provider has brought along before anybody manages anything as code: the
// groups and users that examples/quickstart looks up by their names. They come from an integration, so an export leaves them
// out. Their ids can be read, unlike those of the real service.
func (m *Mock) PutPeople() {
	const identityProvider = 101 // a kind of third party: the vendor publishes no names of them
	readable := func(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }
	for i, name := range []string{"Break glass", "Contractors", "Employees", "Engineering", "Finance", "Security", "SRE", "SRE leads"} {
		m.Put(KindGroup, Object{"uuid": "g" + strconv.Itoa(i+1) + "-" + readable(name), "name": name, "data_source": identityProvider, "integration_id": "idp"})
	}
	for i, name := range []string{"Alice Example", "Bob Example"} {
		m.Put(KindUser, Object{"uuid": "u" + strconv.Itoa(i+1) + "-" + readable(name), "display_name": name, "data_source": identityProvider, "integration_id": "idp"})
	}
}
