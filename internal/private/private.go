// Package private keeps what a resource must remember between operations without showing it in plans: it goes to the
// private state, which Terraform stores beside the attributes and never prints.
package private

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Reader is the private state of a request.
type Reader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// Writer is the private state of a response.
type Writer interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Load reads a value into out and says whether it was there. A value that cannot be read counts as absent: it is a
// memory aid, and an upgrade or a hand-edited state must not make a resource unusable.
func Load(ctx context.Context, r Reader, key string, out any) bool {
	raw, diags := r.GetKey(ctx, key)
	return !diags.HasError() && len(raw) > 0 && json.Unmarshal(raw, out) == nil
}

// Store writes a value.
func Store(ctx context.Context, w Writer, key string, value any) diag.Diagnostics {
	raw, err := json.Marshal(value)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Remember Value", "This is a bug in the provider, please report it: "+err.Error())}
	}
	return w.SetKey(ctx, key, raw)
}

// Has says whether a stored list of names holds one.
func Has(ctx context.Context, r Reader, key, name string) bool {
	var names []string
	return Load(ctx, r, key, &names) && slices.Contains(names, name)
}

const configuredKey = "configured"

// WasConfigured says whether the last apply saw an argument in the configuration.
func WasConfigured(ctx context.Context, r Reader, name string) bool {
	return Has(ctx, r, configuredKey, name)
}

// RememberConfigured notes which of the named arguments the configuration has, so that a later plan can tell an argument
// that was removed from one that was never there.
func RememberConfigured(ctx context.Context, w Writer, config tfsdk.Config, names ...string) diag.Diagnostics {
	var arguments map[string]tftypes.Value
	if err := config.Raw.As(&arguments); err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Read Configuration", "This is a bug in the provider, please report it: "+err.Error())}
	}
	configured := []string{}
	for _, name := range names {
		if !arguments[name].IsNull() {
			configured = append(configured, name)
		}
	}
	return Store(ctx, w, configuredKey, configured)
}
