package mockapi

import (
	"fmt"
	"net/http"
	"strings"
)

// deployApp creates an app and a policy that opens it.
func (m *Mock) deployApp(c *call) answer {
	policy := m.kinds[KindPolicy]
	created := m.createEdge(m.kinds[KindApp], c)
	if created.status/100 != 2 {
		return created
	}
	p := Object{
		"name":       "Deploy " + str(created.body, "name"),
		"type":       int64(1),
		"action":     int64(1),
		"app_filter": Object{"include_any": []any{Object{"all": []any{str(created.body, "uuid")}}}},
	}
	m.fillEdge(policy, p, serviceUser())
	m.state.add(KindPolicy, str(p, "uuid"), p)
	return answer{status: c.route.status, changed: true, body: Object{
		"app": created.body, "new_policies": []any{m.show(policy, p, nil, true)},
	}}
}

// createTemporaryToken gives a token for looking at the personal data of one user.
func (m *Mock) createTemporaryToken(c *call) answer {
	if refusal := m.checkAccount(c.body); refusal.status != 0 {
		return refusal
	}
	k := m.kinds[KindToken]
	o := m.stored(k, c.body)
	o["name"], o["view_pii_log_only"] = "Temporary access", true
	setDefault(o, "ttl_sec", int64(3600))
	m.fillEdge(k, o, serviceUser())
	m.state.add(KindToken, str(o, "uuid"), o)
	return answer{status: c.route.status, body: m.show(k, o, k.once, true), changed: true}
}

// validateExport looks for the bucket of an export; a bucket whose name contains "missing" is not there.
func (m *Mock) validateExport(c *call) answer {
	r := m.state.live(KindDataExport, str(c.body, "uuid"))
	if r == nil {
		return refuse(http.StatusNotFound, "data export %q not found", str(c.body, "uuid"))
	}
	if bucket := str(r.Data, "s3_bucket_name"); strings.Contains(bucket, "missing") {
		return refuse(http.StatusBadRequest, "bucket %q cannot be written to", bucket)
	}
	return answer{status: c.route.status, body: Object{}}
}

// validateIntegration tries the credentials of an integration; nobody knows a user whose name contains "nobody".
func (m *Mock) validateIntegration(c *call) answer {
	r := m.state.live(KindIntegration, str(c.body, "uuid"))
	if r == nil {
		return refuse(http.StatusNotFound, "integration %q not found", str(c.body, "uuid"))
	}
	if user := str(object(r.Data, "credentials"), "username"); strings.Contains(user, "nobody") {
		return answer{status: c.route.status, body: Object{"status": "INVALID", "error_message": fmt.Sprintf("user %q is unknown", user)}}
	}
	return answer{status: c.route.status, body: Object{"status": "VALID"}}
}

// createUser answers the personal data beside the user, and forgets it.
func (m *Mock) createUser(c *call) answer {
	a := m.createEdge(m.kinds[KindUser], c)
	if a.status/100 == 2 {
		a.body = Object{"user": a.body}
		if personal := object(c.body, "user_pii"); len(personal) > 0 {
			a.body["user_pii"] = personal
		}
	}
	return a
}

// getDevice shows a device to whoever names its user, or nobody.
func (m *Mock) getDevice(c *call) answer {
	k, user := m.kinds[KindDevice], c.query.Get("user_uuid")
	if r := m.state.live(k.kind, c.params["uuid"]); r == nil || user != "" && str(r.Data, "user_uuid") != user {
		return notFound(k, c)
	}
	return m.getEdge(k, c)
}

func (m *Mock) bucketPolicy(c *call) answer {
	bucket := str(c.body, "s3_bucket_name")
	if bucket == "" {
		return refuse(http.StatusBadRequest, "s3_bucket_name is needed")
	}
	return answer{status: c.route.status, body: Object{
		"Version": "2012-10-17",
		"Statement": []any{Object{
			"Sid":       "AllowLogExport",
			"Effect":    "Allow",
			"Principal": Object{"AWS": "arn:aws:iam::000000000000:role/log-export"},
			"Action":    []any{"s3:PutObject", "s3:PutObjectAcl"},
			"Resource":  fmt.Sprintf("arn:aws:s3:::%s/*", bucket),
		}},
	}}
}
