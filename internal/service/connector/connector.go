// Package connector implements zerotrust_connector: what carries traffic to private apps.
package connector

import (
	"context"
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

const (
	uniqueName  = "unique_name"
	config      = "config"
	accessToken = "access_token"
)

// Noun describes connectors.
func Noun() life.Noun[edge.Connector] {
	return life.Noun[edge.Connector]{
		Words:       life.Words{Title: "Connector", Titles: "Connectors"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Connector] { return c.Connectors.Objects },
		Description: description,
		Attributes:  attributes,
		Answers:     answers,
		Key:         "name",
		KeyTitle:    "Display name",
		ReadsOne:    "Reads one connector, by its unique name or its display name, without its access token.",
		ReadsMany:   "Reads the connectors of the account, or those of a display name, without their access tokens.",
		Lists:       "Finds the connectors of the account, or those of a display name.",
		Found:       "The connectors, by display name and unique name.",
		Filters:     []life.Filter{{Name: "name", Description: "Only connectors of this display name."}},
		Ends:        life.LeftBehind,
		Replaced:    true,
		CreateOnly:  []string{uniqueName},
		Recorded:    []string{config},
		Taken:       uniqueName,
		Creates:     create,
	}
}

// create keeps the access token, which no other answer shows. A connector whose answer was lost is found without it.
func create(ctx context.Context, c *life.Creating[edge.Connector]) (edge.Connector, error) {
	created, err := c.Client.Connectors.Create(ctx, c.Wanted)
	if err != nil {
		return created, err
	}
	c.Plan[accessToken] = flex.StringOrNull(created.AccessToken.Value())
	if created.AccessToken == "" {
		c.Diagnostics.AddWarning("Connector Without Access Token", fmt.Sprintf("The service has created the connector %q, but its access token is not known, and the service never shows it again. "+
			"If you need the token, change unique_name: another connector is created.", created.UniqueName))
	}
	return created, nil
}
