package appintegrity_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_app_integrity_config"
	address  = typeName + ".test"
	kind     = mockapi.KindAppIntegrityConfig

	decryptionKey   = "ZGVjcnlwdGlvbi1rZXktMQ=="
	verificationKey = "dmVyaWZpY2F0aW9uLWtleS0x"
)

// arguments are the lines of a block, by argument.
type arguments map[string]string

// with returns the arguments with others in their place; "" removes one.
func (a arguments) with(changed arguments) arguments {
	all := maps.Clone(a)
	maps.Copy(all, changed)
	maps.DeleteFunc(all, func(_, value string) bool { return value == "" })
	return all
}

func (a arguments) block(label string) string {
	lines := make([]string, 0, len(a))
	for _, name := range slices.Sorted(maps.Keys(a)) {
		lines = append(lines, name+" = "+a[name])
	}
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", typeName, label, strings.Join(lines, "\n  "))
}

// json returns the arguments for the plugin protocol. All literals that tests use are spelled alike there.
func (a arguments) json() string {
	members := make([]string, 0, len(a))
	for _, name := range slices.Sorted(maps.Keys(a)) {
		members = append(members, fmt.Sprintf("%q: %s", name, a[name]))
	}
	return "{" + strings.Join(members, ", ") + "}"
}

func minimal(platform string) arguments {
	return arguments{"version": `"production"`, "platform": fmt.Sprintf("%q", platform), "name": `"test"`}
}

// full has a value for every argument of a platform.
func full(platform string) arguments {
	all := minimal(platform).with(arguments{
		"enabled": `true`, "action": `"message"`, "title": `"Please update"`, "message": `"This build <is> not trusted & blocked"`,
		"buttons": `["Store", "Close"]`, "actions": `["redirect", "close"]`, "redirects": `["https://example.com/store?a=1&b=2", ""]`,
	})
	if platform == "ios" {
		return all.with(arguments{"team_id": `"ABCDE12345"`, "bundle_id": `"com.example.wallet"`})
	}
	return all.with(arguments{
		"package_name": `"com.example.wallet"`, "cloud_project_number": `"123456789012"`, "required_device_verdict": `"MEETS_DEVICE_INTEGRITY"`,
		"require_play_recognized": `true`,
		"decryption_key_wo":       fmt.Sprintf("%q", decryptionKey), "decryption_key_wo_version": `1`,
		"verification_key_wo": fmt.Sprintf("%q", verificationKey), "verification_key_wo_version": `1`,
	})
}

// noVersions removes the versions of the keys, noKeys the keys as well.
func noVersions() arguments {
	return arguments{"decryption_key_wo_version": "", "verification_key_wo_version": ""}
}

func noKeys() arguments {
	return arguments{"decryption_key_wo": "", "verification_key_wo": "", "decryption_key_wo_version": "", "verification_key_wo_version": ""}
}

// stored is what the service keeps of full.
func stored(platform string) mockapi.Object {
	o := mockapi.Object{
		"version": "production", "platform": platform, "name": "test", "enabled": true, "action": "message",
		"title": "Please update", "message": "This build <is> not trusted & blocked",
		"buttons": []any{"Store", "Close"}, "actions": []any{"redirect", "close"}, "redirects": []any{"https://example.com/store?a=1&b=2", ""},
	}
	if platform == "ios" {
		maps.Copy(o, mockapi.Object{"team_id": "ABCDE12345", "bundle_id": "com.example.wallet"})
		return o
	}
	maps.Copy(o, mockapi.Object{
		"package_name": "com.example.wallet", "cloud_project_number": "123456789012", "required_device_verdict": "MEETS_DEVICE_INTEGRITY",
		"require_play_recognized": true, "decryption_key": decryptionKey, "verification_key": verificationKey,
	})
	return o
}

// shell is what the service keeps of minimal.
func shell(platform string) mockapi.Object {
	return mockapi.Object{"version": "production", "platform": platform, "name": "test", "enabled": false, "action": "log"}
}

// only checks that these configurations, and no others, are in the service.
func only(s *acctest.Services, want ...mockapi.Object) func(*terraform.State) error {
	return func(*terraform.State) error {
		var have, wanted []string
		for _, o := range s.Objects(kind) {
			delete(o, "config_id")
			have = append(have, text(o))
		}
		for _, o := range want {
			wanted = append(wanted, text(o))
		}
		slices.Sort(have)
		slices.Sort(wanted)
		if !slices.Equal(have, wanted) {
			return fmt.Errorf("the service keeps\n  %s\nwant\n  %s", strings.Join(have, "\n  "), strings.Join(wanted, "\n  "))
		}
		return nil
	}
}

func text(o any) string {
	raw, err := json.Marshal(o)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// id returns the id of the only configuration.
func id(t *testing.T, s *acctest.Services) string {
	t.Helper()
	o := s.Only(t, kind)
	return fmt.Sprintf("%s/%s", o["version"], o["config_id"])
}

func destroyed(s *acctest.Services) func(*terraform.State) error { return only(s) }

// writes returns the operations but reads since the journal was reset.
func writes(s *acctest.Services) []string {
	return slices.DeleteFunc(s.Operations(), func(operation string) bool { return operation == "listAppIntegrityConfigs" })
}

// written checks the writes since the journal was reset.
func written(s *acctest.Services, want ...string) func(*terraform.State) error {
	return func(*terraform.State) error {
		if got := writes(s); !slices.Equal(got, want) {
			return fmt.Errorf("the service was written to by %v, want %v", got, want)
		}
		return nil
	}
}

// updates returns the bodies of updates, without what names the configuration.
func updates(s *acctest.Services) []string {
	bodies := s.Bodies("updateAppIntegrityConfig")
	for i, body := range bodies {
		bodies[i] = "{" + strings.TrimPrefix(regexp.MustCompile(`^\{"version":"[a-z]+","config_id":"[^"]+"`).ReplaceAllString(body, ""), ",")
	}
	return bodies
}

// updated checks the bodies of all updates, in any order.
func updated(s *acctest.Services, want ...string) func(*terraform.State) error {
	return func(*terraform.State) error {
		got := updates(s)
		slices.Sort(got)
		want = slices.Clone(want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			return fmt.Errorf("updates were sent\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
		return nil
	}
}

func value(label, name string, check knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(typeName+"."+label, tfjsonpath.New(name), check)
}

func list(values ...string) knownvalue.Check {
	checks := make([]knownvalue.Check, len(values))
	for i, v := range values {
		checks[i] = knownvalue.StringExact(v)
	}
	return knownvalue.ListExact(checks)
}

func action(label string, a plancheck.ResourceActionType) plancheck.PlanCheck {
	return plancheck.ExpectResourceAction(typeName+"."+label, a)
}

// planLacks checks that a text is nowhere in a plan.
type planLacks string

func (text planLacks) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	raw, err := json.Marshal(req.Plan)
	if err != nil {
		resp.Error = err
	} else if strings.Contains(string(raw), string(text)) {
		resp.Error = fmt.Errorf("the plan holds %q", string(text))
	}
}

// stateLacks checks that a text is nowhere in the state.
type stateLacks string

func (text stateLacks) CheckState(_ context.Context, req statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	raw, err := json.Marshal(req.State)
	if err != nil {
		resp.Error = err
	} else if strings.Contains(string(raw), string(text)) {
		resp.Error = fmt.Errorf("the state holds %q", string(text))
	}
}
