package mockapi

import (
	"encoding/base64"
	"net/http"
	"strings"
	"time"
)

const accountUUID = "acc0Imitation00000000000001"

// IssueSession returns the token of a new Edge session, for tests that skip the login.
func (m *Mock) IssueSession() (token string) {
	m.mutate(func() { token, _ = m.newSession() })
	return token
}

// ExpireSessions ends all Edge sessions. Credentials for a login stay valid.
func (m *Mock) ExpireSessions() {
	m.mutate(func() { clear(m.state.Sessions) })
}

// newSession returns a token that looks like a JWT, and its end.
func (m *Mock) newSession() (string, time.Time) {
	part := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	token := strings.Join([]string{
		part(`{"alg":"HS256","typ":"JWT"}`),
		part(`{"sub":"` + serviceUser().uuid + `","sid":"` + m.state.newID() + `"}`),
		m.state.random(43, base62),
	}, ".")
	end := m.opts.Clock().Add(m.opts.SessionTTL)
	m.state.Sessions[token] = end
	return token, end
}

func bearer(r *http.Request) string {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// admitEdge takes a live session for everything but the login, which looks at the API token itself.
func (m *Mock) admitEdge(c *call) answer {
	if c.route.operation == "tokenLogin" {
		return answer{}
	}
	end, ok := m.state.Sessions[bearer(c.request)]
	if !ok || !m.opts.Clock().Before(end) {
		return refuse(http.StatusUnauthorized, "the session is unknown or has ended")
	}
	return answer{}
}

// dropSession ends what a call is authorized by.
func (m *Mock) dropSession(c *call) answer {
	m.mutate(func() { delete(m.state.Sessions, bearer(c.request)) })
	return refuse(http.StatusUnauthorized, "the session has ended")
}

func (m *Mock) tokenLogin(c *call) answer {
	if !m.takeAPIToken(bearer(c.request)) || c.query.Get("account") != m.opts.EdgeAccount {
		return refuse(http.StatusForbidden, "unknown API token or account")
	}
	token, end := m.newSession()
	now := m.opts.Clock()
	body := Object{
		"token":             token,
		"ttl_sec":           int64(m.opts.SessionTTL / time.Second),
		"expire_time_sec":   end.Unix(),
		"expire_start_time": now.UnixMilli(),
		"create_time":       now.UnixMilli(),
		"account_name":      m.opts.EdgeAccount,
		"account_uuid":      accountUUID,
		"user_uuid":         serviceUser().uuid,
		"user_role":         int64(2),
		"login_type":        int64(1),
		"status":            int64(2),
		"uuid":              m.state.newID(),
	}
	return answer{status: c.route.status, body: m.render(c.route.answer, body).(Object), changed: true}
}

// takeAPIToken accepts the configured API token and the secret of every token that is active. A token with a lifetime
// works once.
func (m *Mock) takeAPIToken(secret string) bool {
	if secret == "" {
		return false
	}
	if secret == m.opts.EdgeAPIToken {
		return true
	}
	for _, r := range m.state.all(KindToken) {
		if str(r.Data, "secret") != secret || integer(r.Data, "status") != 2 || m.state.Used[secret] {
			continue
		}
		if integer(r.Data, "ttl_sec") == 0 {
			return true
		}
		m.state.Used[secret] = true
		return m.opts.Clock().Unix() < integer(r.Data, "expire_time_sec")
	}
	return false
}

func (m *Mock) getAccount(c *call) answer {
	if c.params["name"] != m.opts.EdgeAccount {
		return refuse(http.StatusNotFound, "account %q not found", c.params["name"])
	}
	body := Object{
		"name": m.opts.EdgeAccount, "uuid": accountUUID, "display_name": m.opts.EdgeAccount, "status": int64(2),
		"domain": m.opts.EdgeAccount + ".example.com", "session_ttl_sec": int64(m.opts.SessionTTL / time.Second),
	}
	return answer{status: c.route.status, body: m.render(c.route.answer, body).(Object)}
}
