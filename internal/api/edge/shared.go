package edge

import (
	"context"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// The methods whose names begin with Read are for refreshes and lookups. With Config.ReadBatching they may answer from a
// list that began at most thirty seconds ago, but never with what this client has written to since. What they return
// shares slices, maps and pointers with what others get, so it must not be changed. Get and List ask the service each time.

// shared holds the lists of a client that reads are answered from. Its zero value holds none.
type shared struct {
	accesses          *api.Snapshot[Access]
	apps              *api.Snapshot[App]
	channels          *api.Snapshot[NotificationChannel]
	exports           *api.Snapshot[DataExport]
	policies          *api.Snapshot[Policy]
	postureAttributes *api.Snapshot[PostureAttribute]
	postureProfiles   *api.Snapshot[PostureProfile]
	tokens            *api.Snapshot[Token]
	workflows         *api.Snapshot[Workflow]
}

func newShared(c *Client, off func(ctx context.Context, operation, reason string)) shared {
	return shared{
		accesses: snapshot(c, off, opQueryAccesses, c.ListAccesses),
		apps: snapshot(c, off, opQueryApps, func(ctx context.Context) ([]App, error) {
			return c.ListApps(ctx, AppFilter{})
		}),
		channels: snapshot(c, off, opQueryNotificationChannels, func(ctx context.Context) ([]NotificationChannel, error) {
			return c.ListNotificationChannels(ctx, nil)
		}),
		exports: snapshot(c, off, opQueryDataExportConfigs, c.ListDataExports),
		policies: snapshot(c, off, opQueryPolicies, func(ctx context.Context) ([]Policy, error) {
			return c.QueryPolicies(ctx, AppliesTo{}, true) // a read by id has the display names, too
		}),
		postureAttributes: snapshot(c, off, opQueryPostureAttributes, c.ListPostureAttributes),
		postureProfiles:   snapshot(c, off, opQueryPostureProfiles, c.ListPostureProfiles),
		tokens:            snapshot(c, off, opQueryTokens, c.ListTokens),
		workflows:         snapshot(c, off, opQueryWorkflows, c.ListWorkflows),
	}
}

func snapshot[T object](c *Client, off func(ctx context.Context, operation, reason string), operation string, list func(context.Context) ([]T, error)) *api.Snapshot[T] {
	return api.NewSnapshot(api.SnapshotConfig[T]{
		ID:     func(o T) string { return o.identifier() },
		List:   list,
		Paused: c.http.Paused,
		Off: func(ctx context.Context, reason string) {
			if off != nil {
				off(ctx, operation, reason)
			}
		},
	})
}

// wrote keeps what was listed before a write from answering for what was written. Besides the object itself these are
// objects of other types that name it, or show its name.
func (s *shared) wrote(in call) {
	verb, noun := operationNoun(in.operation)
	if verb == "get" || verb == "query" || s.apps == nil {
		return
	}
	switch noun {
	case "Access":
		s.accesses.Wrote(in.uuid)
	case "App":
		s.apps.Wrote(in.uuid)
		s.accesses.Outdate()
		s.policies.Outdate()
	case "DataExportConfig":
		s.exports.Wrote(in.uuid)
	case "NotificationChannel":
		s.channels.Wrote(in.uuid)
	case "Policy":
		s.policies.Wrote(in.uuid)
	case "PostureAttribute":
		s.postureAttributes.Wrote(in.uuid)
		s.postureProfiles.Outdate()
	case "PostureProfile":
		s.postureProfiles.Wrote(in.uuid)
	case "Token", "TemporaryAccessToken":
		s.tokens.Wrote(in.uuid)
	case "Workflow":
		s.workflows.Wrote(in.uuid)
		s.policies.Outdate()
	}
}

// operationNoun takes an operationId apart: createApp is a create of an App.
func operationNoun(operation string) (verb, noun string) {
	at := strings.IndexFunc(operation, func(r rune) bool { return r >= 'A' && r <= 'Z' })
	if at < 0 {
		return operation, ""
	}
	return operation[:at], operation[at:]
}

// all returns a whole list.
func all[T any](ctx context.Context, s *api.Snapshot[T], list func(context.Context) ([]T, error)) ([]T, error) {
	if s == nil {
		return list(ctx)
	}
	return s.All(ctx)
}

// find returns an object of a type that only its list can tell of.
func find[T object](ctx context.Context, c *Client, s *api.Snapshot[T], operation, id string) (T, error) {
	found, exists, err := s.Find(ctx, id)
	switch {
	case err != nil:
		return found, c.listFailure(operation, err)
	case !exists:
		return pick[T](nil, operation, id)
	}
	return found, nil
}

// ReadAccess is GetAccess, or an equally good answer from the list.
func (c *Client) ReadAccess(ctx context.Context, id string) (Access, error) {
	return c.shared.accesses.Read(ctx, id, func(ctx context.Context) (Access, error) { return c.GetAccess(ctx, id) })
}

// ReadAccesses is QueryAccesses; a filter that selects everything is answered from the shared list.
func (c *Client) ReadAccesses(ctx context.Context, filter AppliesTo) ([]Access, error) {
	if filter != (AppliesTo{}) {
		return c.QueryAccesses(ctx, filter)
	}
	return all(ctx, c.shared.accesses, c.ListAccesses)
}

// ReadApp is GetApp, or an equally good answer from the list.
func (c *Client) ReadApp(ctx context.Context, id string) (App, error) {
	return c.shared.apps.Read(ctx, id, func(ctx context.Context) (App, error) { return c.GetApp(ctx, id) })
}

// ReadApps is ListApps; a filter that selects everything is answered from the shared list.
func (c *Client) ReadApps(ctx context.Context, filter AppFilter) ([]App, error) {
	list := func(ctx context.Context) ([]App, error) { return c.ListApps(ctx, filter) }
	if filter.Tag != "" || len(filter.Statuses) > 0 || len(filter.DataSources) > 0 {
		return list(ctx)
	}
	return all(ctx, c.shared.apps, list)
}

// ReadDataExport is GetDataExport from the shared list.
func (c *Client) ReadDataExport(ctx context.Context, id string) (DataExport, error) {
	if c.shared.exports == nil {
		return c.GetDataExport(ctx, id)
	}
	return find(ctx, c, c.shared.exports, opQueryDataExportConfigs, id)
}

// ReadDataExports is ListDataExports from the shared list.
func (c *Client) ReadDataExports(ctx context.Context) ([]DataExport, error) {
	return all(ctx, c.shared.exports, c.ListDataExports)
}

// ReadNotificationChannel is GetNotificationChannel, or an equally good answer from the list.
func (c *Client) ReadNotificationChannel(ctx context.Context, id string) (NotificationChannel, error) {
	return c.shared.channels.Read(ctx, id, func(ctx context.Context) (NotificationChannel, error) {
		return c.GetNotificationChannel(ctx, id)
	})
}

// ReadNotificationChannels is ListNotificationChannels; without statuses it is answered from the shared list.
func (c *Client) ReadNotificationChannels(ctx context.Context, statuses []string) ([]NotificationChannel, error) {
	list := func(ctx context.Context) ([]NotificationChannel, error) {
		return c.ListNotificationChannels(ctx, statuses)
	}
	if len(statuses) > 0 {
		return list(ctx)
	}
	return all(ctx, c.shared.channels, list)
}

// ReadPolicy is GetPolicy, or an equally good answer from the list.
func (c *Client) ReadPolicy(ctx context.Context, id string) (Policy, error) {
	return c.shared.policies.Read(ctx, id, func(ctx context.Context) (Policy, error) { return c.GetPolicy(ctx, id) })
}

// ReadPolicies is QueryPolicies with display names; a filter that selects everything is answered from the shared list.
func (c *Client) ReadPolicies(ctx context.Context, filter AppliesTo) ([]Policy, error) {
	list := func(ctx context.Context) ([]Policy, error) { return c.QueryPolicies(ctx, filter, true) }
	if filter != (AppliesTo{}) {
		return list(ctx)
	}
	return all(ctx, c.shared.policies, list)
}

// ReadPostureAttribute is GetPostureAttribute, or an equally good answer from the list.
func (c *Client) ReadPostureAttribute(ctx context.Context, id string) (PostureAttribute, error) {
	return c.shared.postureAttributes.Read(ctx, id, func(ctx context.Context) (PostureAttribute, error) {
		return c.GetPostureAttribute(ctx, id)
	})
}

// ReadPostureAttributes is ListPostureAttributes from the shared list.
func (c *Client) ReadPostureAttributes(ctx context.Context) ([]PostureAttribute, error) {
	return all(ctx, c.shared.postureAttributes, c.ListPostureAttributes)
}

// ReadPostureProfile is GetPostureProfile, or an equally good answer from the list.
func (c *Client) ReadPostureProfile(ctx context.Context, id string) (PostureProfile, error) {
	return c.shared.postureProfiles.Read(ctx, id, func(ctx context.Context) (PostureProfile, error) {
		return c.GetPostureProfile(ctx, id)
	})
}

// ReadPostureProfiles is ListPostureProfiles from the shared list.
func (c *Client) ReadPostureProfiles(ctx context.Context) ([]PostureProfile, error) {
	return all(ctx, c.shared.postureProfiles, c.ListPostureProfiles)
}

// ReadToken is GetToken from the shared list.
func (c *Client) ReadToken(ctx context.Context, id string) (Token, error) {
	if c.shared.tokens == nil {
		return c.GetToken(ctx, id)
	}
	return find(ctx, c, c.shared.tokens, opQueryTokens, id)
}

// ReadTokens is ListTokens from the shared list.
func (c *Client) ReadTokens(ctx context.Context) ([]Token, error) {
	return all(ctx, c.shared.tokens, c.ListTokens)
}

// ReadWorkflow is GetWorkflow, or an equally good answer from the list.
func (c *Client) ReadWorkflow(ctx context.Context, id string) (Workflow, error) {
	return c.shared.workflows.Read(ctx, id, func(ctx context.Context) (Workflow, error) { return c.GetWorkflow(ctx, id) })
}

// ReadWorkflows is ListWorkflows from the shared list.
func (c *Client) ReadWorkflows(ctx context.Context) ([]Workflow, error) {
	return all(ctx, c.shared.workflows, c.ListWorkflows)
}
