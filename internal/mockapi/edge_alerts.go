package mockapi

import "net/http"

// deleteDevices deletes all of the devices or none, and answers the first.
func (m *Mock) deleteDevices(c *call) answer {
	var found []*record
	for _, d := range list(c.body, "devices") {
		wanted, _ := d.(Object)
		r := m.state.live(KindDevice, str(wanted, "uuid"))
		if r == nil || str(r.Data, "user_uuid") != str(wanted, "user_uuid") {
			return refuse(http.StatusBadRequest, "device %q of user %q not found", str(wanted, "uuid"), str(wanted, "user_uuid"))
		}
		found = append(found, r)
	}
	if len(found) == 0 {
		return refuse(http.StatusBadRequest, "devices are needed")
	}
	for _, r := range found {
		r.Deleted = true
	}
	return answer{status: c.route.status, body: m.show(m.kinds[KindDevice], found[0].Data, nil, true), changed: true}
}

// promoteAlert makes an alert of an event, once.
func (m *Mock) promoteAlert(c *call) answer {
	k, id := m.kinds[KindAlert], str(c.body, "event_id")
	if id == "" {
		return refuse(http.StatusBadRequest, "event_id is needed")
	}
	if m.state.live(KindAlert, id) == nil {
		o := Object{"uuid": id, "status": int64(1)}
		m.fillEdge(k, o, serviceUser())
		m.state.add(KindAlert, id, o)
	}
	return answer{status: c.route.status, body: m.show(k, m.state.live(KindAlert, id).Data, nil, true), changed: true}
}

func (m *Mock) investigate(c *call) answer {
	if id := str(c.body, "alert_uuid"); id != "" && id != c.params["uuid"] {
		return refuse(http.StatusBadRequest, "the body names alert %q, the path %q", id, c.params["uuid"])
	}
	done, refusal := m.acted(c.params["uuid"], c.body)
	if refusal.status != 0 {
		return refusal
	}
	return answer{status: c.route.status, body: m.render(c.route.answer, done).(Object), changed: true}
}

func (m *Mock) investigateMany(c *call) answer {
	var responses []any
	for _, a := range list(c.body, "investigation_actions") {
		wanted, _ := a.(Object)
		done, refusal := m.acted(str(wanted, "alert_uuid"), wanted)
		if refusal.status != 0 {
			return refusal
		}
		responses = append(responses, done)
	}
	return answer{status: c.route.status, body: m.render(c.route.answer, Object{"responses": responses}).(Object), changed: true}
}

// acted carries an action out and writes it into the history of its alert.
func (m *Mock) acted(id string, wanted Object) (done Object, refusal answer) {
	alert := m.state.live(KindAlert, id)
	if alert == nil {
		return nil, refuse(http.StatusNotFound, "alert %q not found", id)
	}
	if seen := integer(wanted, "alert_update_time"); seen != 0 && seen != integer(alert.Data, "update_time") {
		return nil, refuse(http.StatusConflict, "alert %q has changed", id)
	}
	action := clone(object(wanted, "action"))
	for field, from := range map[string]Object{
		"status": object(action, "alert_status_change"), "incident_status": object(action, "close_with_reason"), "owner_uuid": object(action, "update_owner"),
	} {
		for _, name := range []string{"new_status", "incident_status", "owner_uuid"} {
			if value, ok := from[name]; ok {
				alert.Data[field] = value
			}
		}
	}
	if started := object(action, "run_workflow"); started != nil {
		started["workflow_run_uuid"] = m.state.newID()
	}
	entry := Object{
		"account_and_alert_uuid": m.opts.EdgeAccount + ":" + id, "actor_uuid": serviceUser().uuid, "actor_display_name": serviceUser().name,
		"timestamp": m.opts.Clock().UnixMilli(), "action": action,
	}
	history := m.kinds[KindAlertAction]
	m.fillEdge(history, entry, serviceUser())
	m.state.add(KindAlertAction, str(entry, "uuid"), entry)
	m.touch(m.kinds[KindAlert], alert.Data, serviceUser())
	return Object{"alert_uuid": id, "alert_update_time": integer(alert.Data, "update_time"), "history_item": m.show(history, entry, nil, true)}, answer{}
}
