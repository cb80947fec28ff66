package mockapi

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
)

// The states of workflow runs. The reference publishes their names, and not their numbers: these are placeholders.
const (
	runCreated = iota + 1
	runPending
	runSuccess
	runFailure
	runUnsure
)

func runStates() []string { return []string{"", "CREATED", "PENDING", "SUCCESS", "FAILURE", "UNSURE"} }

func matchesRun(c *call, o Object) bool {
	if status := c.query.Get("status"); status != "" && slices.Index(runStates(), status) != int(integer(o, "status")) {
		return false
	}
	for _, field := range []string{"workflow_uuid", "user_uuid", "app_protocol", "app_host", "app_uuid"} {
		if wanted := c.query.Get(field); wanted != "" && wanted != str(o, field) {
			return false
		}
	}
	port := c.query.Get("app_port")
	return port == "" || port == strconv.FormatInt(integer(o, "app_port"), 10)
}

// answerWorkflowRun ends a run that is not over by one of its answers. A run that needs a token takes the right one alone.
func (m *Mock) answerWorkflowRun(c *call) answer {
	k := m.kinds[KindWorkflowRun]
	r := m.state.live(k.kind, c.params["uuid"])
	if r == nil {
		return notFound(k, c)
	}
	if integer(r.Data, "status") >= runSuccess {
		return refuse(http.StatusBadRequest, "the workflow run has been answered already")
	}
	if boolean(r.Data, "token_required") && integer(c.body, "token") != integer(r.Data, "token") {
		return refuse(http.StatusBadRequest, "the token is wrong")
	}
	r.Data["answer_index"], r.Data["status"] = str(c.body, "answer_index"), int64(runSuccess)
	if text := str(c.body, "justification"); text != "" {
		r.Data["approver_justification"] = text
	}
	m.touch(k, r.Data, serviceUser())
	return answer{status: c.route.status, body: m.show(k, r.Data, nil, true), changed: true}
}

// getDataset answers a dataset with what it holds as customer_dataset_items.
func (m *Mock) getDataset(c *call) answer {
	k := m.kinds[KindDataset]
	r := m.state.live(k.kind, c.params["uuid"])
	if r == nil {
		return notFound(k, c)
	}
	body := Object{"dataset": m.show(k, r.Data, nil, true)}
	for _, field := range []string{"customer_dataset_items", "continuation_token"} {
		if value := r.Data[field]; value != nil {
			body[field] = cloneAny(value)
		}
	}
	m.state.shuffle(list(body, "customer_dataset_items"))
	return answer{status: c.route.status, body: body}
}

func (m *Mock) revokeDocumentAccess(c *call) answer {
	return m.revoke(c, func(access Object) bool { return str(access, "access_id") == str(c.body, "access_id") })
}

func (m *Mock) revokeDocumentSharing(c *call) answer {
	return m.revoke(c, func(Object) bool { return true })
}

// revoke takes those accesses from a document that a request is about. Success has no documented body.
func (m *Mock) revoke(c *call, about func(access Object) bool) answer {
	k := m.kinds[KindDocument]
	r := m.state.live(k.kind, c.params["uuid"])
	if r == nil {
		return notFound(k, c)
	}
	left := slices.DeleteFunc(slices.Clone(list(r.Data, "external_access")), func(access any) bool {
		o, _ := access.(Object)
		return about(o)
	})
	r.Data["external_access"] = left
	if len(left) == 0 {
		r.Data["is_shared_externally"] = false
	}
	return answer{status: c.route.status, body: Object{}, changed: true}
}

// onboarding is the one of the account.
func (m *Mock) onboarding() *record {
	if all := m.state.all(KindOnboarding); len(all) > 0 {
		return all[0]
	}
	m.state.add(KindOnboarding, KindOnboarding, Object{"completed_steps": []any{"create_account"}})
	return m.state.all(KindOnboarding)[0]
}

func (m *Mock) getOnboarding(c *call) answer {
	return answer{status: c.route.status, body: m.show(m.kinds[KindOnboarding], m.onboarding().Data, nil, true)}
}

func (m *Mock) updateOnboarding(c *call) answer {
	if refusal := m.checkAccount(c.body); refusal.status != 0 {
		return refusal
	}
	k, r := m.kinds[KindOnboarding], m.onboarding()
	maps.Copy(r.Data, m.stored(k, object(c.body, "onboarding")))
	return answer{status: c.route.status, body: m.show(k, r.Data, nil, true), changed: true}
}

// queryView answers rows of no documented form.
func queryView(c *call) answer {
	return answer{status: c.route.status, body: Object{"view": c.params["view"], "rows": []any{Object{"start": c.query.Get("start_time"), "end": c.query.Get("end_time")}}}}
}

// fillRun adds what a run has of the second factor and of the device of the user.
func fillRun(m *Mock, o Object) {
	setDefault(o, "status", int64(runCreated))
	setDefault(o, "mfa_details", Object{"token": m.state.random(32, base62)})
	setDefault(o, "device_details", []any{Object{"private_key_encrypted": m.state.random(32, base62)}})
}
