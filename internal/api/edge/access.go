package edge

import (
	"context"
	"net/url"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Access is the contract's Access: every selected user may reach every selected app. Zero values are left out of requests.
type Access struct {
	UUID             string    `json:"uuid,omitempty"`
	AccessType       api.Int64 `json:"access_type,omitempty"`
	AllowGuestAccess bool      `json:"allow_guest_access,omitempty"`
	AppList          []string  `json:"app_list,omitempty"`
	UserList         []string  `json:"user_list,omitempty"`
	RevokedUserList  []string  `json:"revoked_user_list,omitempty"` // update only
	EndTime          api.Time  `json:"end_time,omitempty"`          // update only
	Description      string    `json:"description,omitempty"`
	IntegrationID    string    `json:"integration_id,omitempty"`
	Status           Status    `json:"status,omitempty"`
	DataSource       api.Text  `json:"data_source,omitempty"`
	AccountName      string    `json:"account_name,omitempty"`
	CreateTime       api.Time  `json:"create_time,omitempty"`
	CreatorUUID      string    `json:"creator_uuid,omitempty"`
	UpdateTime       api.Time  `json:"update_time,omitempty"`
}

func (a Access) identifier() string { return a.UUID }
func (a Access) status() Status     { return a.Status }
func (a Access) label() string      { return "" }
func (a Access) created() api.Time  { return a.CreateTime }
func (a Access) updated() api.Time  { return a.UpdateTime }

// Members returns user_list or app_list, by its name.
func (a *Access) Members(list string) *[]string {
	if list == "app_list" {
		return &a.AppList
	}
	return &a.UserList
}

type updateAccessRequest struct {
	UUID               string   `json:"uuid,omitempty"`
	Access             Access   `json:"access"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// Accesses are the calls about access rules.
type Accesses struct {
	*Objects[Access]
	members members
}

func newAccesses(c *Client, cfg Config) *Accesses {
	a := &Accesses{Objects: newObjects(c, cfg, kind[Access]{
		create: opCreateAccess, get: opGetAccess, list: opQueryAccesses, update: opUpdateAccess,
		member: "accesses", all: url.Values{"appid": {""}, "userid": {""}}, assumed: true, // both are required; empty ones select everything
		updating: func(id string, change Access, toClear []string) any {
			return updateAccessRequest{UUID: id, Access: change, AttributesToDelete: toClear}
		},
		finds: func(a Access) url.Values {
			app, user := plain(a.AppList), plain(a.UserList)
			if app == "" || user == "" {
				return nil
			}
			return url.Values{"appid": {app}, "userid": {user}}
		},
		retiring: func(status Status) Access { return Access{Status: status} },
	})}
	a.members.read, a.members.write = a.Get, a.Update
	return a
}

// plain returns an element of a list that is an id and no selector; "" if there is none.
func plain(list []string) string {
	for _, element := range list {
		if !strings.Contains(element, ":") {
			return element
		}
	}
	return ""
}

// Edit reads a rule, hands it to edit, and writes what edit returns: the user_list and app_list to set, and the names of those
// to clear. Edit must say "nothing" of a rule that is as wanted, and may be called any number of times.
//
// The service replaces a list as a whole and has no lock, so two writers that read the same version undo each other. Edits of
// one rule by one client are therefore made together, and each ends well only when the rule, read again after a while in
// which every other writer that follows the same rule has finished its write, still is as wanted. It takes half a second
// longer than its requests, or more. If the rule does not stay as wanted, the error wraps ErrNotKept.
func (a *Accesses) Edit(ctx context.Context, id string, edit func(Access) (change Access, toClear []string)) (Access, error) {
	return a.members.edit(ctx, id, edit)
}
