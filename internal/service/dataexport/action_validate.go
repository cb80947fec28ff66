package dataexport

import (
	"context"
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// ValidateAction describes the action zerotrust_data_export_validate.
func ValidateAction() life.Action {
	return life.Action{
		Type: "data_export_validate", Argument: "data_export_id", Object: "data export", Verb: "Validate", Title: "Data Export",
		Description: "Validates a data export: the service writes a test file to its bucket. Fails if it cannot, for example because the bucket policy is missing.",
		Run: func(ctx context.Context, client *edge.Client, id string, report func(string)) error {
			report(fmt.Sprintf("Having a test file written for the data export %s.", id))
			err := client.DataExports.Validate(ctx, id)
			if err == nil {
				report(fmt.Sprintf("The data export %s is valid.", id))
			}
			return err
		},
	}
}
