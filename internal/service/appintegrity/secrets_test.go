package appintegrity_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Keys are sent once, and again when their version changes. They are in nothing that stays.
func TestAppIntegrityConfig_secrets(t *testing.T) {
	t.Parallel()
	l := live(t)
	values := func(decryption, verification string) arguments {
		return arguments{"decryption_key_wo": fmt.Sprintf("%q", decryption), "verification_key_wo": fmt.Sprintf("%q", verification)}
	}
	step := func(a arguments, changes []string, decryption, verification string, sent ...string) {
		t.Helper()
		l.hides(l.Plan(t.Context(), a.json()), firstKey, secondKey, thirdKey)
		l.goes(a.json(), changes, nil, sent)
		l.hides(l.Plan(t.Context(), a.json()), firstKey, secondKey, thirdKey)
		if o := l.services.Only(t, kind); o["decryption_key"] != decryption || o["verification_key"] != verification {
			t.Errorf("the service has the keys %v and %v, want %s and %s", o["decryption_key"], o["verification_key"], decryption, verification)
		}
	}
	die := arguments{"action": `"die"`}
	step(keyed("1", "1").with(values(firstKey, secondKey)), nil, firstKey, secondKey,
		`{"enabled":true,"decryption_key":"`+firstKey+`","verification_key":"`+secondKey+`","package_name":"com.example"}`)
	// Another change does not send them, and another value without another version is none.
	step(keyed("1", "1").with(values(thirdKey, thirdKey)).with(die), []string{"action"}, firstKey, secondKey, `{"action":"die"}`)
	// Each has a version of its own.
	step(keyed("2", "1").with(values(thirdKey, secondKey)).with(die), []string{"decryption_key_wo_version"}, thirdKey, secondKey, `{"decryption_key":"`+thirdKey+`"}`)
	step(keyed("2", "5").with(values(thirdKey, firstKey)).with(arguments{"name": `"other"`}), []string{"action", "name", "verification_key_wo_version"}, thirdKey, firstKey,
		`{"name":"other","action":"log","verification_key":"`+firstKey+`"}`)
	// Without keys in the configuration the service keeps those that it has.
	none := keyed("", "").with(noKeys()).with(arguments{"name": `"other"`})
	step(none, []string{"decryption_key_wo_version", "verification_key_wo_version"}, thirdKey, firstKey)
	step(none.with(arguments{"enabled": `false`}), []string{"enabled"}, thirdKey, firstKey, `{"enabled":false}`)
	step(none, []string{"enabled"}, thirdKey, firstKey, `{"enabled":true}`)
	l.ends()
}

// hides checks that no key and no mask is in what a plan holds, nor in what stays.
func (l life) hides(plan *tfprotov6.PlanResourceChangeResponse, keys ...string) {
	l.Helper()
	held := map[string]string{"plan": string(plan.PlannedState.MsgPack)}
	if l.Attributes() != nil { // a create has no private plan yet
		held["state"] = string(l.State.MsgPack)
		held["private state"], held["private plan"] = acctest.PrivateText(l.T, l.Private), acctest.PrivateText(l.T, plan.PlannedPrivate)
	}
	for where, text := range held {
		for _, key := range keys {
			if strings.Contains(text, key) || strings.Contains(text, "*"+key[len(key)-4:]) {
				l.Errorf("the %s holds a key or a mask", where)
			}
		}
	}
	for _, name := range []string{"decryption_key_wo", "verification_key_wo"} {
		if planned := l.Decode(l.ResourceType(typeName), plan.PlannedState)[name]; !planned.IsNull() {
			l.Errorf("the plan has a %s", name)
		}
		if stays, ok := l.Attributes()[name]; ok && !stays.IsNull() {
			l.Errorf("the state has a %s", name)
		}
	}
}

// Masks of any style are no difference as long as they stay, and are never sent back.
func TestMasks(t *testing.T) {
	t.Parallel()
	for name, mask := range map[string]func(string) string{
		"last four": mockapi.MaskLastFour, "marked": mockapi.MaskMarked, "last one": mockapi.MaskLast(1), "nothing": mockapi.MaskLast(0),
		"none": func(string) string { return "" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{Mask: mask})
			l := s.Lifecycle(t, typeName, "")
			config := `{"version": "production", "platform": "android", "name": "test", "enabled": true, "package_name": "com.example",
				"decryption_key_wo": "` + decryptionKey + `", "decryption_key_wo_version": 1, "verification_key_wo": "` + verificationKey + `", "verification_key_wo_version": 1}`
			if d := l.Apply(t.Context(), config); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			for range 3 {
				if d := l.Refresh(t.Context()); len(d) > 0 {
					t.Fatal(acctest.DiagnosticLines(d))
				}
				if changed := l.Changes(l.Plan(t.Context(), config)); len(changed) > 0 {
					t.Errorf("the plan changes %v", changed)
				}
			}
			if d := l.Apply(t.Context(), strings.Replace(config, `"test"`, `"other"`, 1)); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			want := `{"name":"other"}`
			if sent := updates(s); len(sent) != 2 || sent[1] != want {
				t.Errorf("updates %v, want the second to be %s", sent, want)
			}
			if o := s.Only(t, kind); o["decryption_key"] != decryptionKey || o["verification_key"] != verificationKey {
				t.Errorf("the keys are %v and %v", o["decryption_key"], o["verification_key"])
			}
			for _, secret := range []string{decryptionKey, verificationKey, s.Only(t, kind)["decryption_key"].(string)} {
				if strings.Contains(acctest.PrivateText(t, l.Private), secret) {
					t.Error("the private state holds a key")
				}
			}
		})
	}
}
