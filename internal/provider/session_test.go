package provider_test

import (
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestSession_expiresDuringManyReads: forty objects are refreshed at once when the session has ended. There is one login,
// each request that was refused is repeated once, and nothing is said.
func TestSession_expiresDuringManyReads(t *testing.T) {
	t.Parallel()
	const many = 40
	// The wait makes sure that all reads have begun before the first one is refused.
	s := acctest.Start(t, mockapi.Options{Latency: 50 * time.Millisecond})
	l := s.Lifecycle(t, "zerotrust_workflow", `"max_concurrent_requests": 40, "read_batching": false`)
	acctest.Quiet(t, l.Apply(t.Context(), `{"name":"n"}`))
	s.ExpireSessions()
	s.ResetJournal()
	begin, said := make(chan struct{}), make([][]*tfprotov6.Diagnostic, many)
	var group sync.WaitGroup
	for i := range many {
		group.Go(func() {
			<-begin
			resp, err := l.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
				TypeName: l.TypeName, CurrentState: l.State, Private: l.Private, CurrentIdentity: l.Identity,
			})
			if err != nil {
				t.Error(err)
				return
			}
			said[i] = resp.Diagnostics
		})
	}
	close(begin)
	group.Wait()
	for _, d := range said {
		acctest.Quiet(t, d)
	}
	if logins := s.Count("tokenLogin"); logins != 1 {
		t.Errorf("%d logins, want 1", logins)
	}
	if reads := s.Count("getWorkflow"); reads <= many || reads > 2*many {
		t.Errorf("%d reads of %d objects: each is repeated once, and only if it was refused", reads, many)
	}
}
