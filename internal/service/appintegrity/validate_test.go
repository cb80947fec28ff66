package appintegrity_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	android := func(more string) string { return `{` + androidBase + more + `}` }
	ios := func(more string) string { return `{` + iosBase + more + `}` }
	named := func(name string) string {
		return `{"version": "production", "platform": "ios", "name": "` + name + `"}`
	}
	for title, test := range map[string]struct {
		config string
		at     string // the attribute that errors are about; none, if empty
	}{
		"name empty":                     {named(""), "name"},
		"name of 100 characters":         {named(strings.Repeat("x", 100)), ""},
		"name of 101 characters":         {named(strings.Repeat("x", 101)), "name"},
		"name with a slash":              {named("a/b"), "name"},
		"name with other scripts":        {named("Zürich 東京 Киев हिन्दी ١٢"), ""},
		"name of 100 letters":            {named(strings.Repeat("東", 100)), ""},
		"name with an emoji":             {named("ok 😀"), "name"},
		"name with a line break":         {named(`a\n`), "name"},
		"name with all that is allowed":  {named("aZ9 _.-"), ""},
		"unknown version":                {`{"version": "release", "platform": "ios", "name": "n"}`, "version"},
		"unknown platform":               {`{"version": "production", "platform": "windows", "name": "n"}`, "platform"},
		"unknown action":                 {ios(`, "action": "kill"`), "action"},
		"unknown verdict":                {android(`, "required_device_verdict": "MEETS_NOTHING"`), "required_device_verdict"},
		"project number with letters":    {android(`, "cloud_project_number": "12a"`), "cloud_project_number"},
		"project number empty":           {android(`, "cloud_project_number": ""`), "cloud_project_number"},
		"package name empty":             {android(`, "package_name": ""`), "package_name"},
		"team id empty":                  {ios(`, "team_id": ""`), "team_id"},
		"bundle id empty":                {ios(`, "bundle_id": ""`), "bundle_id"},
		"title of 8192 bytes":            {ios(`, "title": "` + strings.Repeat("é", 4096) + `"`), ""},
		"title of 8193 bytes":            {ios(`, "title": "` + strings.Repeat("é", 4096) + `x"`), "title"},
		"title empty":                    {ios(`, "title": ""`), "title"},
		"message of 16384 bytes":         {ios(`, "message": "` + strings.Repeat("日", 5461) + `x"`), ""},
		"message of 16385 bytes":         {ios(`, "message": "` + strings.Repeat("日", 5461) + `xx"`), "message"},
		"button of 8192 bytes":           {ios(`, "buttons": ["ok", "` + strings.Repeat("😀", 2048) + `"]`), ""},
		"button of 8193 bytes":           {ios(`, "buttons": ["ok", "` + strings.Repeat("😀", 2048) + `x"]`), "buttons"},
		"button empty":                   {ios(`, "buttons": [""]`), "buttons"},
		"button null":                    {ios(`, "buttons": ["ok", null]`), "buttons"},
		"action null":                    {ios(`, "buttons": ["ok"], "actions": [null]`), "actions"},
		"redirect null":                  {ios(`, "buttons": ["ok"], "redirects": [null]`), "redirects"},
		"no buttons":                     {ios(`, "buttons": []`), "buttons"},
		"an action for each button":      {ios(`, "buttons": ["a", "b"], "actions": ["close", "close"], "redirects": ["", ""]`), ""},
		"fewer actions than buttons":     {ios(`, "buttons": ["a", "b"], "actions": ["close"]`), "actions"},
		"more redirects than buttons":    {ios(`, "buttons": ["a"], "redirects": ["", ""]`), "redirects"},
		"actions without buttons":        {ios(`, "actions": ["close"]`), "actions"},
		"redirects without buttons":      {ios(`, "redirects": ["close"]`), "redirects"},
		"redirect without buttons":       {ios(`, "action": "redirect", "redirects": ["https://example.com"]`), ""},
		"redirect, actions alone":        {ios(`, "action": "redirect", "actions": ["close"]`), "actions"},
		"redirect with fewer redirects":  {ios(`, "action": "redirect", "buttons": ["a", "b"], "redirects": [""]`), "redirects"},
		"redirects, action unknown":      {ios(`, "action": "${unknown}", "redirects": ["https://example.com"]`), ""},
		"message, redirects alone":       {ios(`, "action": "message", "redirects": ["https://example.com"]`), "redirects"},
		"actions, buttons unknown":       {ios(`, "buttons": "${unknown}", "actions": ["close"]`), ""},
		"actions unknown":                {ios(`, "buttons": ["a"], "actions": "${unknown}", "redirects": "${unknown}"`), ""},
		"android team_id":                {android(`, "team_id": "t"`), "team_id"},
		"android bundle_id":              {android(`, "bundle_id": "t"`), "bundle_id"},
		"ios package_name":               {ios(`, "package_name": "p"`), "package_name"},
		"ios cloud_project_number":       {ios(`, "cloud_project_number": "1"`), "cloud_project_number"},
		"ios required_device_verdict":    {ios(`, "required_device_verdict": "MEETS_BASIC_INTEGRITY"`), "required_device_verdict"},
		"ios require_play_recognized":    {ios(`, "require_play_recognized": false`), "require_play_recognized"},
		"ios decryption_key_wo":          {ios(`, "decryption_key_wo": "aw=="`), "decryption_key_wo"},
		"ios verification_key_wo":        {ios(`, "verification_key_wo": "aw=="`), "verification_key_wo"},
		"ios, unknown argument":          {ios(`, "package_name": "${unknown}"`), "package_name"},
		"key empty":                      {android(`, "decryption_key_wo": ""`), "decryption_key_wo"},
		"other key empty":                {android(`, "verification_key_wo": ""`), "verification_key_wo"},
		"key that is no base64":          {android(`, "decryption_key_wo": "keys/play.b64"`), "decryption_key_wo"},
		"other key that is no base64":    {android(`, "verification_key_wo": "-----BEGIN PUBLIC KEY-----"`), "verification_key_wo"},
		"version without its key":        {android(`, "decryption_key_wo_version": 1`), "decryption_key_wo_version"},
		"version without its other key":  {android(`, "verification_key_wo_version": 1`), "verification_key_wo_version"},
		"version without the right key":  {android(`, "decryption_key_wo": "aw==", "verification_key_wo_version": 1`), "verification_key_wo_version"},
		"negative version":               {android(`, "decryption_key_wo": "aw==", "decryption_key_wo_version": -1`), "decryption_key_wo_version"},
		"version with a key unknown yet": {android(`, "decryption_key_wo": "${unknown}", "decryption_key_wo_version": 0`), ""},
		"arguments of both, platform unknown": {
			`{"version": "${unknown}", "platform": "${unknown}", "name": "${unknown}", "team_id": "t", "package_name": "p"}`, "",
		},
		"all unknown": {
			`{"version": "production", "platform": "android", "name": "${unknown}", "enabled": "${unknown}", "action": "${unknown}", "package_name": "${unknown}",
			  "cloud_project_number": "${unknown}", "required_device_verdict": "${unknown}", "require_play_recognized": "${unknown}", "decryption_key_wo": "${unknown}",
			  "decryption_key_wo_version": "${unknown}", "title": "${unknown}", "message": "${unknown}", "buttons": ["${unknown}"], "actions": ["${unknown}"], "redirects": ["${unknown}"]}`, "",
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			d := l.Validate(t.Context(), test.config)
			if (len(d) == 0) != (test.at == "") {
				t.Errorf("diagnostics %q, want them at %q", acctest.DiagnosticLines(d), test.at)
			}
			for _, diagnostic := range d {
				if strings.HasSuffix(test.at, "_wo") && diagnostic.Attribute == nil && strings.Contains(diagnostic.Detail, test.at) {
					continue // the CLI prints the line of what a diagnostic is about
				}
				if !strings.HasPrefix(diagnostic.Attribute.String(), `AttributeName("`+test.at+`")`) {
					t.Errorf("diagnostic at %s, want it at %s: %s", diagnostic.Attribute, test.at, diagnostic.Detail)
				}
			}
		})
	}
}

// TestRedirect_withoutButtons: the service takes it, in a configuration whose name is of another script, and nothing is left to
// do.
func TestRedirect_withoutButtons(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	config := `{"version": "production", "platform": "ios", "name": "Приложение 東京", "action": "redirect", "redirects": ["https://example.com/update"], "enabled": false}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
	stored := s.Only(t, kind)
	if redirects, _ := stored["redirects"].([]any); stored["action"] != "redirect" || len(redirects) != 1 || stored["buttons"] != nil {
		t.Errorf("stored is %v", stored)
	}
}

// What becomes known only during an apply is looked at before anything is made.
func TestPlan_argumentsKnownLate(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	for config, want := range map[string][]string{
		`{` + iosBase + `, "package_name": "p"}`:                         {"package_name"},
		`{` + androidBase + `, "team_id": "t"}`:                          {"team_id"},
		`{` + iosBase + `, "buttons": ["a"], "actions": ["c", "c"]}`:     {"actions"},
		`{` + iosBase + `, "buttons": "${unknown}", "actions": ["c"]}`:   nil,
		`{` + androidBase + `, "package_name": "p", "buttons": ["yes"]}`: nil,
	} {
		var got []string
		for _, d := range l.Plan(t.Context(), config).Diagnostics {
			got = append(got, strings.Trim(strings.TrimPrefix(d.Attribute.String(), "AttributeName"), `()"`))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: errors at %v, want %v", config, got, want)
		}
	}
}

// The whole configuration, as compact JSON, has a limit that is reached only by many buttons.
func TestPlan_size(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	label := strings.Repeat("x", apptego.MaxButtonBytes)
	for n, fits := range map[int]bool{1: true, apptego.MaxPayloadBytes/apptego.MaxButtonBytes + 1: false} {
		labels, err := json.Marshal(slices.Repeat([]string{label}, n))
		if err != nil {
			t.Fatal(err)
		}
		d := l.Plan(t.Context(), `{`+iosBase+`, "buttons": `+string(labels)+`}`).Diagnostics
		said := acctest.DiagnosticLines(d)
		if fits && said != "" || !fits && !strings.Contains(said, `error at AttributeName("buttons"): Configuration Too Large`) {
			t.Errorf("%d buttons: %q", n, said)
		}
	}
}

func TestAccAppIntegrityConfig_validators(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	w := watched{acctest.NewCLI(t), t, s}
	w.Write("main.tf", acctest.RequiredProviders()+s.Provider()+
		minimal("ios").with(arguments{"name": `"a/b"`, "package_name": `"p"`, "title": `join("", [for i in range(1000) : "eight é x"])`}).block("ios")+
		minimal("android").with(arguments{"cloud_project_number": `"12a"`, "verification_key_wo_version": `1`}).block("android"))
	w.exits(1, []string{"plan"},
		"name may hold only letters, digits, spaces, hyphens, underscores and dots",
		"package_name is an argument of android configurations; the platform of this one is ios",
		"the text has 10000 bytes in UTF-8, at most 8192 are allowed",
		"must hold digits only",
		`"verification_key_wo" must be specified when "verification_key_wo_version" is specified`)
	if len(s.Journal()) > 0 {
		t.Errorf("requests were sent: %v", s.Operations())
	}
}
