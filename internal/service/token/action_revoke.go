package token

import (
	"context"
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// RevokeAction describes the action zerotrust_token_revoke.
func RevokeAction() life.Action {
	return life.Action{
		Type: "token_revoke", Argument: "token_id", Object: "token", Verb: "Revoke", Title: "Token",
		Description: "Revokes an API token by suspending it. A token that is revoked already is no error; one that does not exist is, since the id may be mistaken. " +
			"If the token is a `zerotrust_token` of the configuration, its next plan shows the changed status.",
		Run: func(ctx context.Context, client *edge.Client, id string, report func(string)) error {
			found, err := client.Tokens.Get(ctx, id)
			if err != nil {
				return err
			}
			if found.Status == edge.StatusSuspended {
				report(fmt.Sprintf("The token %q (%s) is revoked already.", found.Name, id))
				return nil
			}
			if err := client.Tokens.Revoke(ctx, id); err != nil {
				return err
			}
			report(fmt.Sprintf("The token %q (%s) is revoked.", found.Name, id))
			return nil
		},
	}
}
