// Package view implements the data source zerotrust_view: what the query service of the vendor answers.
package view

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

type answer struct {
	Result string `json:"result"`
}

// Question describes the data source zerotrust_view.
func Question() life.Question[answer] {
	moment := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description + " RFC 3339.", Required: true, Validators: []validator.String{validators.RFC3339()}}
	}
	return life.Question[answer]{
		Type: "view", Title: "View",
		Description: "Queries a view of the query service over a range of time. The vendor documents neither the names of views nor their answers.",
		Arguments: map[string]schema.Attribute{
			"view":       schema.StringAttribute{MarkdownDescription: "Name of the view.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"start_time": moment("Begin of the range."),
			"end_time":   moment("End of the range."),
		},
		Answers: map[string]schema.Attribute{
			"result": argument.ShownPrivate("The answer as JSON; null if there is none. Decode it with `jsondecode`. Sensitive, because it may hold personal data."),
		},
		Ask: ask,
	}
}

func ask(ctx context.Context, a *life.Asked) (answer, error) {
	start, end := a.Moment("start_time"), a.Moment("end_time")
	if end.Before(start) {
		a.AddAttributeError(path.Root("end_time"), "Invalid Range", "The range ends before it starts.")
		return answer{}, nil
	}
	result, err := a.Client.View(ctx, a.Arguments.Text("view").ValueString(), start, end)
	if api.IsEmptyAnswer(err) {
		return answer{}, nil // the vendor documents no answer
	}
	return answer{Result: string(result)}, err
}
