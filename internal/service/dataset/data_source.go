// Package dataset implements the data sources zerotrust_dataset and zerotrust_datasets: lists of values of the account.
package dataset

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// shown is a dataset with its items.
type shown struct {
	edge.Dataset
	Items     []item `json:"customer_dataset_items"`
	Truncated bool   `json:"truncated"`
}

// item has the values of its columns as text: their types differ from dataset to dataset.
type item struct {
	edge.DatasetItem
	RowData string `json:"row_data"`
}

// listed are datasets without their items.
type listed struct {
	Datasets []edge.Dataset `json:"datasets"`
}

// One describes the data source zerotrust_dataset.
func One() life.Question[shown] {
	selector := func(description string, v ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Computed: true, Validators: append(v, stringvalidator.LengthAtLeast(1)),
		}
	}
	answers := named()
	maps.Copy(answers, map[string]schema.Attribute{
		"customer_dataset_items": argument.ShownObjects("Items of the dataset, by `item_id`.", items()),
		"truncated":              argument.ShownFlag("Whether the dataset has more items than are shown. The vendor documents no way to read them."),
	})
	return life.Question[shown]{
		Type: "dataset", Title: "Dataset",
		Description: "Reads one dataset, a list of values of the account, with its items, by its id or its name.",
		Arguments: map[string]schema.Attribute{
			"id":           selector("Id of the dataset to read. Exactly one of `id` and `dataset_name` is needed.", stringvalidator.ExactlyOneOf(path.MatchRoot("dataset_name"))),
			"dataset_name": selector("Name of the dataset to read; exactly one must have it."),
		},
		Answers: answers,
		Ask:     ask,
	}
}

func ask(ctx context.Context, a *life.Asked) (shown, error) {
	id, name := a.Arguments.ID(), a.Arguments.Text("dataset_name")
	if id == "" {
		all, err := a.Client.QueryDatasets(ctx)
		if err != nil {
			return shown{}, err
		}
		found, ok := managed.One(all, "Dataset", "dataset", "", "dataset_name", name, func(d edge.Dataset) bool { return d.DatasetName == name.ValueString() }, func(d edge.Dataset) string { return d.UUID }, a.Diagnostics)
		if !ok {
			return shown{}, nil
		}
		id = found.UUID
	}
	answer, err := a.Client.GetDataset(ctx, id)
	return shown{
		Dataset: answer.Dataset, Truncated: answer.ContinuationToken != "",
		Items: flex.Map(answer.Items, func(i edge.DatasetItem) item { return item{DatasetItem: i, RowData: string(i.RowData)} }),
	}, err
}

// Many describes the data source zerotrust_datasets.
func Many() life.Question[listed] {
	return life.Question[listed]{
		Type: "datasets", Title: "Datasets",
		Description: "Reads the datasets of the account, without their items.",
		Answers:     map[string]schema.Attribute{"datasets": argument.ShownObjects("The datasets, by name and id.", named())},
		Ask: func(ctx context.Context, a *life.Asked) (listed, error) {
			all, err := a.Client.QueryDatasets(ctx)
			return listed{all}, err
		},
	}
}

func codes(description string) schema.SetAttribute {
	return schema.SetAttribute{MarkdownDescription: description + " Numbers whose meaning the vendor does not publish.", Computed: true, ElementType: types.Int64Type, CustomType: flex.NewSetType(types.Int64Type)}
}

func named() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":              argument.ShownText("Id of the dataset."),
		"dataset_name":    argument.ShownText("Name of the dataset."),
		"description":     argument.ShownText("Description."),
		"dataset_type":    argument.ShownCode("Type of the dataset."),
		"entity_type":     argument.ShownCode("What the items stand for."),
		"content_type":    argument.ShownCode("Type of the content."),
		"content_types":   codes("Types of the content."),
		"scenario":        argument.ShownCode("Use of the dataset."),
		"status":          argument.ShownCode("State of the dataset."),
		"icon":            argument.ShownCode("Icon."),
		"parent_uuid":     argument.ShownText("Id of the dataset above this one."),
		"current_version": argument.ShownNumber("Version of the dataset."),
		"num_items":       argument.ShownNumber("Number of items."),
		"config":          argument.ShownObject("How the console shows the dataset.", map[string]schema.Attribute{"description": argument.ShownText("Description."), "icon": argument.ShownCode("Icon.")}),
		"properties": argument.ShownObject("Properties of the dataset.", map[string]schema.Attribute{
			"api_endpoint":         argument.ShownText("Endpoint that the items come from."),
			"data_obj":             argument.ShownText("Object that the items come from."),
			"dataset_type":         argument.ShownCode("Type of the dataset."),
			"default_value_type":   argument.ShownCode("Type of values without one."),
			"is_metadata_editable": argument.ShownFlag("Whether its metadata can be changed."),
			"is_predefined_list":   argument.ShownFlag("Whether the vendor made it."),
			"label_field":          argument.ShownText("Field that labels an item."),
			"target_entity_type":   argument.ShownCode("What the values stand for."),
			"target_entity_types":  codes("What the values stand for."),
			"value_field":          argument.ShownText("Field that holds the value."),
		}),
		"account_name":         argument.ShownText("Account of the dataset."),
		"create_time":          argument.ShownTime("When the dataset was created."),
		"creator_uuid":         argument.ShownText("Id of the user who created the dataset."),
		"creator_display_name": argument.ShownText("Name of the user who created the dataset."),
		"update_time":          argument.ShownTime("When the dataset was changed last."),
		"updater_uuid":         argument.ShownText("Id of the user who changed the dataset last."),
		"updater_display_name": argument.ShownText("Name of the user who changed the dataset last."),
	}
}

func items() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"item_id":      argument.ShownText("Id of the item."),
		"dataset_uuid": argument.ShownText("Id of the dataset."),
		"list_item": argument.ShownObject("Value of an item that has one.", map[string]schema.Attribute{
			"display_name": argument.ShownText("Display name."), "entity_type": argument.ShownCode("What the value stands for."),
			"value": argument.ShownText("The value."), "value_type": argument.ShownCode("Type of the value."),
		}),
		"row_data": argument.ShownText("Values by column, as JSON, of an item that has several. Decode it with `jsondecode`."),
		"props": argument.ShownObject("Properties of the item.", map[string]schema.Attribute{
			"content_type": argument.ShownCode("Type of the content."), "dataset_type": argument.ShownCode("Type of the dataset."), "target_entity_type": argument.ShownCode("What the value stands for."),
			"modeling": argument.ShownObject("How the item counts in models.", map[string]schema.Attribute{
				"modeling_entity_type": argument.ShownCode("What it stands for in models."), "risk": argument.ShownCode("Risk of the item."), "trusted": argument.ShownFlag("Whether the item is trusted."),
			}),
		}),
		"status":       argument.ShownCode("State of the item."),
		"version":      argument.ShownNumber("Version of the item."),
		"creator_uuid": argument.ShownText("Id of the user who created the item."),
	}
}
