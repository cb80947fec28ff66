package dataexport_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_data_export"
	address  = "zerotrust_data_export.test"
	// allow is the provider setting for undocumented operations.
	allow = "allow_undocumented_operations = true"

	logs    = `s3_bucket_name = "acme-logs"`
	account = `s3_bucket_account_id = "123456789012"`
)

// export is a resource block with arguments that are written as "name = value".
func export(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_data_export\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

func numbers(values ...int64) knownvalue.Check {
	checks := make([]knownvalue.Check, len(values))
	for i, v := range values {
		checks[i] = knownvalue.Int64Exact(v)
	}
	return knownvalue.SetExact(checks)
}

// stored compares the newest export of the service with JSON.
func stored(t *testing.T, s *acctest.Services, want string) {
	t.Helper()
	exports := s.Objects(mockapi.KindDataExport)
	if len(exports) == 0 {
		t.Fatal("the service has no export")
	}
	newest := exports[len(exports)-1]
	for _, name := range []string{"account_uuid", "s3_bucket_shard_id", "last_export_time", "last_successful_export"} {
		delete(newest, name)
	}
	fields, _ := acctest.DecodeJSON(t, want).(map[string]any)
	acctest.SameStored(t, newest, fields)
}

func flag(t *testing.T, l *acctest.Lifecycle, name string) (value, null bool) {
	t.Helper()
	attribute := l.Attributes()[name]
	if attribute.IsNull() {
		return false, true
	}
	if err := attribute.As(&value); err != nil {
		t.Fatal(err)
	}
	return value, false
}
