package api_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestSettle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, _ := offline(t, func(_ int, r *http.Request) (*http.Response, error) { return respond(r, 200, "{}") },
			func(cfg *api.Config) { cfg.RetryWait = time.Second })
		broken := errors.New("broken")
		for name, tt := range map[string]struct {
			settlesAt, failsAt int
			looks              int
			took               time.Duration
			err                error
		}{
			"at once":        {settlesAt: 1, looks: 1},
			"after a moment": {settlesAt: 3, looks: 3, took: 750 * time.Millisecond},
			"never":          {looks: 5, took: 3750 * time.Millisecond},
			"a failure":      {failsAt: 2, looks: 2, took: 250 * time.Millisecond, err: broken},
		} {
			begun, looks := time.Now(), 0
			err := c.Settle(t.Context(), func(context.Context) (bool, error) {
				looks++
				if looks == tt.failsAt {
					return false, broken
				}
				return looks == tt.settlesAt, nil
			})
			if !errors.Is(err, tt.err) || looks != tt.looks || time.Since(begun) != tt.took {
				t.Errorf("%s: %v after %d looks and %s", name, err, looks, time.Since(begun))
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := c.Settle(ctx, func(context.Context) (bool, error) { return false, nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who gave up got %v", err)
		}
	})
}
