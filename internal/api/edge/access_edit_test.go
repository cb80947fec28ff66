package edge_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// TestEditAccess_waitEndsWithTheContext: an edit that waits for another one of the same rule gives up with its context and
// says what it was waiting for; the next one gets its turn.
func TestEditAccess_waitEndsWithTheContext(t *testing.T) {
	t.Parallel()
	arrived, release := make(chan struct{}, 100), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		arrived <- struct{}{}
		<-release
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"uuid":"a1","status":2}`))
	}))
	t.Cleanup(server.Close)
	c := client(t, server.URL, func(cfg *edge.Config) { cfg.Auth = edge.AuthBearer })
	look := func(ctx context.Context) error {
		_, err := c.Accesses.Edit(ctx, "a1", func(edge.Access) (edge.Access, []string) { return edge.Access{}, nil })
		return err
	}
	first := make(chan error, 1)
	go func() { first <- look(t.Context()) }()
	<-arrived

	over := errors.New("the time is over")
	for name, c := range map[string]struct {
		cause, want error
	}{
		"cancelled":            {nil, context.Canceled},
		"a cause of that kind": {errors.Join(context.Canceled, over), over},
		"another cause":        {over, context.Canceled},
	} {
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(c.cause)
		err := look(ctx)
		if !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), "waiting for another change of the access rule: ") || api.Ambiguous(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	close(release)
	if err := <-first; err != nil {
		t.Errorf("the edit that had its turn: %v", err)
	}
	if err := look(t.Context()); err != nil {
		t.Errorf("the edit after it: %v", err)
	}
}
