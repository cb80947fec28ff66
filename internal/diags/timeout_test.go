package diags_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// TestTimeout_texts: who reads of a timeout learns which one it was, where to change it, and what took the time.
func TestTimeout_texts(t *testing.T) {
	t.Parallel()
	const limit = 500 * time.Millisecond
	held := func(a answer) edge.Config { return edge.Config{HTTP: http1(service(t, a))} }
	login := held(answer{hang: true})
	login.APIToken, login.Auth = "api-token", edge.AuthTokenLogin
	login.HTTP.RequestTimeout = 2 * limit // the login goes on for others, and would hold up the end of the service
	login.HTTP.MaxRetries = 0
	for name, c := range map[string]struct {
		operation, verb, object string
		client                  *edge.Client
		call                    func(context.Context, *edge.Client) error
	}{
		"timeouts.create for the answer": {"create", "Create", `"git"`, edgeClient(t, held(answer{hang: true})), func(ctx context.Context, c *edge.Client) error {
			_, err := c.Apps.Create(ctx, edge.App{Name: "git"})
			return err
		}},
		"timeouts.read at login": {"read", "Read", "a1", edgeClient(t, login), func(ctx context.Context, c *edge.Client) error {
			_, err := c.Apps.Get(ctx, "a1")
			return err
		}},
		"timeouts.update as the service asked": {
			"update", "Update", "a1", edgeClient(t, held(answer{status: 503, body: `{"message":"busy"}`, retryAfter: "30"})), func(ctx context.Context, c *edge.Client) error {
				_, err := c.Accesses.Update(ctx, "a1", edge.Access{Description: "d"}, nil)
				return err
			},
		},
		"timeouts.delete before it was sent": {"delete", "Delete", "a1", edgeClient(t, held(answer{status: 200})), func(ctx context.Context, c *edge.Client) error {
			<-ctx.Done()
			return c.Accesses.Delete(ctx, "a1")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeoutCause(t.Context(), limit, &diags.Timeout{Operation: c.operation, Limit: limit})
			defer cancel()
			var d diag.Diagnostics
			diags.API(&d, c.verb, "Object", c.object, c.call(ctx, c.client))
			golden(t, name, text(d))
		})
	}
}

func TestTimeout_isADeadline(t *testing.T) {
	t.Parallel()
	for limit, want := range map[time.Duration]string{
		20 * time.Minute: "20m", 90 * time.Second: "1m30s", time.Hour: "1h", 90 * time.Minute: "1h30m", 10 * time.Second: "10s", 3605 * time.Second: "1h0m5s", 40 * time.Millisecond: "40ms",
	} {
		timeout := &diags.Timeout{Operation: "read", Limit: limit}
		if got := timeout.Error(); got != "timeouts.read of "+want+" is over" || !timeout.Is(context.DeadlineExceeded) || timeout.Is(context.Canceled) {
			t.Errorf("%s: %s", fmt.Sprint(limit), got)
		}
	}
}
