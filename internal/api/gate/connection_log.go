package gate

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// ConnectionLog is the contract's ConnectionLogFlat: one connection event between a device and an application.
type ConnectionLog struct {
	DeviceID       string         `json:"device_id"`
	ApplicationID  string         `json:"application_id"`
	ConnectionType string         `json:"connection_type"`
	Timestamp      string         `json:"timestamp"` // RFC 3339, UTC
	Status         string         `json:"status"`
	IPAddress      string         `json:"ip_address,omitempty"`
	UserAgent      string         `json:"user_agent,omitempty"`
	Duration       *float64       `json:"duration,omitempty"` // unit not stated by the vendor
	Metadata       map[string]any `json:"metadata,omitempty"`
}

// ConnectionLogReceipt is what the answers to both body forms have in common.
type ConnectionLogReceipt struct {
	ID        api.Text `json:"id"` // a number in one form, a text in the other
	CreatedAt string   `json:"created_at"`
	Timestamp string   `json:"timestamp"`
	// Differing are the paths of what the answer repeats with another value than was sent, such as "metadata.location", sorted.
	Differing []string `json:"-"`
}

// Delivery says what becomes of an event whose answer is lost, so that nobody knows whether it is in the log.
type Delivery bool

// The deliveries. A repetition may be a second entry, and is told as an api.FoundRepeated.
const (
	AtMostOnce  Delivery = false
	AtLeastOnce Delivery = true
)

// CreateConnectionLog implements the contract's createDeviceAppConnectionLog in its flat form. The log is append-only:
// see Delivery for a call whose outcome is not known.
func (c *Client) CreateConnectionLog(ctx context.Context, event ConnectionLog, delivery Delivery) (ConnectionLogReceipt, error) {
	body, err := api.EncodeBody(event)
	if err != nil {
		return ConnectionLogReceipt{}, err
	}
	return c.CreateRawConnectionLog(ctx, body, delivery)
}

// CreateRawConnectionLog implements createDeviceAppConnectionLog with a body that the caller wrote.
func (c *Client) CreateRawConnectionLog(ctx context.Context, body json.RawMessage, delivery Delivery) (ConnectionLogReceipt, error) {
	return c.createLog(ctx, body, members(body), delivery)
}

// EnvelopedConnectionLog is the contract's ConnectionLogInner: the event of the earlier form.
type EnvelopedConnectionLog struct {
	DeviceID         string   `json:"device_id"`
	AppID            string   `json:"app_id"`
	ConnectionType   string   `json:"connection_type,omitempty"` // here the medium
	ConnectionStatus string   `json:"connection_status,omitempty"`
	Timestamp        string   `json:"timestamp"` // RFC 3339, UTC
	IPAddress        string   `json:"ip_address,omitempty"`
	SignalStrength   *float64 `json:"signal_strength,omitempty"`
	DataTransferred  *int64   `json:"data_transferred,omitempty"` // unit not stated by the vendor
}

// CreateEnvelopedConnectionLog implements the earlier form of createDeviceAppConnectionLog: a JSON object in a string. Its
// answer calls the time of acceptance timestamp, and the outcome of the call status.
func (c *Client) CreateEnvelopedConnectionLog(ctx context.Context, event json.RawMessage, delivery Delivery) (ConnectionLogReceipt, error) {
	sent := members(event)
	delete(sent, "timestamp")
	delete(sent, "status")
	receipt, err := c.createLog(ctx, map[string]string{"data": string(event)}, sent, delivery)
	receipt.CreatedAt = cmp.Or(receipt.CreatedAt, receipt.Timestamp)
	return receipt, err
}

// UnnamedPrefix is how the id of an event begins that the service has accepted without naming it.
const UnnamedPrefix = "unnamed-"

// createLog sends an event. What the log holds cannot be read, so that nobody can look whether an event whose answer was lost
// is in it: see api.Create. The members of the event are compared with those of the answer.
func (c *Client) createLog(ctx context.Context, body any, event map[string]any, delivery Delivery) (ConnectionLogReceipt, error) {
	delete(event, "id")
	delete(event, "created_at")
	return api.Create(ctx, c.creator, api.Creation[ConnectionLogReceipt]{
		Operation: operation,
		Wanted:    map[string]any{"event": body},
		// Nothing of an event can be read again, so that a record of its id alone says what it is.
		NeverAnswered: []string{"event"},
		AtLeastOnce:   delivery == AtLeastOnce,
		Send:          func(ctx context.Context) (ConnectionLogReceipt, error) { return c.sendLog(ctx, body, event) },
		Read: func(_ context.Context, id string) (ConnectionLogReceipt, error) {
			return ConnectionLogReceipt{ID: api.Text(id)}, nil
		},
		Describe: func(receipt ConnectionLogReceipt) api.Described { return api.Described{ID: string(receipt.ID)} },
	})
}

// InState says that an event is in somebody's state, so that no lost answer can be about it.
func (c *Client) InState(ctx context.Context, id string) { c.creator.InState(ctx, id) }

const operation, route = "createDeviceAppConnectionLog", "/device_app_connection_log/"

func (c *Client) sendLog(ctx context.Context, body any, event map[string]any) (ConnectionLogReceipt, error) {
	var receipt echo
	err := c.post(ctx, operation, route, body, &receipt)
	if api.IsEmptyAnswer(err) { // an error would have the event sent again, and it can be compared with nothing
		return ConnectionLogReceipt{ID: api.Text(UnnamedPrefix + rand.Text())}, nil
	}
	if err != nil {
		return ConnectionLogReceipt{}, err
	}
	if receipt.ID == "" {
		return ConnectionLogReceipt{}, &api.Error{
			Service: service, Operation: operation, Method: http.MethodPost, Route: route,
			Status: http.StatusCreated, Attempts: 1, Sent: true, Err: errors.New("the answer holds no id"),
		}
	}
	receipt.Differing = differing(event, receipt.members, "")
	return receipt.ConnectionLogReceipt, nil
}
