package edge

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// session holds the JWT of a tenant. It logs in with the first call and before the session ends; any number of
// goroutines that need a new session cause one login.
type session struct {
	client   *Client
	account  string
	apiToken api.Secret
	auth     Auth
	now      func() time.Time

	flight singleflight.Group
	// refusal is the answer to a login that was refused, which the same credential will be again. Only a flight touches it.
	refusal error

	mu     sync.Mutex
	jwt    api.Secret
	renews time.Time // when to log in again; zero: the service set no end
	ends   time.Time // of the JWT; zero as above
}

// loginAnswer is the part of the contract's Session that a client needs.
type loginAnswer struct {
	Token  api.Secret `json:"token"`
	TTLSec api.Int64  `json:"ttl_sec"`
}

// maxTTLSec keeps a lifetime that means "for ever" within what a duration can hold.
const maxTTLSec = 1 << 31

func newSession(cfg Config, client *Client) *session {
	return &session{client: client, account: cfg.Account, apiToken: cfg.APIToken, auth: cfg.Auth, now: time.Now}
}

// Format prints a placeholder for every verb: package fmt does not ask the fields that are not exported.
func (*session) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("edge.session{[redacted]}")) }

func (s *session) secrets() []api.Secret {
	s.mu.Lock()
	defer s.mu.Unlock()
	return []api.Secret{s.apiToken, s.jwt}
}

func (s *session) renewable() bool { return s.auth != AuthBearer }

// token returns the JWT for the next call.
func (s *session) token(ctx context.Context) (api.Secret, error) {
	if !s.renewable() {
		return s.apiToken, nil
	}
	if jwt, ok := s.live(); ok {
		return jwt, nil
	}
	return s.login(ctx)
}

// renew replaces a JWT that the service refused. If another goroutine has replaced it already, that one is returned.
func (s *session) renew(ctx context.Context, refused api.Secret) (api.Secret, error) {
	s.mu.Lock()
	if s.jwt == refused {
		s.jwt = ""
	}
	s.mu.Unlock()
	return s.token(ctx)
}

func (s *session) live() (api.Secret, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.jwt == "" || (!s.renews.IsZero() && s.now().After(s.renews)) {
		return "", false
	}
	return s.jwt, true
}

// login calls the contract's tokenLogin, once for all goroutines that wait for it. The call does not end with the
// context of the goroutine that happened to come first, since the others need its result; each waits under its own.
func (s *session) login(ctx context.Context) (api.Secret, error) {
	shared := context.WithoutCancel(ctx)
	result := s.flight.DoChan("login", func() (_ any, err error) {
		defer func() { // nobody above this goroutine could catch it
			if p := recover(); p != nil {
				err = fmt.Errorf("logging in to account %q: %w", s.account, api.Caught(p))
			}
		}()
		if jwt, ok := s.live(); ok { // another flight has just landed
			return jwt, nil
		}
		if s.refusal != nil {
			return api.Secret(""), s.refusal
		}
		var answer loginAnswer
		err = s.client.send(shared, call{
			operation:  opTokenLogin,
			query:      url.Values{"account": {s.account}},
			idempotent: true,
		}, s.apiToken, &answer)
		if api.IsNotFound(err) { // nobody may take it for an answer about an object
			err = &RouteError{Operation: opTokenLogin, Route: s.client.routes[opTokenLogin], Err: err, problem: "the login is answered by not found"}
		}
		if err != nil {
			err = s.client.http.Shared(fmt.Errorf("logging in to account %q: %w", s.account, err))
			if api.IsUnauthorized(err) || api.IsForbidden(err) {
				s.refusal = err
			}
			return api.Secret(""), err
		}
		if answer.Token == "" {
			return api.Secret(""), fmt.Errorf("logging in to account %q: %w", s.account, errors.New("the answer holds no session token"))
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.jwt, s.renews, s.ends = answer.Token, time.Time{}, time.Time{}
		if answer.TTLSec > 0 {
			lifetime := time.Duration(min(answer.TTLSec, maxTTLSec)) * time.Second
			s.renews, s.ends = s.now().Add(lifetime/10*8), s.now().Add(lifetime)
		}
		return answer.Token, nil
	})
	select {
	case <-ctx.Done():
		return "", fmt.Errorf("logging in to account %q: %w", s.account, api.Ended(ctx))
	case r := <-result:
		jwt, _ := r.Val.(api.Secret)
		return jwt, r.Err
	}
}

// Session is a live session of the tenant.
type Session struct {
	Token api.Secret
	Ends  time.Time // zero: not known
}

// Session returns the session that calls are sent with, and logs in if there is none. A configured JWT is returned as it
// is: its end is not known, and whether it still lives neither.
func (c *Client) Session(ctx context.Context) (Session, error) {
	token, err := c.session.token(ctx)
	if err != nil {
		return Session{}, err
	}
	return c.session.describe(token), nil
}

// describe adds the end of a JWT, unless another goroutine has replaced it meanwhile.
func (s *session) describe(jwt api.Secret) Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.jwt != jwt {
		return Session{Token: jwt}
	}
	return Session{Token: jwt, Ends: s.ends}
}
