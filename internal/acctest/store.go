package acctest

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// OnlyID returns the id of the one object of an Edge kind that lives in the services.
func (s *Services) OnlyID(t testing.TB, kind string) string {
	t.Helper()
	id, _ := s.Only(t, kind)["uuid"].(string)
	return id
}

// ChangeOnly changes the only object of an Edge kind behind Terraform's back.
func (s *Services) ChangeOnly(t testing.TB, kind string, fields mockapi.Object) {
	t.Helper()
	if err := s.Change(kind, s.OnlyID(t, kind), fields); err != nil {
		t.Fatal(err)
	}
}

// RemoveOnly makes the only object of an Edge kind vanish behind Terraform's back.
func (s *Services) RemoveOnly(t testing.TB, kind string) {
	t.Helper()
	if err := s.Remove(kind, s.OnlyID(t, kind)); err != nil {
		t.Fatal(err)
	}
}

// Remain checks how many objects of a kind live in the services.
func (s *Services) Remain(kind string, want int) resource.TestCheckFunc {
	return func(*terraform.State) error {
		if objects := s.Objects(kind); len(objects) != want {
			return fmt.Errorf("%d objects of kind %s live in the services, want %d: %v", len(objects), kind, want, objects)
		}
		return nil
	}
}

// Undocumented is JSON of the provider setting that allows undocumented operations, for a Lifecycle of these services.
func (s *Services) Undocumented() string {
	return fmt.Sprintf(`"edge": {"endpoint": %q, "account": "acme", "api_token": "edge-api-token", "allow_undocumented_operations": true}`,
		s.Endpoints(s.URL).Edge)
}
