package api

import (
	"net/http"
	"sync"
	"time"
)

// serverClock knows how far the clock of a service is from ours, by the Date of its answers. A Date has whole seconds and was
// written before it arrived, so that what the clock says is early by up to a second and the way of the answer.
type serverClock struct {
	mu    sync.Mutex
	ahead time.Duration // of our clock; 0 before the first answer
}

func (c *serverClock) learn(h http.Header, now time.Time) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead = date.Sub(now.Round(0))
}

func (c *serverClock) at(moment time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return moment.Round(0).Add(c.ahead)
}
