package provider_test

import (
	"os"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// These tests change the environment, hence none of them is parallel.

func TestMatchLogLevel(t *testing.T) {
	names := []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_PROVIDER_ZEROTRUST"}
	for name, test := range map[string]struct {
		environment       map[string]string
		sdk, providerOnly string
	}{
		"nobody asked":             {sdk: "OFF", providerOnly: "OFF"},
		"everything":               {environment: map[string]string{"TF_LOG": "trace"}, sdk: "TRACE", providerOnly: "TRACE"},
		"everything, as JSON":      {environment: map[string]string{"TF_LOG": "JSON"}, sdk: "TRACE", providerOnly: "TRACE"},
		"a level":                  {environment: map[string]string{"TF_LOG": "INFO"}, sdk: "INFO", providerOnly: "INFO"},
		"providers go before":      {environment: map[string]string{"TF_LOG": "ERROR", "TF_LOG_PROVIDER": "DEBUG"}, sdk: "DEBUG", providerOnly: "DEBUG"},
		"the libraries' own stays": {environment: map[string]string{"TF_LOG_SDK": "TRACE"}, sdk: "TRACE", providerOnly: "OFF"},
		"the provider's own stays": {environment: map[string]string{"TF_LOG": "WARN", "TF_LOG_PROVIDER_ZEROTRUST": "DEBUG"}, sdk: "WARN", providerOnly: "DEBUG"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, n := range names {
				t.Setenv(n, test.environment[n])
			}
			provider.MatchLogLevel()
			if got := os.Getenv("TF_LOG_SDK"); got != test.sdk {
				t.Errorf("TF_LOG_SDK is %q, want %q", got, test.sdk)
			}
			if got := os.Getenv("TF_LOG_PROVIDER_ZEROTRUST"); got != test.providerOnly {
				t.Errorf("TF_LOG_PROVIDER_ZEROTRUST is %q, want %q", got, test.providerOnly)
			}
		})
	}
}
