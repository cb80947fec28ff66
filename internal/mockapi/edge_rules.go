package mockapi

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// newAppID makes a dotted id as on vendor pages: app:<account>.<protocol>.<n>.<host or name>.
func newAppID(m *Mock, o Object) string {
	protocol := str(o, "protocol")
	if protocol == "" {
		protocol = "any"
	}
	label := str(o, "host")
	if label == "" {
		label = str(o, "name")
	}
	if label == "" {
		label = "app"
	}
	slug := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
				return r
			}
			return '-'
		}, strings.ToLower(text))
	}
	return fmt.Sprintf("app:%s.%s.%d.%s", m.opts.EdgeAccount, slug(protocol), m.state.count("apps"), slug(label))
}

// matchRefs computes ref_matches from refs, unless the client has set it.
func matchRefs(o Object) {
	if len(list(o, "ref_matches")) > 0 {
		return
	}
	var matches []any
	for _, ref := range list(o, "refs") {
		matches = append(matches, Object{"ref": ref})
	}
	if len(matches) > 0 {
		o["ref_matches"] = matches
	}
}

// displayNames fills a map from tags to names for people.
func displayNames(o Object, field string, tags []any) {
	names := Object{}
	for _, tag := range tags {
		if text, ok := tag.(string); ok && text != "" {
			names[text] = "Display name of " + text
		}
	}
	if len(names) > 0 {
		o[field] = names
	}
}

// tags returns the tags that a filter selects by.
func tags(o Object, filter string) []any {
	var found []any
	for _, group := range list(object(o, filter), "include_any") {
		if g, ok := group.(Object); ok {
			found = append(found, list(g, "all")...)
		}
	}
	return found
}

// selects says whether one of the selectors names an id. An empty id is named by all.
func selects(selectors []any, id string) bool {
	return id == "" || slices.ContainsFunc(selectors, func(s any) bool {
		text, _ := s.(string)
		return text == id || strings.HasSuffix(text, ":"+id)
	})
}

// accessed adds to the accesses the apps, groups and users that they name, as the contract's answer has them.
func accessed(m *Mock, selected []*record, body Object) {
	for kind, selectors := range map[string]string{KindApp: "app_list", KindGroup: "user_list", KindUser: "user_list"} {
		k := m.kinds[kind]
		var found []any
		for _, r := range m.state.all(kind) {
			if slices.ContainsFunc(selected, func(access *record) bool { return selects(list(access.Data, selectors), r.ID) }) {
				found = append(found, m.show(k, r.Data, nil, true))
			}
		}
		if len(found) > 0 {
			m.state.shuffle(found)
			body[k.collection] = found
		}
	}
}

// statusNumbers gives the numbers of the states that list filters know by name.
func statusNumbers() map[string]int64 {
	return map[string]int64{"INIT": 1, "ACTIVE": 2, "SUSPENDED": 3}
}

// checkFilters refuses filter values that mean nothing, rather than answering with an empty list.
func checkFilters(c *call) answer {
	for _, name := range split(c.query.Get("status")) {
		if c.route.operation == "queryWorkflowRuns" {
			break // they have states of their own, which the contract lists
		}
		if _, known := statusNumbers()[name]; !known {
			return refuse(http.StatusBadRequest, "status: unknown state %q", name)
		}
	}
	for _, source := range split(c.query.Get("datasource")) {
		if _, err := sourceNumber(source); err != nil {
			return refuse(http.StatusBadRequest, "datasource: %v", err)
		}
	}
	return answer{}
}

func split(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// sourceNumber takes the number of a data source, or LOCAL, the only one whose name is needed.
func sourceNumber(text string) (int64, error) {
	if text == "LOCAL" {
		return 1, nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0, fmt.Errorf("unknown source %q", text)
	}
	return n, nil
}

func hasStatus(c *call, o Object) bool {
	wanted := split(c.query.Get("status"))
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(name string) bool {
		return statusNumbers()[name] == integer(o, "status")
	})
}

// inRange says whether an object was made within the range that a list is asked for, in milliseconds.
func inRange(c *call, o Object) bool {
	bound := func(name string, otherwise int64) int64 {
		if n, err := strconv.ParseInt(c.query.Get(name), 10, 64); err == nil {
			return n
		}
		return otherwise
	}
	at := integer(o, "create_time")
	return bound("start_time", 0) <= at && at <= bound("end_time", math.MaxInt64)
}

func matchesApp(c *call, o Object) bool {
	if tag := c.query.Get("tag"); tag != "" && !contains(list(o, "tags"), tag) {
		return false
	}
	return hasStatusAndSource(c, o)
}

// matchesUser takes several tags, of which a user has one.
func matchesUser(c *call, o Object) bool {
	wanted := split(c.query.Get("tag"))
	return hasStatusAndSource(c, o) && (len(wanted) == 0 || slices.ContainsFunc(wanted, func(tag string) bool { return contains(list(o, "tags"), tag) }))
}

func hasStatusAndSource(c *call, o Object) bool {
	sources := split(c.query.Get("datasource"))
	return hasStatus(c, o) && (len(sources) == 0 || slices.ContainsFunc(sources, func(text string) bool {
		n, _ := sourceNumber(text)
		return n == max(integer(o, "data_source"), 1) // what has no origin is local
	}))
}

// resolveWorkflow turns workflow_name into workflow_uuid. Exactly one workflow must have the name.
func resolveWorkflow(m *Mock, o, request Object) answer {
	name := str(request, "workflow_name")
	if name == "" {
		return answer{}
	}
	var found []string
	for _, r := range m.state.all(KindWorkflow) {
		if str(r.Data, "name") == name {
			found = append(found, r.ID)
		}
	}
	if len(found) != 1 {
		return refuse(http.StatusBadRequest, "workflow_name: %d workflows have the name %q, need exactly one", len(found), name)
	}
	if given := str(o, "workflow_uuid"); given != "" && given != found[0] {
		return refuse(http.StatusBadRequest, "workflow_name and workflow_uuid name different workflows")
	}
	o["workflow_uuid"] = found[0]
	return answer{}
}

// workflowDefaults are the vendor's: one day to use an approval, ten minutes to answer, three answers, a notification.
// Action codes have no published names; the numbers here are placeholders of the right type.
func workflowDefaults(o Object) {
	setDefault(o, "approval_ttl_sec", int64(86400))
	setDefault(o, "execution_ttl_sec", int64(600))
	setDefault(o, "actions", []any{Object{"on_object": int64(1), "run": int64(1), "target": "notify"}})
	reply := func(text string, run int64, target string) Object {
		return Object{"answer": text, "actions": []any{Object{"on_object": int64(2), "run": run, "target": target}}}
	}
	setDefault(o, "answers", []any{
		reply("Approve", 2, "SUCCESS"), reply("Deny", 3, "FAILURE"), reply("Unsure", 4, "UNSURE"),
	})
}

// useOAuthCode takes a code once and connects the channel, as exchanging the code does.
func useOAuthCode(m *Mock, o, request Object) answer {
	code := str(request, "oauth_code")
	if code == "" {
		return answer{}
	}
	if m.state.Used[code] {
		return refuse(http.StatusBadRequest, "oauth_code has been used already")
	}
	m.state.Used[code] = true
	o["encrypted_credentials"] = "enc:" + m.state.random(64, base62)
	o["slack_channel"] = "#security"
	o["slack_team"] = m.opts.EdgeAccount
	return answer{}
}

// fillToken makes the secret and what goes with it.
func fillToken(m *Mock, o Object) {
	setDefault(o, "secret", m.state.random(48, base62))
	setDefault(o, "login_url", "https://login.example.com/token/"+m.state.random(32, base62))
	setDefault(o, "algo", "HS256")
	setDefault(o, "creator_role", int64(2))
	setDefault(o, "account_location", "us-west")
	setDefault(o, "account_shard", "shard-1")
	setDefault(o, "backend_shard", "backend-1")
	if ttl := integer(o, "ttl_sec"); ttl > 0 {
		setDefault(o, "expire_time_sec", m.opts.Clock().Unix()+ttl)
	}
}

// nameSubject reads the subject from the certificate. What cannot be read has none.
func nameSubject(_ *Mock, o Object) {
	block, _ := pem.Decode([]byte(str(o, "public_key_pem")))
	if block == nil {
		return
	}
	if certificate, err := x509.ParseCertificate(block.Bytes); err == nil {
		setDefault(o, "subject", certificate.Subject.String())
	}
}

// startsUnsuspended refuses a create of an app control policy that is suspended.
func startsUnsuspended(_ *Mock, o, _ Object) answer {
	if str(o, "uuid") == "" && integer(o, "status") > 2 {
		return refuse(http.StatusBadRequest, "status must be INIT or ACTIVE at creation")
	}
	return answer{}
}

// nameChildren gives each event of an app control policy its child policy.
func nameChildren(o Object) {
	var children []any
	for _, event := range list(o, "policy_event_actions") {
		if e, ok := event.(Object); ok {
			e["policy_uuid"] = fmt.Sprintf("%s-%d", str(o, "uuid"), integer(e, "event_type"))
			children = append(children, e["policy_uuid"])
		}
	}
	if len(children) > 0 {
		o["child_policy_uuids"] = children
	}
}

// needsUniqueName refuses a connector that no path could address.
func needsUniqueName(_ *Mock, o, _ Object) answer {
	if str(o, "unique_name") == "" {
		return refuse(http.StatusBadRequest, "unique_name is needed")
	}
	return answer{}
}

// fillConnector makes what a connector identifies itself by. One that a test puts without a unique name has its uuid.
func fillConnector(m *Mock, o Object) {
	setDefault(o, "unique_name", str(o, "uuid"))
	setDefault(o, "access_token", m.state.random(48, base62))
	setDefault(o, "certificate_pem", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")
	setDefault(o, "expire_time_sec", m.opts.Clock().Unix()+31536000)
}

// tellInstance adds what a running connector tells of itself, also within the object that holds its settings.
func tellInstance(m *Mock, o Object) {
	now := m.opts.Clock().UnixMilli()
	setDefault(o, "current_server_time", now)
	config := object(o, "config")
	if config == nil {
		config = Object{}
	}
	setDefault(config, "platform", "linux")
	setDefault(config, "update_time", now)
	o["config"] = config
}

func defaultClientConfig() Object {
	return Object{"uuid": "2cDefaultClientConfig000001", "name": "Default", "status": int64(2)}
}

// exportTimes changes with every answer, as exports go on by themselves.
func exportTimes(m *Mock, o Object) {
	setDefault(o, "s3_bucket_shard_id", int64(1))
	now := m.opts.Clock().UnixMilli()
	o["last_export_time"] = now
	last := Object{}
	for _, kind := range list(o, "data_export_types") {
		last[fmt.Sprint(kind)] = now
	}
	if len(last) > 0 {
		o["last_successful_export"] = last
	}
}

// fillIntegration makes what the service keeps of credentials beside them, since answers may repeat both.
func fillIntegration(m *Mock, o Object) {
	setDefault(o, "added_by", serviceUser().uuid)
	setDefault(o, "last_modified_by", serviceUser().uuid)
	if len(object(o, "credentials")) > 0 {
		setDefault(o, "encrypted_credentials", "enc:"+m.state.random(64, base62))
	}
}

// makeGuestToken makes the API token of guest users if it is asked for, and refuses two.
func makeGuestToken(m *Mock, o, request Object) answer {
	if !boolean(request, "generate_guest_user_api_token") {
		return answer{}
	}
	if str(request, "guest_user_api_token") != "" {
		return refuse(http.StatusBadRequest, "guest_user_api_token and generate_guest_user_api_token exclude each other")
	}
	o["guest_user_api_token"] = m.state.random(48, base62)
	return answer{}
}

// needsKey refuses a blob that no path could address.
func needsKey(_ *Mock, o, _ Object) answer {
	if str(o, "key") == "" {
		return refuse(http.StatusBadRequest, "key is needed")
	}
	return answer{}
}

// wrappedGroup is the form that the reference prints for the answer to the update of a group.
func wrappedGroup() Object { return Object{"group": Object{"name": "as printed"}} }
