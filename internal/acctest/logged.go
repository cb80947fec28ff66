package acctest

import (
	"bytes"
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklogtest"
)

// Logged is what a provider and its framework have logged. It is safe for concurrent use, which a bytes.Buffer is not: each
// subsystem's logger locks for itself.
type Logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Context returns a context in which everything is logged, from level trace on.
func (l *Logged) Context(ctx context.Context) context.Context {
	return tfsdklogtest.RootLogger(tflogtest.RootLogger(ctx, l), l)
}

// Write implements [io.Writer] for loggers.
func (l *Logged) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()

	return l.text.Write(line)
}

// String returns all lines until now.
func (l *Logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()

	return l.text.String()
}
