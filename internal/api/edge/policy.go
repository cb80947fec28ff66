package edge

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Policy is the contract's Policy. Zero values are left out of requests.
type Policy struct {
	UUID             string            `json:"uuid,omitempty"`
	Name             string            `json:"name,omitempty"`
	Description      string            `json:"description,omitempty"`
	Type             api.Int64         `json:"type,omitempty"`
	Action           api.Int64         `json:"action,omitempty"`
	AppFilter        *Filter           `json:"app_filter,omitempty"`
	SessionFilter    *Filter           `json:"session_filter,omitempty"`
	Priority         api.Int64         `json:"priority,omitempty"`
	AllowGuestAccess bool              `json:"allow_guest_access,omitempty"`
	Constraints      map[string]string `json:"constraints,omitempty"`
	MitmSettings     *MitmSettings     `json:"mitm_settings,omitempty"`
	WorkflowUUID     string            `json:"workflow_uuid,omitempty"`
	Metadata         string            `json:"metadata,omitempty"`
	IntegrationID    string            `json:"integration_id,omitempty"`
	Status           Status            `json:"status,omitempty"`
	DataSource       api.Text          `json:"data_source,omitempty"`
	AccountName      string            `json:"account_name,omitempty"`

	FilterSelectorDisplayNames map[string]string `json:"filter_selector_display_names,omitempty"`
	ParentAppControlPolicyUUID string            `json:"parent_app_control_policy_uuid,omitempty"`
	PolicyEventType            *api.Int64        `json:"policy_event_type,omitempty"`
	CreateTime                 api.Time          `json:"create_time,omitempty"`
	CreatorUUID                string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName         string            `json:"creator_display_name,omitempty"`
	UpdateTime                 api.Time          `json:"update_time,omitempty"`
	UpdaterUUID                string            `json:"updater_uuid,omitempty"`
	UpdaterDisplayName         string            `json:"updater_display_name,omitempty"`
}

// Filter is the contract's Filter: it matches when any include group does, unless any exclude group does.
type Filter struct {
	IncludeAny []SelectorGroup `json:"include_any,omitempty"`
	ExcludeAny []SelectorGroup `json:"exclude_any,omitempty"`
}

// SelectorGroup is the contract's FilterSelectorGroup: tags in the form key:value, all of which must match.
type SelectorGroup struct {
	All []string `json:"all,omitempty"`
}

// MitmSettings is the contract's PolicyMitmSettings.
type MitmSettings struct {
	FailClose bool `json:"fail_close,omitempty"`
}

func (p Policy) identifier() string { return p.UUID }
func (p Policy) status() Status     { return p.Status }
func (p Policy) label() string      { return p.Name }
func (p Policy) created() api.Time  { return p.CreateTime }
func (p Policy) updated() api.Time  { return p.UpdateTime }

// createPolicyRequest adds what only a create takes.
type createPolicyRequest struct {
	Policy
	WorkflowName string `json:"workflow_name,omitempty"`
}

type updatePolicyRequest struct {
	UUID               string   `json:"uuid,omitempty"`
	Policy             Policy   `json:"policy"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
	ExpectedUpdateTime api.Time `json:"expected_update_time,omitempty"`
}

// Policies are the calls about policies.
type Policies struct{ *Objects[Policy] }

func newPolicies(c *Client, cfg Config) *Policies {
	all := displayNames() // a read by id has the display names, too
	maps.Copy(all, url.Values{"appid": {""}, "userid": {""}})
	return &Policies{newObjects(c, cfg, kind[Policy]{
		create: opCreatePolicy, get: opGetPolicy, list: opQueryPolicies, update: opUpdatePolicy, member: "policies", all: all, assumed: true,
	})}
}

// Create is that of every kind, with the name of a workflow, which may stand for WorkflowUUID; the service resolves it and refuses a
// name that not exactly one workflow has, which is a *WorkflowNameError.
func (p *Policies) Create(ctx context.Context, policy Policy, workflowName string) (Policy, error) {
	body := createPolicyRequest{Policy: policy, WorkflowName: workflowName}
	created, err := typed[Policy](p.calls.createAs(ctx, making{wanted: policy, body: body, recordAs: body, neverAnswered: []string{"workflow_name"}}))
	if workflowName == "" || api.StatusOf(err) != http.StatusBadRequest {
		return created, err
	}
	// Errors of this service name no field, so the list must tell whether it was the name.
	_, nameErr := p.calls.client.Workflows.Find(ctx, workflowName)
	if _, ok := errors.AsType[*WorkflowNameError](nameErr); ok {
		return Policy{}, nameErr
	}
	return Policy{}, err
}

// Update implements the contract's updatePolicy under its optimistic lock: it fails if the policy's update time is
// no longer expected (epoch milliseconds).
func (p *Policies) Update(ctx context.Context, id string, change Policy, toClear []string, expected int64) (Policy, error) {
	return typed[Policy](p.calls.update(ctx, id, updatePolicyRequest{UUID: id, Policy: change, AttributesToDelete: toClear, ExpectedUpdateTime: api.Time(expected)}, change, toClear))
}

// MayBeStale says whether the error of an update can be the answer to an update time that is no longer the last one, for
// which the contract has no status: any 4xx that does not mean something else.
func MayBeStale(err error) bool {
	switch status := api.StatusOf(err); status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusTooManyRequests:
		return false
	default:
		return status >= 400 && status < 500
	}
}

// Delete is that of every kind, under the optimistic lock.
func (p *Policies) Delete(ctx context.Context, id string, expected int64) error {
	return p.calls.retire(ctx, id, func(status Status) (Status, error) {
		updated, err := p.Update(ctx, id, Policy{Status: status}, nil, expected)
		if err == nil {
			expected = int64(updated.UpdateTime) // an update whose status is ignored may move the lock nevertheless
		}
		return updated.Status, err
	})
}
