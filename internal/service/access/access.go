// Package access implements zerotrust_access: which users may reach which apps.
package access

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// Noun describes access rules. Beside are the kinds of objects that a list of rules brings along.
func Noun(beside ...life.Beside) life.Noun[edge.Access] {
	return life.Noun[edge.Access]{
		Words:   life.Words{Title: "Access", Titles: "Accesses", One: "access rule", Many: "access rules"},
		Objects: func(c *edge.Client) *edge.Objects[edge.Access] { return c.Accesses.Objects },
		Description: "An access rule: every selected user may reach every selected app.\n\n" +
			"Destroying the rule sets its status to deleted. If the service refuses that, the rule is suspended instead, and a warning says so.",
		Attributes: attributes,
		KeyTitle:   "Rules have no name to select them by.",
		Label:      "description",
		ReadsOne:   "Reads one access rule by its id.",
		ReadsMany:  "Reads the access rules of the account, or those that apply to an app or a user, with the apps, groups and users that they name.",
		Lists:      "Finds the access rules of the account, or those that apply to an app or a user.",
		Found:      "The access rules, by id.",
		Filters: []life.Filter{
			{Name: "app_id", Description: "Only rules that apply to the app of this id.", Parameter: "appid", Selector: true},
			{Name: "user_id", Description: "Only rules that apply to the user of this id.", Parameter: "userid", Selector: true},
		},
		Brings:     beside,
		UpdateOnly: []string{"revoked_user_list", "end_time"},
		Whole:      []string{"app_list", "user_list"},
		Seen:       claim,
	}
}

// claim notes the lists that are configured, and tells of members that the plan has shown for them (zerotrust_access_member).
// No more than a warning comes of it: a CLI that destroys plans what is configured first, and must not be kept from it.
func claim(r *managed.Base[edge.Client], id string, configured func(name string) bool) (d diag.Diagnostics) {
	claims := r.Claims()
	for _, list := range []string{"user_list", "app_list"} {
		if claims == nil || !configured(list) {
			continue
		}
		if members := claims.Claim(id, list); len(members) > 0 {
			d.AddAttributeWarning(path.Root(list), "List Managed as a Whole", fmt.Sprintf("The access rule %s sets %s, and zerotrust_access_member adds to it: %s. "+
				"The list removes what it does not hold, and the member adds it again. Add the selectors to the list and remove the members, or leave %s out here.",
				id, list, strings.Join(members, ", "), list))
		}
	}
	return d
}

// members is the rule for lists that have an additive form as well.
const members = " If it is set, also to an empty list, it is managed as a whole; else its members may come from `zerotrust_access_member`."

func attributes() map[string]schema.Attribute {
	selectors := setvalidator.ValueStringsAre(validators.Selector())
	return map[string]schema.Attribute{
		"id":                 argument.ID("access rule"),
		"description":        argument.String("Description."),
		"app_list":           argument.ServerSet("App selectors. The vendor does not publish their format; the example takes app ids."+members, false, types.StringType, selectors),
		"user_list":          argument.ServerSet("User selectors, such as `group:engineering`."+members, false, types.StringType, selectors),
		"access_type":        argument.Int64("Kind of access, one of "+argument.Values(edge.AccessTypeValues())+". The vendor does not publish their meaning.", int64validator.OneOf(edge.AccessTypeValues()...)),
		"allow_guest_access": argument.Bool("Whether guests may use the rule."),
		"revoked_user_list":  argument.ServerSet("Users whose access was taken away. Set by an update right after the rule is created.", true, types.StringType, selectors),
		"end_time":           argument.ServerTime("End of validity, such as `2027-01-31T18:00:00Z`; `\"\"` for none. Set by an update right after the rule is created."),
		"status":             argument.Status(),
		"integration_id":     argument.String("Integration that the rule was synchronised from; empty for local rules."),
	}
}
