package apptego

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// The platforms of a configuration.
const (
	PlatformAndroid = "android"
	PlatformIOS     = "ios"
)

// ActionLog is the action that a created configuration has.
const ActionLog = "log"

// Versions returns the values of the contract's Version, in the order of a release.
func Versions() []string { return []string{"development", "staging", "production"} }

// Platforms returns the values of the contract's Platform.
func Platforms() []string { return []string{PlatformAndroid, PlatformIOS} }

// ActionRedirect is the action that leads the user somewhere.
const ActionRedirect = "redirect"

// Actions returns the values of the contract's Action.
func Actions() []string { return []string{ActionLog, "die", ActionRedirect, "message"} }

// DeviceVerdicts returns the values of the contract's DeviceVerdict, from weak to strong.
func DeviceVerdicts() []string {
	return []string{"MEETS_BASIC_INTEGRITY", "MEETS_DEVICE_INTEGRITY", "MEETS_STRONG_INTEGRITY"}
}

// Limits of the contract, in UTF-8 bytes unless said otherwise.
const (
	MaxNameCharacters = 100
	MaxTitleBytes     = 8192
	MaxMessageBytes   = 16384
	MaxButtonBytes    = 8192
	MaxPayloadBytes   = 9437184 // of the whole update as compact JSON
)

// IntegrityConfig is the contract's AppIntegrityConfig, as reads and writes answer it. A nil pointer is a field that the
// answer lacks or has as null. Keys are masks: they can be compared with other masks and are never sent.
type IntegrityConfig struct {
	ConfigID              string      `json:"config_id"`
	Name                  string      `json:"name"`
	Platform              string      `json:"platform"`
	Enabled               bool        `json:"enabled"`
	Action                string      `json:"action"`
	PackageName           *string     `json:"package_name"`
	DecryptionKey         *api.Secret `json:"decryption_key"`   // mask
	VerificationKey       *api.Secret `json:"verification_key"` // mask
	CloudProjectNumber    *api.Text   `json:"cloud_project_number"`
	RequiredDeviceVerdict *string     `json:"required_device_verdict"`
	RequirePlayRecognized *bool       `json:"require_play_recognized"`
	TeamID                *string     `json:"team_id"`
	BundleID              *string     `json:"bundle_id"`
	Title                 *string     `json:"title"`
	Message               *string     `json:"message"`
	Buttons               []string    `json:"buttons"`
	Actions               []string    `json:"actions"`
	Redirects             []string    `json:"redirects"`
}

// IntegrityUpdate is the contract's AppIntegrityUpdateRequest: nil fields keep what is stored. No field can be cleared.
type IntegrityUpdate struct {
	Version               string      `json:"version"`
	ConfigID              string      `json:"config_id"`
	Name                  *string     `json:"name,omitempty"`
	Enabled               *bool       `json:"enabled,omitempty"`
	Action                *string     `json:"action,omitempty"`
	DecryptionKey         *api.Secret `json:"decryption_key,omitempty"`
	VerificationKey       *api.Secret `json:"verification_key,omitempty"`
	PackageName           *string     `json:"package_name,omitempty"`
	CloudProjectNumber    *string     `json:"cloud_project_number,omitempty"`
	RequiredDeviceVerdict *string     `json:"required_device_verdict,omitempty"`
	RequirePlayRecognized *bool       `json:"require_play_recognized,omitempty"`
	TeamID                *string     `json:"team_id,omitempty"`
	BundleID              *string     `json:"bundle_id,omitempty"`
	Title                 *string     `json:"title,omitempty"`
	Message               *string     `json:"message,omitempty"`
	Buttons               []string    `json:"buttons,omitempty"`
	Actions               []string    `json:"actions,omitempty"`
	Redirects             []string    `json:"redirects,omitempty"`
}

// IsEmpty says whether an update names no field to change.
func (u IntegrityUpdate) IsEmpty() bool {
	return u.Name == nil && u.Enabled == nil && u.Action == nil && u.DecryptionKey == nil && u.VerificationKey == nil &&
		u.PackageName == nil && u.CloudProjectNumber == nil && u.RequiredDeviceVerdict == nil && u.RequirePlayRecognized == nil &&
		u.TeamID == nil && u.BundleID == nil && u.Title == nil && u.Message == nil &&
		len(u.Buttons) == 0 && len(u.Actions) == 0 && len(u.Redirects) == 0
}

func (u IntegrityUpdate) secrets() []string {
	var values []string
	for _, key := range []*api.Secret{u.DecryptionKey, u.VerificationKey} {
		if key != nil {
			values = append(values, key.Value())
		}
	}
	return values
}

// UpdateIntegrityConfig implements the contract's updateAppIntegrityConfig. The service may refuse to enable a
// configuration by the call that brings its credentials (the contract does not say): a 400 to such a call is followed by
// the same in two calls. After a success without a body, what the list then shows is returned.
func (c *Client) UpdateIntegrityConfig(ctx context.Context, in IntegrityUpdate) (IntegrityConfig, error) {
	defer c.shared[in.Version].Wrote(in.ConfigID)
	secrets := in.secrets() // also of the call that does not send them: its answer may quote them
	send := func(in IntegrityUpdate) (IntegrityConfig, error) {
		update := call{operation: "updateAppIntegrityConfig", route: "/frontend/app_integrity_update", body: in, idempotent: true, secrets: secrets}
		config, err := c.configFrom(ctx, update)
		if api.IsEmptyAnswer(err) {
			return c.stored(ctx, in)
		}
		if err == nil && config.ConfigID != in.ConfigID {
			return IntegrityConfig{}, update.unusable(http.StatusOK, fmt.Errorf("the answer is about %q, not %q", config.ConfigID, in.ConfigID))
		}
		return config, err
	}
	answer, err := send(in)
	if api.StatusOf(err) != http.StatusBadRequest || in.Enabled == nil || !*in.Enabled {
		return answer, err
	}
	enable := IntegrityUpdate{Version: in.Version, ConfigID: in.ConfigID, Enabled: in.Enabled}
	credentials := in
	credentials.Enabled = nil
	if credentials.IsEmpty() {
		return answer, err
	}
	if _, second := send(credentials); second != nil {
		return answer, err // the first answer says what is wrong with the whole
	}
	return send(enable)
}

// stored reads what an update has made that was answered by a success without a body. A list that lags behind the update is
// read again for a few seconds; after these, what the service shows is what there is.
func (c *Client) stored(ctx context.Context, in IntegrityUpdate) (config IntegrityConfig, err error) {
	err = c.http.Settle(ctx, func(ctx context.Context) (bool, error) {
		config, err = c.GetIntegrityConfig(ctx, in.Version, in.ConfigID)
		return err == nil && in.agrees(config), err
	})
	return config, err
}

// agrees says whether a configuration has what an update sends, as far as it shows. Of a key it shows the last characters.
func (u IntegrityUpdate) agrees(c IntegrityConfig) bool {
	text := func(sent, shown *string) bool { return sent == nil || shown == nil || *sent == *shown }
	flag := func(sent, shown *bool) bool { return sent == nil || shown == nil || *sent == *shown }
	list := func(sent, shown []string) bool { return sent == nil || shown == nil || slices.Equal(sent, shown) }
	key := func(sent, mask *api.Secret) bool {
		if sent == nil {
			return true
		}
		return mask != nil && mask.Value() != "" && strings.HasSuffix(sent.Value(), mask.Value()[len(mask.Value())-1:])
	}
	return text(u.Name, &c.Name) && flag(u.Enabled, &c.Enabled) && text(u.Action, &c.Action) &&
		key(u.DecryptionKey, c.DecryptionKey) && key(u.VerificationKey, c.VerificationKey) &&
		text(u.PackageName, c.PackageName) && text(u.CloudProjectNumber, (*string)(c.CloudProjectNumber)) &&
		text(u.RequiredDeviceVerdict, c.RequiredDeviceVerdict) && flag(u.RequirePlayRecognized, c.RequirePlayRecognized) &&
		text(u.TeamID, c.TeamID) && text(u.BundleID, c.BundleID) && text(u.Title, c.Title) && text(u.Message, c.Message) &&
		list(u.Buttons, c.Buttons) && list(u.Actions, c.Actions) && list(u.Redirects, c.Redirects)
}

func (c *Client) configFrom(ctx context.Context, in call) (IntegrityConfig, error) {
	var answer struct {
		Config IntegrityConfig `json:"config"`
	}
	if err := c.do(ctx, in, &answer); err != nil {
		return IntegrityConfig{}, err
	}
	if answer.Config.ConfigID == "" {
		return IntegrityConfig{}, in.unusable(http.StatusOK, errors.New("the answer holds no config_id"))
	}
	return answer.Config, nil
}

// ListIntegrityConfigs implements the contract's listAppIntegrityConfigs, which has no paging.
func (c *Client) ListIntegrityConfigs(ctx context.Context, version string) ([]IntegrityConfig, error) {
	var answer struct {
		Configs *[]IntegrityConfig `json:"configs"`
	}
	in := listCall(version)
	if err := c.do(ctx, in, &answer); err != nil {
		return nil, err
	}
	if answer.Configs != nil && slices.ContainsFunc(*answer.Configs, func(c IntegrityConfig) bool { return c.ConfigID == "" }) {
		return nil, in.unusable(http.StatusOK, errors.New("the answer lists a configuration without a config_id"))
	}
	if answer.Configs == nil { // an answer without the list must not make every configuration look deleted
		return nil, in.unusable(http.StatusOK, errors.New("the answer holds no list of configurations"))
	}
	return *answer.Configs, nil
}

func listCall(version string) call {
	return call{
		operation: "listAppIntegrityConfigs", route: "/frontend/app_integrity_settings",
		body: map[string]string{"version": version}, idempotent: true,
	}
}

// GetIntegrityConfig finds one configuration among those of its version (contract listAppIntegrityConfigs, the only read
// there is). Its absence from a good answer gives an error that api.IsNotFound accepts; a list that is itself answered by
// 404 does not, since that is about the address of the service and not about the configuration.
func (c *Client) GetIntegrityConfig(ctx context.Context, version, configID string) (IntegrityConfig, error) {
	configs, err := c.ListIntegrityConfigs(ctx, version)
	if api.IsNotFound(err) {
		return IntegrityConfig{}, &EndpointError{Err: err}
	}
	if err != nil {
		return IntegrityConfig{}, err
	}
	for _, config := range configs {
		if config.ConfigID == configID {
			return config, nil
		}
	}
	return IntegrityConfig{}, notListed(version)
}

func notListed(version string) error {
	return listCall(version).unusable(http.StatusNotFound, fmt.Errorf("the list of configurations of version %s does not hold it", version))
}

// EndpointError says that the service does not know a documented path, so that the endpoint is probably wrong. It does not
// unwrap to that answer, so that nobody takes it for "not found".
type EndpointError struct {
	Err error // what the service answered
}

func (e *EndpointError) Error() string {
	return "the list of configurations, by which one is read, is answered by not found, so that the endpoint is probably wrong"
}

// DeleteIntegrityConfig implements the contract's deleteAppIntegrityConfig. After a failure, and after an answer that does
// not confirm the deletion, the list decides: a configuration that it no longer holds is deleted. After a success without a
// body it is given a few seconds to catch up.
func (c *Client) DeleteIntegrityConfig(ctx context.Context, version, configID string) error {
	defer c.shared[version].Wrote(configID)
	in := call{
		operation: "deleteAppIntegrityConfig", route: "/frontend/app_integrity_delete",
		body: map[string]string{"version": version, "config_id": configID}, idempotent: true,
	}
	var answer struct {
		Success bool `json:"success"`
	}
	err := c.do(ctx, in, &answer)
	if err == nil && answer.Success {
		return nil
	}
	if err == nil {
		err = in.unusable(http.StatusOK, errors.New("the answer does not confirm the deletion"))
	}
	empty, gone := api.IsEmptyAnswer(err), false
	_ = c.http.Settle(ctx, func(ctx context.Context) (bool, error) { // the first failure is what is told
		_, readErr := c.GetIntegrityConfig(ctx, version, configID)
		gone = api.IsNotFound(readErr)
		return gone || !empty, nil
	})
	if gone {
		return nil
	}
	return err
}
