package apptego

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// CreateIntegrityConfig implements the contract's createAppIntegrityConfig: a disabled shell with the action log. After an
// ambiguous failure the shell is looked for: see api.Create. Configurations do not tell when they were made, and names need
// not be unique, so the version is listed once before this client makes the first one in it.
func (c *Client) CreateIntegrityConfig(ctx context.Context, version, platform, name string) (IntegrityConfig, error) {
	body := map[string]string{"version": version, "platform": platform, "name": name}
	return api.Create(ctx, c.creator, api.Creation[IntegrityConfig]{
		Operation:     "createAppIntegrityConfig",
		Name:          name,
		Wanted:        body,
		NeverAnswered: []string{"version"},
		Send: func(ctx context.Context) (IntegrityConfig, error) {
			return c.configFrom(ctx, call{operation: "createAppIntegrityConfig", route: "/frontend/app_integrity_create", body: body})
		},
		List: func(ctx context.Context) ([]IntegrityConfig, error) { return c.ListIntegrityConfigs(ctx, version) },
		Read: func(ctx context.Context, id string) (IntegrityConfig, error) {
			return c.GetIntegrityConfig(ctx, version, strings.TrimPrefix(id, version+"/"))
		},
		Describe: func(config IntegrityConfig) api.Described {
			return api.Described{ID: version + "/" + config.ConfigID, Name: config.Name}
		},
		Before:    func(ctx context.Context) ([]string, error) { return c.before.of(ctx, c, version) },
		Candidate: IntegrityConfig.untouched,
	})
}

// InState says that a configuration is in somebody's state, by "<version>/<config_id>", so that no lost answer can be about
// it.
func (c *Client) InState(ctx context.Context, id string) { c.creator.InState(ctx, id) }

// untouched says whether a configuration is as its create makes it.
func (c IntegrityConfig) untouched() bool {
	none := func(texts ...*string) bool {
		return !slices.ContainsFunc(texts, func(t *string) bool { return t != nil && *t != "" })
	}
	secret := func(s *api.Secret) bool { return s != nil && *s != "" }
	return !c.Enabled && (c.Action == "" || c.Action == ActionLog) && !secret(c.DecryptionKey) && !secret(c.VerificationKey) &&
		(c.CloudProjectNumber == nil || *c.CloudProjectNumber == "") && (c.RequirePlayRecognized == nil || !*c.RequirePlayRecognized) &&
		none(c.PackageName, c.RequiredDeviceVerdict, c.TeamID, c.BundleID, c.Title, c.Message) &&
		len(c.Buttons) == 0 && len(c.Actions) == 0 && len(c.Redirects) == 0
}

// beforehand knows which configurations a version held before this client made any in it.
type beforehand struct {
	listing  api.KeyedLock
	mu       sync.Mutex
	versions map[string][]string
}

func (b *beforehand) of(ctx context.Context, c *Client, version string) ([]string, error) {
	unlock, err := b.listing.Lock(ctx, version)
	if err != nil {
		return nil, err
	}
	defer unlock()
	b.mu.Lock()
	ids, known := b.versions[version]
	b.mu.Unlock()
	if known {
		return ids, nil
	}
	configs, err := c.ListIntegrityConfigs(ctx, version)
	if err != nil {
		return nil, err
	}
	ids = []string{}
	for _, config := range configs {
		ids = append(ids, version+"/"+config.ConfigID)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.versions[version] = ids
	return ids, nil
}
