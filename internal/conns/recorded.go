package conns

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

// Recorded lets the creates of an operation leave intent records until the operation is over, and tells what they made twice.
func Recorded(ctx context.Context, d *diag.Diagnostics, begin func(context.Context) (context.Context, func())) (context.Context, func()) {
	ctx, scope := intent.Open(ctx)
	ctx, twins := api.WatchTwins(ctx)
	ctx, done := begin(ctx)
	return ctx, func() {
		done()
		diags.Twins(d, twins())
		for _, warning := range scope.Close() {
			d.AddWarning("Creates Are Not Recorded", warning+" The apply goes on. But if the provider is killed while it waits for the answer to a create, the object may stay behind, "+
				"unknown to Terraform. Set intent_directory in the provider configuration to a folder that can be written, or intent_records to false.")
		}
	}
}

// LogDecision writes what an API client has decided.
func LogDecision(ctx context.Context, text string, fields map[string]any) {
	tflog.Info(ctx, text, fields)
}

// LogRecords writes what becomes of intent records.
func LogRecords(ctx context.Context, text string, fields map[string]any) {
	tflog.Debug(ctx, text, fields)
}
