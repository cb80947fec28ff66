package apptego

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// pageSize is the number of rows of a full page of both logs (contract x-page-size).
const pageSize = 50

// AuditLogQuery is the contract's AuditLogsQuery.
type AuditLogQuery struct {
	From  int64  `json:"from"`  // Unix seconds
	To    int64  `json:"to"`    // Unix seconds
	Query string `json:"query"` // needed even when empty
	// LastEvent leaves out this event and what is newer, so that the event of a row continues after it. Nil leaves out nothing.
	LastEvent *int64 `json:"last_event,omitempty"`
}

// AuditLogRow is the contract's AuditLogRow.
type AuditLogRow struct {
	Event        api.Int64       `json:"event"`
	UserID       *string         `json:"user_id"`
	APICall      string          `json:"api_call"`
	CreationTime api.Int64       `json:"creation_time"` // Unix seconds
	Successful   bool            `json:"successful"`
	RawData      json.RawMessage `json:"raw_data"` // JSON in a string; may hold what requests held
}

// AuditLogs implements the contract's queryAuditLogs: the rows, newest first, a page at a time as they are asked for. An
// error ends them. The answers bear no cursor: the smallest event of a page is sent for the next one, until a page brings no
// further event. A page that is not full is not the end: the contract says "up to 50". Whether the event that was sent is
// part of the next page is not documented, so it is left out there.
func (c *Client) AuditLogs(ctx context.Context, query AuditLogQuery) iter.Seq2[AuditLogRow, error] {
	return func(yield func(AuditLogRow, error) bool) {
		in := call{operation: "queryAuditLogs", route: "/frontend/audit_logs_query", idempotent: true}
		request := query
		for {
			in.body = request
			var answer struct {
				Results *[]AuditLogRow `json:"results"`
			}
			if err := c.do(ctx, in, &answer); err != nil {
				yield(AuditLogRow{}, err)
				return
			}
			if answer.Results == nil {
				yield(AuditLogRow{}, in.unusable(http.StatusOK, errors.New("the answer holds no results")))
				return
			}
			next := request.LastEvent
			for _, row := range *answer.Results {
				event := int64(row.Event)
				if request.LastEvent != nil && event >= *request.LastEvent {
					continue
				}
				if next == nil || event < *next {
					next = &event
				}
				if !yield(row, nil) {
					return
				}
			}
			if next == request.LastEvent {
				// A full page of known events hides what comes after it.
				if len(*answer.Results) >= pageSize {
					yield(AuditLogRow{}, in.unusable(http.StatusOK, errors.New("the service answers the same page again: its events do not go down")))
				}
				return
			}
			request.LastEvent = next
		}
	}
}
