package apptego

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// newShared returns a shared list for each version: there is no read but the list of a version.
func newShared(c *Client) map[string]*api.Snapshot[IntegrityConfig] {
	shared := map[string]*api.Snapshot[IntegrityConfig]{}
	for _, version := range Versions() {
		shared[version] = api.NewSnapshot(api.SnapshotConfig[IntegrityConfig]{
			ID:   func(c IntegrityConfig) string { return c.ConfigID },
			List: func(ctx context.Context) ([]IntegrityConfig, error) { return c.ListIntegrityConfigs(ctx, version) },
		})
	}
	return shared
}

// ReadIntegrityConfig is GetIntegrityConfig for refreshes and lookups: with Config.ReadBatching it shares a list that began
// at most thirty seconds ago, unless this client has written to the configuration since, or the list shows one with which
// agrees does not agree (nil: agrees with any). What it returns shares slices and pointers with what others get, so it must
// not be changed.
func (c *Client) ReadIntegrityConfig(ctx context.Context, version, configID string, agrees func(IntegrityConfig) bool) (IntegrityConfig, error) {
	list := c.shared[version]
	if list == nil {
		return c.GetIntegrityConfig(ctx, version, configID)
	}
	config, exists, err := list.FindExpecting(ctx, configID, agrees)
	switch {
	case api.IsNotFound(err):
		return IntegrityConfig{}, &EndpointError{Err: err}
	case err != nil:
		return IntegrityConfig{}, err
	case !exists:
		return IntegrityConfig{}, notListed(version)
	}
	return config, nil
}

// ReadIntegrityConfigs is ListIntegrityConfigs, from a list that began after the call and that others may share; the slice
// belongs to the caller.
func (c *Client) ReadIntegrityConfigs(ctx context.Context, version string) ([]IntegrityConfig, error) {
	if list := c.shared[version]; list != nil {
		return list.All(ctx)
	}
	return c.ListIntegrityConfigs(ctx, version)
}
