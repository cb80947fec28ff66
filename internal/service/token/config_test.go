package token_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_token"
	address  = "zerotrust_token.test"
)

// token is a resource block with arguments that are written as "name = value".
func token(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_token\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// statuses returns the states of all tokens that the service has, in order of creation: revoked tokens stay.
func statuses(s *acctest.Services) string {
	var all []string
	for _, o := range s.Objects(mockapi.KindToken) {
		all = append(all, fmt.Sprint(o["status"]))
	}
	return strings.Join(all, " ")
}

// allRevoked checks that tokens are left, and that none of them works.
func allRevoked(s *acctest.Services, want int) func(*terraform.State) error {
	return func(*terraform.State) error {
		if got, revoked := statuses(s), strings.TrimSuffix(strings.Repeat("3 ", want), " "); got != revoked {
			return fmt.Errorf("the tokens have the states %q, want %q", got, revoked)
		}
		return nil
	}
}

// stored compares the newest token of the service with JSON, without what the service fills in and its secrets.
func stored(t *testing.T, s *acctest.Services, want string) {
	t.Helper()
	tokens := s.Objects(mockapi.KindToken)
	if len(tokens) == 0 {
		t.Fatal("the service has no token")
	}
	newest := tokens[len(tokens)-1]
	for _, name := range []string{
		"secret", "login_url", "algo", "creator_role", "account_location", "account_shard", "backend_shard", "account_uuid", "expire_time_sec",
	} {
		delete(newest, name)
	}
	fields, _ := acctest.DecodeJSON(t, want).(map[string]any)
	acctest.SameStored(t, newest, fields)
}
