package edge

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Card is the contract's Card: a chart over a dataset. Zero values are left out of requests.
type Card struct {
	UUID               string    `json:"uuid,omitempty"`
	Name               string    `json:"name,omitempty"`
	Description        string    `json:"description,omitempty"`
	ChartType          api.Int64 `json:"chart_type,omitempty"`
	Dataset            string    `json:"dataset,omitempty"`
	Data               string    `json:"data,omitempty"`
	DisplayConfig      string    `json:"display_config,omitempty"`
	Layout             string    `json:"layout,omitempty"`
	Status             Status    `json:"status,omitempty"`
	AccountName        string    `json:"account_name,omitempty"`
	CreateTime         api.Time  `json:"create_time,omitempty"`
	CreatorUUID        string    `json:"creator_uuid,omitempty"`
	CreatorDisplayName string    `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time  `json:"update_time,omitempty"`
	UpdaterUUID        string    `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string    `json:"updater_display_name,omitempty"`
}

func (c Card) identifier() string { return c.UUID }
func (c Card) status() Status     { return c.Status }
func (c Card) label() string      { return c.Name }
func (c Card) created() api.Time  { return c.CreateTime }
func (c Card) updated() api.Time  { return c.UpdateTime }

type cardRequest struct {
	UUID               string   `json:"uuid,omitempty"`
	Card               Card     `json:"card"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// Cards are the calls about cards.
type Cards struct{ *Objects[Card] }

func newCards(c *Client, cfg Config) *Cards {
	return &Cards{newObjects(c, cfg, kind[Card]{
		create: opCreateCard, get: opGetCard, list: opQueryCards, update: opUpdateCard, delete: opDeleteCard, member: "cards",
		creating: func(card Card) any { return cardRequest{Card: card} },
		updating: func(id string, change Card, toClear []string) any {
			return cardRequest{UUID: id, Card: change, AttributesToDelete: toClear}
		},
	})}
}
