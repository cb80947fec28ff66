package apptego

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// MaxDeviceQueryCharacters is the contract's limit of a query of the device logs.
const MaxDeviceQueryCharacters = 2000

// DeviceLogQuery is the contract's DeviceLogsQuery. What is left out selects everything.
type DeviceLogQuery struct {
	From      *int64 `json:"from,omitempty"` // Unix seconds
	To        *int64 `json:"to,omitempty"`   // Unix seconds
	EventType string `json:"event_type,omitempty"`
	DeviceID  string `json:"device_id,omitempty"` // part of the id
	Query     string `json:"query,omitempty"`
	// LastEvaluatedKey is a cursor: one that the service has answered, or DeviceLogRow.Next.
	LastEvaluatedKey string `json:"last_evaluated_key,omitempty"`
}

// DeviceLogRow is the contract's DeviceLogRow.
type DeviceLogRow struct {
	EventID   string          `json:"event_id"`
	DeviceID  string          `json:"device_id"`
	EventType string          `json:"event_type"`
	EventData json.RawMessage `json:"event_data"`
	IPAddress *string         `json:"ip_address"` // nil if the tenant does not store addresses
	Country   *string         `json:"country"`
	Timestamp api.Int64       `json:"timestamp"` // Unix seconds
	// Next is the cursor that continues after the row. The service has cursors between pages only: within a page it is the one
	// that led to the page, with the id of the row. A row without an id has that of its page, which repeats rows.
	Next string `json:"-"`
}

// rowMark is between the cursor of a page, which is opaque, and the id of a row of that page.
const rowMark = "#event_id="

// DeviceLogs implements the contract's queryDeviceLogs: the rows, newest first, a page at a time as they are asked for. An
// error ends them. The cursor of an answer is opaque and copied into the next request, until an answer has none, however
// many rows a page has. A page may begin with the row that the cursor names: rows are told apart by their event_id. After a
// DeviceLogRow.Next everything is left out up to its row; that the row is not there is an error.
func (c *Client) DeviceLogs(ctx context.Context, query DeviceLogQuery) iter.Seq2[DeviceLogRow, error] {
	return func(yield func(DeviceLogRow, error) bool) {
		in := call{operation: "queryDeviceLogs", route: "/frontend/device_logs_query", idempotent: true}
		request := query
		key, after, _ := strings.Cut(query.LastEvaluatedKey, rowMark)
		request.LastEvaluatedKey = key
		seen, rows := map[string]bool{}, map[string]bool{}
		for {
			in.body = request
			var answer struct {
				Results          *[]DeviceLogRow `json:"results"`
				LastEvaluatedKey string          `json:"last_evaluated_key"`
			}
			if err := c.do(ctx, in, &answer); err != nil {
				yield(DeviceLogRow{}, err)
				return
			}
			if answer.Results == nil {
				yield(DeviceLogRow{}, in.unusable(http.StatusOK, errors.New("the answer holds no results")))
				return
			}
			sent, further := request.LastEvaluatedKey, false
			for i, row := range *answer.Results {
				if row.EventID != "" && rows[row.EventID] {
					continue
				}
				rows[row.EventID], further = true, true
				if after != "" {
					if row.EventID == after {
						after = ""
					}
					continue
				}
				if row.Next = sent; row.EventID != "" {
					row.Next += rowMark + row.EventID
				}
				if i == len(*answer.Results)-1 && answer.LastEvaluatedKey != "" {
					row.Next = answer.LastEvaluatedKey
				}
				if !yield(row, nil) {
					return
				}
			}
			request.LastEvaluatedKey = answer.LastEvaluatedKey
			// A cursor may stand at the last row; a full page would hide what comes after it.
			ended := request.LastEvaluatedKey == "" || request.LastEvaluatedKey == sent && !further && len(*answer.Results) < pageSize
			switch {
			case ended && after != "":
				yield(DeviceLogRow{}, in.unusable(http.StatusOK, errors.New("the log does not hold the row of the cursor: begin without one")))
				return
			case ended:
				return
			case seen[request.LastEvaluatedKey]:
				yield(DeviceLogRow{}, in.unusable(http.StatusOK, errors.New("the service answers a cursor that it answered before, so its pages have no end")))
				return
			}
			seen[request.LastEvaluatedKey] = true
		}
	}
}
