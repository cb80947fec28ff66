// Package token implements zerotrust_token: API tokens, and their rotation.
package token

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Forms returns what the provider serves of tokens.
func Forms() life.Forms {
	kind := life.New(noun())
	forms := kind.Forms()
	forms.Resource = func() resource.Resource { return &tokenResource{kind.NewResource()} }
	return forms
}

func noun() life.Noun[edge.Token] {
	const suspended = "Whether suspended tokens are found as well, which revoked ones are. Default `false`."
	return life.Noun[edge.Token]{
		Words:       life.Words{Title: "Token", Titles: "Tokens"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Token] { return c.Tokens.Objects },
		Description: description,
		Attributes:  attributes,
		Answers: func() map[string]schema.Attribute { // secrets are not among them, even if an answer should hold them
			text := func(description string) schema.Attribute {
				return schema.StringAttribute{MarkdownDescription: description, Computed: true}
			}
			return map[string]schema.Attribute{
				"algo":              text("Algorithm of the token."),
				"account_uuid":      text("Id of the account."),
				"account_location":  text("Location of the account."),
				"account_shard":     text("Shard of the account."),
				"backend_shard":     text("Shard of the backend."),
				"creator_role":      schema.Int64Attribute{MarkdownDescription: "Role of the user who created the token. A number whose meaning the vendor does not publish.", Computed: true},
				"expire_time_sec":   schema.Int64Attribute{MarkdownDescription: "End of the token; `0` for none. The vendor does not say whether it counts from 1970 or from the creation.", Computed: true},
				"view_pii_log_only": schema.BoolAttribute{MarkdownDescription: "Whether the token serves only to view the personal data of one user.", Computed: true},
			}
		},
		Key:      "name",
		KeyTitle: "Name",
		ReadsOne: "Reads one API token, by its id or its name, without its secrets. Suspended tokens, which revoked ones are, are found by id only: " +
			"a token that was rotated has the name of its successor.",
		ReadsMany: "Reads the API tokens of the account, without their secrets.",
		Lists:     "Finds the API tokens of the account. Their secrets are not among what is found.",
		Found:     "The tokens, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only tokens of this name."},
			{Name: "get_all", Description: suspended, Flag: true},
		},
		NullImported: []string{"role", "ttl_sec", "user_uuid"}, // no answer ever shows them
		Selects: func(filters life.Values, t edge.Token) bool { // here, so that there is one kind of list
			return filters.Flag("get_all").ValueBool() || t.Status != edge.StatusSuspended
		},
	}
}
