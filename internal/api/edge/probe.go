package edge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// answer is what the contract says of a read: for a list, of its elements.
type answer struct {
	tag    string // of the operations about the same kind of objects
	member string // of the answer to a list that holds the objects; "": it is no list of objects
	needs  []string
	fields []string
}

// Probe is what came of one request that only looks.
type Probe struct {
	// Fields are the names of the members of an object, or of all objects of a list together.
	Fields []string
	// IDs are those of the objects of a list that reads by id take.
	IDs []string
	// Allow are the methods that an answer to OPTIONS names.
	Allow []string
}

// ErrNotAsked is wrapped by errors of probes for which there is nothing to ask with.
var ErrNotAsked = errors.New("not asked")

// ErrNotTheAPI is wrapped by errors of probes whose answer is a success, and still none of this API.
var ErrNotTheAPI = errors.New("the answer is no JSON object")

// ProbeRead asks one read by a route, by GET. Of a read by id the id has to be given.
func (c *Client) ProbeRead(ctx context.Context, operation string, route Route, id string) (Probe, error) {
	expected := contractAnswers()[operation]
	query := url.Values{}
	for _, name := range expected.needs {
		value, ok := map[string]string{"appid": "", "userid": "", "resolveDisplayNames": "false"}[name] // empty: all rules
		if !ok {
			return Probe{}, fmt.Errorf("%w: it needs %s", ErrNotAsked, name)
		}
		query.Set(name, value)
	}
	raw, err := c.probe(ctx, operation, route, http.MethodGet, id, query, nil)
	if err != nil {
		return Probe{}, err
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return Probe{}, ErrNotTheAPI
	}
	if expected.member == "" {
		return Probe{Fields: named(object)}, nil
	}
	return elementsOf(object[expected.member]), nil
}

// elementsOf sums up the objects of a list.
func elementsOf(list json.RawMessage) Probe {
	var elements []map[string]json.RawMessage
	_ = json.Unmarshal(list, &elements) // no list has no elements
	var p Probe
	all := map[string]json.RawMessage{}
	for _, element := range elements {
		maps.Copy(all, element)
		for _, name := range []string{"unique_name", "uuid"} {
			var id string
			if json.Unmarshal(element[name], &id) == nil && id != "" {
				p.IDs = append(p.IDs, id)
				break
			}
		}
	}
	p.Fields = named(all)
	return p
}

// named returns the names of members, sorted, but those that are no names of fields: they could be anything.
func named(members map[string]json.RawMessage) []string {
	field := regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,63}$`)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(members)), func(name string) bool { return !field.MatchString(name) })
}

// ProbeOptions asks which methods the path of a route takes, by OPTIONS. Nothing is changed by it. No answer need name any.
func (c *Client) ProbeOptions(ctx context.Context, operation string, route Route, id string) (Probe, error) {
	var p Probe
	_, err := c.probe(ctx, operation, route, http.MethodOptions, id, nil, func(h http.Header) {
		for method := range strings.SplitSeq(strings.Join(h.Values("Allow"), ","), ",") {
			if method = strings.ToUpper(strings.TrimSpace(method)); method != "" {
				p.Allow = append(p.Allow, method)
			}
		}
	})
	if len(p.Allow) > 0 { // also a refusal may say it
		return p, nil
	}
	return p, err
}

func (c *Client) probe(ctx context.Context, operation string, route Route, method, id string, query url.Values, answered func(http.Header)) (json.RawMessage, error) {
	token, err := c.session.token(ctx)
	if err != nil {
		return nil, err
	}
	request := c.request(call{operation: operation, id: id, query: query, idempotent: true}, route, token)
	request.Method, request.Answered = method, answered
	if strings.Contains(route.Path, "{") && id == "" {
		return nil, fmt.Errorf("%w: there is no object to ask for", ErrNotAsked)
	}
	var raw json.RawMessage
	if method == http.MethodOptions {
		return nil, c.http.Do(ctx, request, nil)
	}
	return raw, c.http.Do(ctx, request, &raw)
}

// Check is what a check of one route needs to know of it.
type Check struct {
	Operation string
	Route     Route
	Read      bool
	// IDsFrom is the operation that lists the ids that the route takes; "": it takes none, or nothing lists them.
	IDsFrom string
	// Fields are those that the contract gives the answers.
	Fields []string
}

// Checks returns the routes in force but that of the login, lists first.
func (c *Client) Checks() []Check {
	answers := contractAnswers()
	var lists, others []Check
	for _, operation := range slices.Sorted(maps.Keys(c.routes)) {
		if operation == opTokenLogin {
			continue
		}
		route := c.routes[operation]
		described, read := answers[operation]
		check := Check{Operation: operation, Route: route, Read: read && route.Method == http.MethodGet, Fields: described.fields}
		if !strings.Contains(route.Path, "{") {
			lists = append(lists, check)
			continue
		}
		check.IDsFrom = listOf(operation, answers)
		others = append(others, check)
	}
	return append(lists, others...)
}

// listOf names the operation that lists the objects that an operation is about, "" if there is none. An operation without a
// description is a write: it is about objects of the name in its own.
func listOf(operation string, answers map[string]answer) string {
	tag := answers[operation].tag
	if tag == "" {
		noun := strings.TrimLeft(operation, "abcdefghijklmnopqrstuvwxyz")
		tag = answers["get"+noun].tag
	}
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		if a := answers[name]; tag != "" && tag != "misc" && a.tag == tag && a.member != "" && name != operation && !strings.Contains(contractRoutes()[name].Path, "{") {
			return name
		}
	}
	return ""
}

// OtherReadings returns the other routes that the contract suggests for an operation, those of a method alone if one is given.
func OtherReadings(operation, method string) []Route {
	var others []Route
	for _, text := range Readings(operation)[1:] {
		route, err := ParseRoute(operation, text)
		if err == nil && (method == "" || route.Method == method) {
			others = append(others, route)
		}
	}
	return others
}
