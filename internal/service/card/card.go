// Package card implements zerotrust_card: charts of the console.
package card

import (
	"math"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes cards.
func Noun() life.Noun[edge.Card] {
	return life.Noun[edge.Card]{
		Words:       life.Words{Title: "Card", Titles: "Cards"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Card] { return c.Cards.Objects },
		Description: "A card of the console: a chart over a dataset, which dashboards show. A change of any argument replaces it, and a destroyed or replaced card stays in the service, with a warning: no source documents an update or a deletion.",
		Attributes:  attributes,
		Key:         "name",
		KeyTitle:    "Name",
		ReadsOne:    "Reads one card, by its id or its name.",
		ReadsMany:   "Reads the cards of the account, or those of a name.",
		Lists:       "Finds the cards of the account, or those of a name.",
		Found:       "The cards, by name and id.",
		Filters:     []life.Filter{{Name: "name", Description: "Only cards of this name."}},
		Ends:        life.LeftBehind,
		Replaced:    true,
	}
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":             argument.ID("card"),
		"name":           argument.Name("Display name."),
		"description":    argument.String("Description."),
		"chart_type":     argument.Int64("Kind of chart. A number whose meaning the vendor does not publish.", int64validator.Between(0, math.MaxInt32)),
		"dataset":        argument.String("Dataset that the card shows."),
		"data":           argument.String("What the card shows, usually as JSON. Another layout of the same JSON is no change."),
		"display_config": argument.String("How the card shows it, usually as JSON. Another layout of the same JSON is no change."),
		"layout":         argument.String("Where the card shows it, usually as JSON. Another layout of the same JSON is no change."),
		"status":         argument.Status(),
	}
}
