// Package blob implements zerotrust_blob: text that clients of the service keep in it.
package blob

import (
	"context"

	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// Noun describes blobs.
func Noun() life.Noun[edge.Blob] {
	return life.Noun[edge.Blob]{
		Words:       life.Words{Title: "Blob", Titles: "Blobs"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Blob] { return c.Blobs.Objects },
		Description: "A blob: text that clients of the service, such as its console, keep in it by a key. A change must also change `key`, and makes another blob. A destroyed or replaced blob stays in the service, with a warning: no source documents a deletion.",
		Attributes:  attributes,
		Answers: func() map[string]dsschema.Attribute {
			return map[string]dsschema.Attribute{
				"user_uuid":   argument.ShownText("Id of the user who created the blob."),
				"create_time": argument.ShownTime("When the blob was created."),
				"update_time": argument.ShownTime("When the blob was changed last."),
			}
		},
		Label:      "name",
		KeyTitle:   "Its `key`: names need not be unique, and no operation lists all blobs.",
		ReadsOne:   "Reads one blob, by its key.",
		ReadsMany:  "Reads the blobs whose keys begin with a prefix, without their data.",
		Lists:      "Finds the blobs whose keys begin with a prefix.",
		Found:      "The blobs, by key, without their data: `zerotrust_blob` shows that of one.",
		Filters:    []life.Filter{{Name: "prefix", Description: "Only blobs whose keys begin with this.", Parameter: "prefix", Required: true}},
		Alone:      []string{"data"},
		Ends:       life.LeftBehind,
		CreateOnly: []string{"data", "expire_time_sec", "key", "name"},
		Taken:      "key",
		Creates: func(ctx context.Context, c *life.Creating[edge.Blob]) (edge.Blob, error) {
			return c.Client.Blobs.Create(ctx, c.Wanted)
		},
	}
}

func attributes() map[string]schema.Attribute {
	data := argument.String("Text of the blob.")
	data.Sensitive = true
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "Id of the blob, its `key`.", Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"key": schema.StringAttribute{
			MarkdownDescription: "Key of the blob, usually a prefix for the client and an id. A change creates another blob; the old one stays in the service.", Required: true,
			Validators: []validator.String{managed.Addressable{}},
		},
		"name":            argument.String("Name of the blob, for its client."),
		"data":            data,
		"expire_time_sec": argument.Int64("When the blob expires, in seconds; `0` for never. The vendor does not say whether it counts from 1970 or from the creation.", int64validator.AtLeast(0)),
	}
}
