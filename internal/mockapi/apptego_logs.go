package mockapi

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"
)

const pageSize = 50

// SetAuditRows replaces the audit trail. Rows have the fields of the contract's AuditLogRow; user_id and raw_data are
// null where they are left out.
func (m *Mock) SetAuditRows(rows []Object) {
	m.setRows(rows, []string{"user_id", "raw_data"}, func(s *state, rows []Object) { s.Audit = rows })
}

// SetDeviceRows replaces the log of the devices. Rows have the fields of the contract's DeviceLogRow; event_data is
// null where it is left out.
func (m *Mock) SetDeviceRows(rows []Object) {
	m.setRows(rows, []string{"event_data"}, func(s *state, rows []Object) { s.Devices = rows })
}

func (m *Mock) setRows(rows []Object, nullable []string, set func(*state, []Object)) {
	kept := make([]Object, len(rows))
	for i, row := range rows {
		o, err := normal(row)
		if err != nil {
			panic("mockapi: " + err.Error())
		}
		for _, name := range nullable {
			if _, ok := o[name]; !ok {
				o[name] = nil
			}
		}
		kept[i] = o
	}
	m.mutate(func() { set(m.state, kept) })
}

func auditColumns() map[string]columnType {
	return map[string]columnType{
		"event": integerColumn, "user_id": textColumn, "api_call": textColumn, "creation_time": integerColumn,
		"successful": booleanColumn, "raw_data": textColumn,
	}
}

func deviceColumns() map[string]columnType {
	return map[string]columnType{
		"event_id": textColumn, "device_id": textColumn, "event_type": textColumn, "event_data": jsonColumn,
		"ip_address": textColumn, "country": textColumn, "created_at": timeColumn,
	}
}

// queryAudit pages by the smallest event of the page before, which is not part of the next one.
func (m *Mock) queryAudit(c *call) answer {
	matches, err := parseQuery(str(c.body, "query"), auditColumns())
	if err != nil {
		return refuse(http.StatusBadRequest, "query: %v", err)
	}
	before := int64(math.MaxInt64)
	if _, paged := c.body["last_event"]; paged {
		before = integer(c.body, "last_event")
	}
	var rows []Object
	for _, row := range m.state.Audit {
		at := integer(row, "creation_time")
		if integer(row, "event") < before && at >= integer(c.body, "from") && at <= integer(c.body, "to") && matches(row) == yes {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b Object) int { return cmp.Compare(integer(b, "event"), integer(a, "event")) })
	return answer{status: c.route.status, body: Object{"results": page(rows)}}
}

func page(rows []Object) []any {
	results := []any{}
	for _, row := range rows[:min(len(rows), pageSize)] {
		results = append(results, clone(row))
	}
	return results
}

// queryDevices pages by an opaque cursor. It is there whenever a page is full, also when no row is left: the contract
// only says that another page may exist.
func (m *Mock) queryDevices(c *call) answer {
	matches, err := parseQuery(str(c.body, "query"), deviceColumns())
	if err != nil {
		matches = keyword(str(c.body, "query"))
	}
	var rows []Object
	for _, row := range m.state.Devices {
		at := integer(row, "timestamp")
		to, limited := c.body["to"].(int64)
		eventType, typed := c.body["event_type"].(string)
		seen := clone(row)
		seen["created_at"] = row["timestamp"]
		if at < integer(c.body, "from") || limited && at > to || typed && eventType != str(row, "event_type") ||
			!strings.Contains(str(row, "device_id"), str(c.body, "device_id")) || matches(seen) != yes {
			continue
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, newestFirst)
	start, err := startAfter(rows, str(c.body, "last_evaluated_key"))
	if err != nil {
		return refuse(http.StatusBadRequest, "last_evaluated_key: %v", err)
	}
	results := page(rows[start:])
	body := Object{"results": results}
	if len(results) == pageSize {
		body["last_evaluated_key"] = cursor(rows, start+pageSize-1)
	}
	return answer{status: c.route.status, body: body}
}

func newestFirst(a, b Object) int {
	return cmp.Or(cmp.Compare(integer(b, "timestamp"), integer(a, "timestamp")), cmp.Compare(str(a, "event_id"), str(b, "event_id")))
}

// keyword searches for a text, in any case.
func keyword(text string) condition {
	text = strings.ToLower(strings.TrimSpace(text))
	return func(row Object) truth {
		for _, name := range []string{"device_id", "event_type", "country", "event_data"} {
			value, _ := column{name: name}.text(row)
			if strings.Contains(strings.ToLower(value), text) {
				return yes
			}
		}
		return no
	}
}

// The cursor looks like the vendor's, a time with milliseconds. The milliseconds count the rows of that second, so that
// a page may end between two rows of the same second.
const cursorLayout = "2006-01-02 15:04:05.000+00"

func cursor(rows []Object, i int) string {
	second, ordinal := integer(rows[i], "timestamp"), 0
	for ; i > 0 && integer(rows[i-1], "timestamp") == second; i-- {
		ordinal++
	}
	return time.Unix(second, int64(ordinal)*int64(time.Millisecond)).UTC().Format(cursorLayout)
}

// startAfter returns the index of the first row after a cursor.
func startAfter(rows []Object, key string) (int, error) {
	if key == "" {
		return 0, nil
	}
	at, err := time.Parse(cursorLayout, key)
	if err != nil {
		return 0, fmt.Errorf("%q is no key of this log", key)
	}
	ordinal := at.Nanosecond() / int(time.Millisecond)
	for i, row := range rows {
		switch second := integer(row, "timestamp"); {
		case second < at.Unix():
			return i, nil
		case second > at.Unix():
		case ordinal < 0:
			return i, nil
		default:
			ordinal--
		}
	}
	return len(rows), nil
}
