// Package api carries requests to the HTTP services that the provider manages: retries, pauses, the limit of concurrent
// requests, timeouts, and one Error for everything that can go wrong. It knows neither a service nor Terraform.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

const (
	defaultRequestTimeout = 30 * time.Second
	defaultConcurrency    = 10
	defaultRetryWait      = time.Second
	maxRetryWait          = 30 * time.Second
)

// Config describes one service of one configured provider instance. It prints as a placeholder, because it holds
// credentials.
type Config struct {
	// Service is the name of the service in messages, such as "Lacework Edge".
	Service string
	// Account is the tenant that is asked, for messages. Empty if the service has none.
	Account string
	// Endpoint is the base URL; it may have a path and a trailing slash. See ParseEndpoint.
	Endpoint string
	// UserAgent is sent with every request.
	UserAgent string
	// RequestTimeout limits one attempt, from the wait for a connection to the last byte of the answer. It does not
	// count the waits before an attempt. 0 means 30 seconds.
	RequestTimeout time.Duration
	// MaxRetries is the number of further attempts after the first; below 0 counts as 0.
	MaxRetries int
	// RetryWait is the longest wait before the second attempt. It doubles for each further one, up to 30 seconds, and
	// the wait that is made is a random part of it. 0 means one second. Retry-After goes before it.
	RetryWait time.Duration
	// MaxConcurrentRequests limits the requests under way at any moment, over all goroutines. 0 and below mean 10.
	MaxConcurrentRequests int
	// RequestsPerSecond limits how many attempts begin in a second, over all goroutines. 0 and below mean no limit.
	RequestsPerSecond float64
	// Secrets are values that no error text may show, whatever the service answers. Values of less than 4 bytes are
	// ignored, since they would blank out unrelated text.
	Secrets []string
	// Log is called once for each attempt, after it has ended, from the goroutine that called Do. Nil logs nothing.
	Log func(ctx context.Context, a Attempt)
	// Decide is called when the client decides something that a practitioner may want to know, such as to adopt an object.
	// Fields hold no secrets. Nil tells nobody.
	Decide func(ctx context.Context, text string, fields map[string]any)
	// Intents keeps a record of each create while it is under way. Nil keeps none.
	Intents *intent.Store
	// ErrorBody reads the service's shape of an error. It is called for answers outside 2xx with the body, up to its first
	// MiB, which it must not keep, from many goroutines. With an empty message and no fields the body counts as not
	// understood, and the error shows its beginning. Nil takes the body's text for the message.
	ErrorBody func(body []byte) (message string, fields map[string][]string)
	// Refusal is called for answers with 2xx, from many goroutines, and says whether the body refuses the request all the
	// same, and why. Nil takes every 2xx for a success.
	Refusal func(body []byte) (message string, refused bool)
}

// String names the service and nothing else.
func (c Config) String() string {
	return fmt.Sprintf("api.Config{Service:%q, %s}", c.Service, redacted)
}

// GoString is String.
func (c Config) GoString() string { return c.String() }

// Format prints String for every verb.
func (c Config) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(c.String())) }

// LogValue is String.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalJSON gives String, so that an encoded Config tells no credential.
func (c Config) MarshalJSON() ([]byte, error) { return json.Marshal(c.String()) }

// Client sends requests to one service. All its methods may be called from many goroutines, which share one pool of
// connections, one limit of concurrent requests, one rate and one pause.
type Client struct {
	service   string
	endpoint  *url.URL
	userAgent string
	secrets   redactor
	errorBody func([]byte) (string, map[string][]string)
	refusal   func([]byte) (string, bool)
	gate      *gate
	retrying  *retryablehttp.Client
	timeout   time.Duration // of one attempt
	clock     *serverClock
	outage    Outage
	account   string
	intents   *intent.Store
	decide    func(ctx context.Context, text string, fields map[string]any)
}

// New returns a Client. It sends nothing, so that it may be called while a plan is made; an endpoint that ParseEndpoint
// refuses is an error.
func New(cfg Config) (*Client, error) {
	return newClient(cfg, newTransport(concurrency(cfg)))
}

func newClient(cfg Config, base http.RoundTripper) (*Client, error) {
	endpoint, err := ParseEndpoint(cfg.Endpoint)
	if err != nil {
		return nil, err
	}
	c := &Client{
		service:   cfg.Service,
		endpoint:  endpoint,
		userAgent: cfg.UserAgent,
		secrets:   newRedactor(cfg.Secrets),
		errorBody: cfg.ErrorBody,
		refusal:   cfg.Refusal,
		clock:     &serverClock{},
		account:   cfg.Account,
		intents:   cfg.Intents,
		decide:    cfg.Decide,
	}
	if c.decide == nil {
		c.decide = func(context.Context, string, map[string]any) {}
	}
	c.gate = newGate(cfg, base, c.clock)
	c.timeout = c.gate.timeout
	retryWait := cfg.RetryWait
	if retryWait <= 0 {
		retryWait = defaultRetryWait
	}
	c.retrying = &retryablehttp.Client{
		HTTPClient: &http.Client{
			Transport:     c.gate,
			CheckRedirect: checkRedirect,
		},
		Logger:       nil, // the gate logs: the library's lines hold whole URLs
		RetryWaitMin: retryWait,
		RetryWaitMax: max(retryWait, maxRetryWait),
		RetryMax:     max(cfg.MaxRetries, 0),
		CheckRetry:   checkRetry,
		Backoff:      backoff,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}
	return c, nil
}

// Endpoint returns a copy of the base URL, without a trailing slash.
func (c *Client) Endpoint() *url.URL {
	u := *c.endpoint
	return &u
}

// Paused says whether the service has asked all requests to wait, and some of them may be waiting still.
func (c *Client) Paused() bool { return c.gate.pause.draining() }

// String names the service and nothing else.
func (c *Client) String() string { return fmt.Sprintf("api.Client{Service:%q}", c.service) }

// GoString is String.
func (c *Client) GoString() string { return c.String() }

// Format prints String for every verb, because a Client holds credentials.
func (c *Client) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(c.String())) }

// LogValue is String.
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Do sends a request, repeats it where that is safe, and decodes the JSON answer into out, ignoring fields that out does
// not have. A nil out ignores the answer's body. Whatever goes wrong is an *Error; when ctx ends, Do returns at once with
// an *Error that wraps the cause of its end (see Ended). After an error out may be partly filled.
func (c *Client) Do(ctx context.Context, r Request, out any) error {
	call := &call{
		service: c.service, operation: r.Operation, route: r.Route, idempotent: r.Idempotent,
		secrets: func() redactor { return c.redactorFor(r) },
	}
	req, err := c.newRequest(context.WithValue(ctx, callKey{}, call), r)
	if err != nil {
		return c.fail(call, r, &Error{Err: err})
	}
	resp, err := c.retrying.Do(req)
	if err != nil {
		if resp != nil {
			_ = resp.Body.Close() // buffered: nothing to lose
		}
		return c.fail(call, r, c.transportError(ctx, call, err))
	}
	defer func() { _ = resp.Body.Close() }()
	if r.Answered != nil {
		r.Answered(resp.Header)
	}
	body, err := readBuffered(resp.Body)
	if err != nil {
		return c.fail(call, r, &Error{Status: resp.StatusCode, Err: err})
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return c.fail(call, r, c.answerError(resp.StatusCode, redirectMessage(resp), body, call.redactor(), r.IssuesSecret))
	}
	if c.refusal != nil {
		if message, refused := c.refusal(body); refused {
			e := c.fail(call, r, &Error{Status: resp.StatusCode, Message: call.redactor().line(message, maxMessage), Err: errRefusal})
			e.outcome = call.outcome // a refusal is clear, whatever its status
			return e
		}
	}
	if err := decode(resp, body, out); err != nil {
		e := &Error{Status: resp.StatusCode, Err: err}
		if !mayHoldSecret(body) {
			e.Excerpt = call.redactor().excerpt(body)
		}
		return c.fail(call, r, e)
	}
	return nil
}

// Retries is how often a failed attempt is repeated at most.
func (c *Client) Retries() int { return c.retrying.RetryMax }

// Wait waits after an attempt that is repeated above the transport, such as a create: at least half of the time that it could,
// because what the request made must have a chance to show, and not for as long as the transport does, because looking comes
// after it. It returns an error if ctx ends first.
func (c *Client) Wait(ctx context.Context, try int) error {
	longest := c.retrying.RetryWaitMin << min(try, 2)
	return sleep(ctx, longest/2+jitter(longest/2))
}

// fail completes an Error with what is known about the call, and takes the secrets out of its cause.
func (c *Client) fail(call *call, r Request, e *Error) *Error {
	e.Service, e.Account, e.Operation, e.Method, e.Route, e.Inferred = c.service, c.account, r.Operation, r.Method, r.Route, r.Inferred
	e.outage = &c.outage
	e.RequestID, e.ContentType = call.header(call.requestID), call.header(call.contentType)
	e.RetryAfter = call.retryAfter
	e.Attempts = call.attempts
	e.Sent = call.sent
	e.outcome = call.outcome
	// The attempt took the 2xx for an answer; that it cannot be used is known only here.
	if e.Sent && e.Status >= 200 && e.Status <= 299 {
		e.outcome = outcomeUnclear
	}
	e.Err = call.redactor().cause(e.Err)
	return e
}

func (c *Client) redactorFor(r Request) redactor {
	red := c.secrets.with(r.Secrets...)
	for name, values := range r.Header {
		if strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "Proxy-Authorization") {
			for _, v := range values {
				red = red.with(credentials(v)...)
			}
		}
	}
	return red
}

// transportError is for a request whose last attempt brought no answer that can be used.
func (c *Client) transportError(ctx context.Context, call *call, err error) *Error {
	// Packages wrap the cause in the URL, whose path and query are nobody's business.
	for wrapped, ok := errors.AsType[*url.Error](err); ok; wrapped, ok = errors.AsType[*url.Error](err) {
		err = wrapped.Err
	}
	if ctx.Err() != nil {
		return &Error{Status: call.status, Waiting: call.waiting, Err: Ended(ctx)}
	}
	return &Error{Status: call.status, Err: err}
}

// answerError is for an answer outside 2xx.
func (c *Client) answerError(status int, redirect string, body []byte, red redactor, issuesSecret bool) *Error {
	e := &Error{Status: status}
	switch {
	case redirect != "":
		e.Message = red.line(redirect, maxMessage)
	case c.errorBody == nil:
		e.Message = red.excerpt(bytes.TrimSpace(body))
	case len(bytes.TrimSpace(body)) > 0:
		message, fields := c.errorBody(body)
		e.Message = red.line(strings.TrimSpace(message), maxMessage)
		e.Fields = red.fields(fields)
		if e.Message == "" && len(e.Fields) == 0 && !(issuesSecret && mayHoldSecret(body)) {
			e.Excerpt = red.excerpt(body)
		}
	}
	return e
}
