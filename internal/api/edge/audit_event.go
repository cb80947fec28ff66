package edge

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// AuditEvent is the contract's AuditEvent: a call that somebody made.
type AuditEvent struct {
	UUID               string    `json:"uuid,omitempty"`
	CreateTime         api.Time  `json:"create_time,omitempty"`
	Op                 string    `json:"op,omitempty"`
	Method             string    `json:"method,omitempty"`
	Path               string    `json:"path,omitempty"`
	MatchedPath        string    `json:"matched_path,omitempty"`
	Protocol           string    `json:"protocol,omitempty"`
	ProtoVersion       string    `json:"proto_version,omitempty"`
	RequestBody        string    `json:"request_body,omitempty"` // with whatever credentials it held
	ResponseStatus     api.Int64 `json:"response_status,omitempty"`
	ResponseStatusText string    `json:"response_status_text,omitempty"`
	AuthUUID           string    `json:"auth_uuid,omitempty"`
	AuthType           string    `json:"auth_type,omitempty"`
	AuthRole           api.Int64 `json:"auth_role,omitempty"`
	AuthAccountName    string    `json:"auth_account_name,omitempty"`
	UserDisplayName    string    `json:"user_display_name,omitempty"`
	UserLogin          string    `json:"user_login,omitempty"`
	ClientIP           string    `json:"client_ip,omitempty"`
	Trace              string    `json:"trace,omitempty"`
	ExpireTimeSec      api.Int64 `json:"expire_time_sec,omitempty"` // epoch or duration: not stated
	AccountName        string    `json:"account_name,omitempty"`
}

// AuditEvents is the contract's QueryAuditEventsResponse.
type AuditEvents struct {
	AuditEvents []AuditEvent `json:"audit_events,omitempty"`
}

// milliseconds writes a moment as queries take it.
func milliseconds(at time.Time) string { return strconv.FormatInt(at.UnixMilli(), 10) }

// QueryAuditEvents implements the contract's queryAuditEvents, newest first. A zero end is now.
func (c *Client) QueryAuditEvents(ctx context.Context, start, end time.Time) (AuditEvents, error) {
	query := url.Values{"start_time": {milliseconds(start)}}
	if !end.IsZero() {
		query.Set("end_time", milliseconds(end))
	}
	var answer AuditEvents
	err := c.do(ctx, call{operation: opQueryAuditEvents, query: query, idempotent: true}, &answer)
	slices.SortFunc(answer.AuditEvents, func(a, b AuditEvent) int {
		return cmp.Or(cmp.Compare(b.CreateTime, a.CreateTime), cmp.Compare(a.UUID, b.UUID))
	})
	return answer, err
}

// GetAuditEvent implements the contract's getAuditEvent.
func (c *Client) GetAuditEvent(ctx context.Context, id string) (AuditEvent, error) {
	var answer AuditEvent
	err := c.do(ctx, call{operation: opGetAuditEvent, id: id, idempotent: true}, &answer)
	if err == nil && answer.UUID != id {
		return AuditEvent{}, c.mismatch(opGetAuditEvent, answer.UUID, id)
	}
	return answer, err
}
