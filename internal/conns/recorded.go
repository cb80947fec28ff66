package conns

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

// Recorded lets the creates of an operation leave intent records, and tells what they found.
func Recorded(ctx context.Context, d *diag.Diagnostics, begin func(context.Context) (context.Context, func())) (context.Context, func()) {
	ctx, warnings := intent.Watch(ctx)
	ctx, told := Told(ctx, d)
	ctx, done := begin(ctx)
	return ctx, func() {
		done()
		told()
		for _, warning := range warnings() {
			d.AddWarning("Creates Are Not Recorded", warning+" The apply goes on. But if the run is killed before an object that it creates is in state, the object may stay behind, "+
				"unknown to Terraform. Run init, or set intent_directory in the provider configuration to a folder of yours that nobody else can write to, or set intent_records to false.")
		}
	}
}

// Told returns a context whose creates tell what they find in the service, and what must be called when they are over.
func Told(ctx context.Context, d *diag.Diagnostics) (context.Context, func()) {
	ctx, findings := api.WatchFindings(ctx)
	return ctx, func() { diags.Findings(d, findings()) }
}

// LogDecision writes what an API client has decided.
func LogDecision(ctx context.Context, text string, fields map[string]any) {
	tflog.Info(ctx, text, fields)
}
