package export

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync/atomic"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// progress tells how far an export has come: a bar on a terminal, or else a line for each type. Its methods may be called
// from many goroutines.
type progress struct {
	out      io.Writer
	bar      *progressbar.ProgressBar // nil: lines
	requests atomic.Int64
	waits    atomic.Int64 // attempts that the service has put off
	objects  atomic.Int64
}

func newProgress(out io.Writer, steps int) *progress {
	p := &progress{out: out}
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		p.bar = progressbar.NewOptions(steps, progressbar.OptionSetWriter(out), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(20), progressbar.OptionSetPredictTime(false), progressbar.OptionSetDescription("Reading"))
	}
	return p
}

// attempt counts a request.
func (p *progress) attempt(_ context.Context, a provider.Attempt) {
	p.requests.Add(1)
	if a.Status == http.StatusTooManyRequests || a.Status == http.StatusServiceUnavailable {
		p.waits.Add(1)
	}
	if p.bar != nil {
		p.bar.Describe(p.String())
	}
}

// done tells that a step is done.
func (p *progress) done(step string, objects int) {
	p.objects.Add(int64(objects))
	if p.bar == nil {
		fmt.Fprintf(p.out, "%s: %d\n", step, objects)
		return
	}
	p.bar.Describe(p.String())
	_ = p.bar.Add(1) // a terminal that is gone ends nothing
}

// finish takes the bar off the terminal.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// String is how far it has come.
func (p *progress) String() string {
	text := fmt.Sprintf("%d objects, %d requests", p.objects.Load(), p.requests.Load())
	if waits := p.waits.Load(); waits > 0 {
		text += fmt.Sprintf(", %d waits for the rate limit", waits)
	}
	return text
}
