package api

import "context"

// settleLooks is how often Settle looks at most.
const settleLooks = 5

// Settle calls look until it says that the service has caught up with a write, or fails: reads may lag behind. It gives up
// without an error after a few seconds: with a Config.RetryWait of one second, after waits of 3.75 s together. The waits end
// with ctx, whose error Settle returns.
func (c *Client) Settle(ctx context.Context, look func(context.Context) (settled bool, err error)) error {
	wait := c.retrying.RetryWaitMin / 4
	for try := 1; ; try++ {
		settled, err := look(ctx)
		if settled || err != nil || try == settleLooks {
			return err
		}
		if sleep(ctx, wait) != nil {
			return Ended(ctx)
		}
		wait *= 2
	}
}
