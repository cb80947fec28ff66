package appintegrity

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
)

func texts(values ...string) types.List {
	elements := make([]attr.Value, len(values))
	for i, v := range values {
		elements[i] = types.StringValue(v)
	}
	return types.ListValueMust(types.StringType, elements)
}

// shell is what a create makes.
func shell(platform string) model {
	return model{fields: fields{
		Version: types.StringValue("production"), ConfigID: types.StringValue("c1"), Platform: types.StringValue(platform), Name: types.StringValue("n"),
		Enabled: types.BoolValue(false), Action: types.StringValue("log"),
	}}
}

func with(base model, change func(*model)) model {
	change(&base)
	return base
}

func android() model {
	return with(shell("android"), func(m *model) {
		m.Enabled, m.Action = types.BoolValue(true), types.StringValue("message")
		m.PackageName, m.CloudProjectNumber = types.StringValue("com.example"), types.StringValue("123")
		m.RequiredDeviceVerdict, m.RequirePlayRecognized = types.StringValue("MEETS_STRONG_INTEGRITY"), types.BoolValue(true)
		m.Title, m.Message = types.StringValue("T"), types.StringValue("M")
		m.Buttons, m.Actions, m.Redirects = texts("a", "b"), texts("redirect", "close"), texts("https://example.com", "")
		m.DecryptionKeyWOVersion, m.VerificationKeyWOVersion = types.Int64Value(1), types.Int64Value(1)
	})
}

func keys() secrets { return secrets{decryptionKey: "decrypt", verificationKey: "verify"} }

func TestExpand(t *testing.T) {
	t.Parallel()
	const head = `{"version":"production","config_id":"c1"`
	const everything = `,"enabled":true,"action":"message","decryption_key":"decrypt","verification_key":"verify","package_name":"com.example",` +
		`"cloud_project_number":"123","required_device_verdict":"MEETS_STRONG_INTEGRITY","require_play_recognized":true,"title":"T","message":"M",` +
		`"buttons":["a","b"],"actions":["redirect","close"],"redirects":["https://example.com",""]`
	for name, test := range map[string]struct {
		planned, prior model
		keys           secrets
		want           string // after the head; nothing is to be sent if empty
	}{
		"create of a shell":            {planned: shell("android"), prior: shell("android")},
		"create of everything":         {planned: android(), prior: shell("android"), keys: keys(), want: everything},
		"create with keys, no version": {planned: shell("android"), prior: shell("android"), keys: keys(), want: `,"decryption_key":"decrypt","verification_key":"verify"`},
		"create for ios": {
			planned: with(shell("ios"), func(m *model) {
				m.Enabled, m.TeamID, m.BundleID = types.BoolValue(true), types.StringValue("T1"), types.StringValue("com.example")
			}), prior: shell("ios"), want: `,"enabled":true,"team_id":"T1","bundle_id":"com.example"`,
		},
		"create with a flag that is false": {
			planned: with(shell("android"), func(m *model) { m.RequirePlayRecognized = types.BoolValue(false) }), prior: shell("android"),
		},
		"nothing changes":             {planned: android(), prior: android()},
		"a flag is spelled":           {planned: with(shell("android"), func(m *model) { m.RequirePlayRecognized = types.BoolValue(false) }), prior: shell("android")},
		"another name":                {planned: with(android(), func(m *model) { m.Name = types.StringValue("o") }), prior: android(), want: `,"name":"o"`},
		"disabled":                    {planned: with(android(), func(m *model) { m.Enabled = types.BoolValue(false) }), prior: android(), want: `,"enabled":false`},
		"a flag goes":                 {planned: with(android(), func(m *model) { m.RequirePlayRecognized = types.BoolValue(false) }), prior: android(), want: `,"require_play_recognized":false`},
		"another order of buttons":    {planned: with(android(), func(m *model) { m.Buttons = texts("b", "a") }), prior: android(), want: `,"buttons":["b","a"]`},
		"redirects that lead nowhere": {planned: with(android(), func(m *model) { m.Redirects = texts("", "") }), prior: android(), want: `,"redirects":["",""]`},
		"one key":                     {planned: android(), prior: android(), keys: secrets{decryptionKey: "decrypt"}, want: `,"decryption_key":"decrypt"`},
		"the other one":               {planned: android(), prior: android(), keys: secrets{verificationKey: "verify"}, want: `,"verification_key":"verify"`},
		"keys and versions go": {planned: with(android(), func(m *model) {
			m.DecryptionKeyWOVersion, m.VerificationKeyWOVersion = types.Int64Null(), types.Int64Null()
		}), prior: android()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			update := expand(test.planned, test.prior, test.keys)
			body, err := api.EncodeBody(update)
			if err != nil {
				t.Fatal(err)
			}
			if want := head + test.want + "}"; string(body) != want {
				t.Errorf("sent %s, want %s", body, want)
			}
			if update.IsEmpty() != (test.want == "") {
				t.Errorf("IsEmpty() = %t", update.IsEmpty())
			}
		})
	}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	const common = `"config_id": "c1", "name": "n", "platform": "android", "enabled": true, "action": "die"`
	noList := types.ListNull(types.StringType)
	null := fields{
		ID: types.StringValue("production/c1"), Version: types.StringValue("production"), ConfigID: types.StringValue("c1"),
		Platform: types.StringValue("android"), Name: types.StringValue("n"), Enabled: types.BoolValue(true), Action: types.StringValue("die"),
		Buttons: noList, Actions: noList, Redirects: noList,
	}
	given := android().fields
	changed := func(change func(*fields)) fields {
		f := null
		change(&f)
		return f
	}
	for name, test := range map[string]struct {
		answer string
		prior  fields
		want   fields
	}{
		"only what is always there": {answer: `{` + common + `}`, want: null},
		"nulls": {
			answer: `{` + common + `, "package_name": null, "cloud_project_number": null, "required_device_verdict": null, "require_play_recognized": null, "team_id": null,
				"bundle_id": null, "title": null, "message": null, "buttons": null, "actions": null, "redirects": null, "decryption_key": null}`,
			want: null,
		},
		"empty texts": {
			answer: `{` + common + `, "package_name": "", "cloud_project_number": "", "required_device_verdict": "", "team_id": "", "bundle_id": "", "title": "", "message": "",
				"buttons": [], "actions": [], "redirects": []}`,
			prior: given, want: changed(func(*fields) {}),
		},
		"values": {
			answer: `{` + common + `, "package_name": "com.example", "cloud_project_number": "123", "required_device_verdict": "MEETS_STRONG_INTEGRITY", "require_play_recognized": true,
				"title": "T", "message": "M", "buttons": ["a", "b"], "actions": ["redirect", "close"], "redirects": ["https://example.com", ""], "decryption_key": "***d", "verification_key": "***v"}`,
			want: changed(func(f *fields) {
				f.PackageName, f.CloudProjectNumber, f.RequiredDeviceVerdict = given.PackageName, given.CloudProjectNumber, given.RequiredDeviceVerdict
				f.RequirePlayRecognized, f.Title, f.Message = given.RequirePlayRecognized, given.Title, given.Message
				f.Buttons, f.Actions, f.Redirects = given.Buttons, given.Actions, given.Redirects
			}),
		},
		"a project number as a number": {
			answer: `{` + common + `, "cloud_project_number": 123456789012}`,
			want:   changed(func(f *fields) { f.CloudProjectNumber = types.StringValue("123456789012") }),
		},
		"an answer without what it may leave out": { // the contract does not say that reads have the message
			answer: `{` + common + `}`, prior: given,
			want: changed(func(f *fields) {
				f.CloudProjectNumber = given.CloudProjectNumber
				f.Title, f.Message, f.Buttons, f.Actions, f.Redirects = given.Title, given.Message, given.Buttons, given.Actions, given.Redirects
			}),
		},
		"another message": {
			answer: `{` + common + `, "title": "X", "message": "Y", "buttons": ["c"], "actions": ["close"], "redirects": [""]}`, prior: given,
			want: changed(func(f *fields) {
				f.CloudProjectNumber = given.CloudProjectNumber
				f.Title, f.Message = types.StringValue("X"), types.StringValue("Y")
				f.Buttons, f.Actions, f.Redirects = texts("c"), texts("close"), texts("")
			}),
		},
		"a flag that is absent, false before": {
			answer: `{` + common + `}`, prior: fields{RequirePlayRecognized: types.BoolValue(false)},
			want: changed(func(f *fields) { f.RequirePlayRecognized = types.BoolValue(false) }),
		},
		"a flag that is false, null before": {answer: `{` + common + `, "require_play_recognized": false}`, want: null},
		"a flag that is absent, true before": {
			answer: `{` + common + `}`, prior: fields{RequirePlayRecognized: types.BoolValue(true)}, want: null,
		},
		"ios, absent": { // no answer is documented
			answer: `{` + common + `, "team_id": null}`, prior: fields{TeamID: types.StringValue("T1"), BundleID: types.StringValue("com.example")},
			want: changed(func(f *fields) { f.TeamID, f.BundleID = types.StringValue("T1"), types.StringValue("com.example") }),
		},
		"ios": {
			answer: `{` + common + `, "team_id": "T1", "bundle_id": "com.example"}`,
			want:   changed(func(f *fields) { f.TeamID, f.BundleID = types.StringValue("T1"), types.StringValue("com.example") }),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var answer apptego.IntegrityConfig
			if err := json.Unmarshal([]byte(test.answer), &answer); err != nil {
				t.Fatal(err)
			}
			have, want := members(flatten(answer, "production", test.prior)), members(test.want)
			for attribute, v := range want {
				if !v.Equal(have[attribute]) {
					t.Errorf("%s = %s, want %s", attribute, have[attribute], v)
				}
			}
		})
	}
}

func members(f fields) map[string]attr.Value {
	return map[string]attr.Value{
		"id": f.ID, "version": f.Version, "config_id": f.ConfigID, "platform": f.Platform, "name": f.Name, "enabled": f.Enabled, "action": f.Action,
		"package_name": f.PackageName, "cloud_project_number": f.CloudProjectNumber, "required_device_verdict": f.RequiredDeviceVerdict,
		"require_play_recognized": f.RequirePlayRecognized, "team_id": f.TeamID, "bundle_id": f.BundleID, "title": f.Title, "message": f.Message,
		"buttons": f.Buttons, "actions": f.Actions, "redirects": f.Redirects,
	}
}
