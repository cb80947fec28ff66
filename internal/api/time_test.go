package api_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestTime(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`0`: "", `null`: "", `1705329025`: "2024-01-15T14:30:25Z", `1705329025000`: "2024-01-15T14:30:25Z", `"1705329025120"`: "2024-01-15T14:30:25.12Z",
		`99999999999`: "5138-11-16T09:46:39Z", `100000000000`: "1973-03-03T09:46:40Z",
	} {
		var at api.Time
		if err := api.Unmarshal([]byte(text), &at); err != nil || at.RFC3339() != want {
			t.Errorf("%s is %q (%v), want %q", text, at.RFC3339(), err, want)
		}
	}
	var at api.Time
	if err := api.Unmarshal([]byte(`"soon"`), &at); err == nil {
		t.Errorf(`"soon" is %q`, at.RFC3339())
	}
}
