package coverage_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestActions_answeredWithoutBody: a success without a body (204) has carried out what an action asks for, and is no error, which
// would have it asked again.
func TestActions_answeredWithoutBody(t *testing.T) {
	t.Parallel()
	reads := []string{"tokenLogin", "createWebSocketTicket"} // what an action needs before it can act
	for f, use := range uses() {
		if f.kind != action {
			continue
		}
		t.Run(f.typeName, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			use(t, s)
			silent := acctest.Start(t, mockapi.Options{})
			acts := map[string]int{}
			for _, e := range s.Journal() {
				if e.Method == http.MethodGet || slices.Contains(reads, e.Operation) {
					continue
				}
				if acts[e.Operation]++; acts[e.Operation] == 1 {
					silent.Inject(mockapi.Fault{Operation: e.Operation, Status: http.StatusNoContent, CommitFirst: true})
				}
			}
			use(t, silent)
			for operation, times := range acts {
				if got := silent.Count(operation); got != times {
					t.Errorf("%d requests of %s, want %d", got, operation, times)
				}
			}
		})
	}
}
