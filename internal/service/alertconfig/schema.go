package alertconfig

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

const (
	noNames = " A number whose meaning the vendor does not publish."
	maxCode = 1<<31 - 1
)

func attributes() map[string]schema.Attribute {
	texts := setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))
	return map[string]schema.Attribute{
		"id":                         argument.ID("alert rule"),
		"name":                       argument.Name("Display name."),
		"description":                argument.String("Description."),
		"card_data":                  argument.SingleNested("What is looked at: the data of a card, as a dashboard has them.", card()),
		"condition_filter":           argument.Filter("Conditions under which the rule raises an alert."),
		"event_description_template": argument.String("Template for the description of the events."),
		"recipients":                 argument.Set("Who is told: tags of users, such as `user:alice`.", types.StringType, setvalidator.ValueStringsAre(validators.Selector())),
		"skip_alerts":                argument.Int64("Whether alerts are left out."+noNames, int64validator.Between(0, maxCode)),
		"status":                     argument.Status(),
		"tags":                       argument.Set("Free labels.", types.StringType, texts),
		"cloned_from_uuid":           argument.String("Id of the alert rule that this one was made from."),
	}
}

func card() map[string]schema.Attribute {
	code := int64validator.Between(0, maxCode)
	return map[string]schema.Attribute{
		"uuid":                 argument.String("Id of the card."),
		"title":                argument.String("Title."),
		"description":          argument.String("Description of the card."),
		"card_type":            argument.Int64("Kind of card."+noNames, code),
		"chart_type":           argument.String("Kind of chart, `chartType` in the API."),
		"chart_data_source":    argument.String("Data that the chart shows."),
		"metric":               argument.String("What is measured."),
		"aggregation":          argument.String("How it is aggregated."),
		"group_by_dimension":   argument.String("First dimension to group by."),
		"group_by_dimension2":  argument.String("Second dimension to group by."),
		"apply_global_filters": argument.Bool("Whether the filters of the dashboard apply."),
		"from_eg_library":      argument.Bool("Whether the card is from the vendor's library."),
		"show_data_table":      argument.Bool("Whether a table is shown."),
		"show_text_box":        argument.Bool("Whether a text is shown."),
		"visible_columns":      argument.List("Columns of the table, in their order.", listvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))),
		"card_filters": argument.SetNested("Conditions of the query.", element("field", map[string]schema.Attribute{
			"field":         text("Field that is compared. Required."),
			"operator":      text("How it is compared."),
			"value":         text("What it is compared with."),
			"type":          number("Kind of the condition."),
			"display":       text("Field as people read it."),
			"display_value": text("Value as people read it."),
			"identity": schema.SingleNestedAttribute{
				MarkdownDescription: "Whom the condition is about.", Optional: true, Validators: []validator.Object{validators.Members("id")},
				Attributes: map[string]schema.Attribute{
					"id": text("Id of the user, app or the like. Required."), "type": number("Kind of it."), "display": text("Its name as people read it."),
				},
			},
		})),
		"sort_order": argument.ListNested("What the table is sorted by, in their order.", element("column_id", map[string]schema.Attribute{
			"column_id": text("Column. Required."), "is_desc": number("Whether the largest comes first."),
		})),
		"curated_query_config": argument.SingleNested("A query of the vendor's library.", map[string]schema.Attribute{
			"behavior_id":  argument.String("Id of the behavior that is looked for."),
			"subject_type": argument.Int64("Kind of what behaves so."+noNames, code),
			"summaries":    argument.Set("Summaries.", types.StringType, setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))),
			"modifiers": argument.SetNested("Conditions of the query.", element("target_field", map[string]schema.Attribute{
				"target_field": text("Field that is compared. Required."), "operator": text("How it is compared."), "dataset_uuid": text("Id of the dataset that it is compared with."),
			})),
		}),
	}
}

// element makes the object of a collection. The service tells zero values in it from none as little as elsewhere, but
// elements have no prior spelling to keep: so they are refused.
func element(required string, attributes map[string]schema.Attribute) schema.NestedAttributeObject {
	return schema.NestedAttributeObject{Attributes: attributes, Validators: []validator.Object{validators.Members(required)}}
}

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
}

func number(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description + noNames, Optional: true, Validators: []validator.Int64{int64validator.Between(1, maxCode)}}
}
