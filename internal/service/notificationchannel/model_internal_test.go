package notificationchannel

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func full() model {
	return model{
		fields: fields{
			ID: types.StringValue("c"), Name: types.StringValue("Alerts"), Description: types.StringValue("Security"), Type: types.Int64Value(2),
			Recipients: flex.StringSetValue([]string{"b", "a"}), Status: types.StringValue("ACTIVE"), CreateTime: types.Int64Value(5), CreatorUUID: types.StringValue("u"),
		},
		OAuthCodeWOVersion: types.Int64Value(1), RedirectURI: types.StringValue("https://acme.example"), ResolveDisplayNames: types.BoolValue(true),
	}
}

func TestExpand(t *testing.T) {
	t.Parallel()
	change := func(f func(*model)) model {
		m := full()
		f(&m)
		return m
	}
	for name, test := range map[string]struct {
		planned, prior model
		want           string
		clear          int
	}{
		"create, minimal": {model{fields: fields{Name: types.StringValue("Alerts"), Status: types.StringUnknown()}}, model{}, `{"name":"Alerts"}`, 0},
		"create, zero values": {
			model{fields: fields{Name: types.StringValue("Alerts"), Description: types.StringValue(""), Type: types.Int64Value(0), Recipients: flex.StringSetValue(nil)}}, model{},
			`{"name":"Alerts"}`, 0,
		},
		"create, full": {full(), model{}, `{"name":"Alerts","description":"Security","type":2,"recipients":["a","b"],"status":2}`, 0},
		"nothing":      {full(), full(), `{}`, 0},
		"one":          {change(func(m *model) { m.Type = types.Int64Value(3) }), full(), `{"type":3}`, 0},
		"cleared": {change(func(m *model) {
			m.Description, m.Type, m.Recipients = types.StringNull(), types.Int64Value(0), types.SetNull(types.StringType)
		}), full(), `{}`, 3},
		"never answered": {change(func(m *model) {
			m.RedirectURI, m.ResolveDisplayNames, m.OAuthCodeWOVersion = types.StringNull(), types.BoolNull(), types.Int64Null()
		}), full(), `{}`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, patch := expand(test.planned, test.prior)
			raw, err := json.Marshal(got)
			if err != nil || string(raw) != test.want || len(patch.Clear) != test.clear {
				t.Errorf("got %s, clears %v (%v), want %s and %d", raw, patch.Clear, err, test.want, test.clear)
			}
		})
	}
}

func TestAuthorization(t *testing.T) {
	t.Parallel()
	raw, err := api.EncodeBody(authorization(full(), model{OAuthCodeWO: types.StringValue("code")}))
	if want := `{"oauth_code":"code","redirect_uri":"https://acme.example","resolve_display_names":true}`; err != nil || string(raw) != want {
		t.Errorf("got %s (%v), want %s", raw, err, want)
	}
	if raw, err = api.EncodeBody(authorization(model{}, model{})); err != nil || string(raw) != `{}` {
		t.Errorf("got %s (%v), want nothing", raw, err)
	}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	answer := edge.NotificationChannel{
		UUID: "c", Name: "Alerts", Description: "Security", Type: 2, Recipients: []string{"a", "b"}, Status: edge.StatusActive, CreateTime: 5, CreatorUUID: "u",
		EncryptedCredentials: "secret", SlackTeam: "acme",
	}
	got, want := flatten(answer, full()), full()
	if !got.Recipients.Equal(want.Recipients) {
		t.Errorf("got recipients %s, want %s", got.Recipients, want.Recipients)
	}
	got.Recipients, want.Recipients = types.Set{}, types.Set{}
	if got.fields.Name != want.fields.Name || got.Type != want.Type || got.Description != want.Description || got.Status != want.Status ||
		got.OAuthCodeWOVersion != want.OAuthCodeWOVersion || got.RedirectURI != want.RedirectURI || got.ResolveDisplayNames != want.ResolveDisplayNames || !got.OAuthCodeWO.IsNull() {
		t.Errorf("got\n%v, want\n%v", got, want)
	}
	got = flatten(edge.NotificationChannel{UUID: "c", Name: "Alerts"}, imported())
	if got.Description != types.StringValue("") || got.Type != types.Int64Value(0) || len(got.Recipients.Elements()) != 0 || got.Recipients.IsNull() ||
		got.RedirectURI != types.StringValue("") || got.ResolveDisplayNames != types.BoolValue(false) || !got.OAuthCodeWOVersion.IsNull() {
		t.Errorf("an import gives %v", got)
	}
}
