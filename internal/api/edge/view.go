package edge

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"time"
)

// View implements the contract's queryView. The answer is not documented, so it is handed on as it came, but for the credential
// and the session of the client, if the service repeats them.
func (c *Client) View(ctx context.Context, view string, start, end time.Time) (json.RawMessage, error) {
	var answer json.RawMessage
	query := url.Values{"start_time": {strconv.FormatInt(start.UnixMilli(), 10)}, "end_time": {strconv.FormatInt(end.UnixMilli(), 10)}}
	err := c.do(ctx, call{operation: opQueryView, id: view, query: query, idempotent: true}, &answer)
	for _, secret := range c.Secrets() {
		if secret != "" {
			answer = bytes.ReplaceAll(answer, []byte(secret.Value()), []byte("[redacted]"))
		}
	}
	return answer, err
}
