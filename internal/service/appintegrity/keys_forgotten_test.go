package appintegrity_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// What is not remembered: a state of an earlier release, or one that was edited. With a version only the version counts;
// without one the keys are sent once. Drift is found from then on.
func TestKeys_forgotten(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{
		"no private state": "", "no memory": "-", "null": "null", "another type": `["x"]`, "empty": "{}", "no object": "7",
		"damaged digests": `{"sent":{"salt":"aGFzaA==","sum":"aGFzaA=="},"mask":{"salt":"","sum":null},"mask_length":-1}`,
		"wrong types":     `{"sent":7,"mask":"x","mask_length":"x","seen":[]}`,
	} {
		for _, versioned := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/versioned %t", name, versioned), func(t *testing.T) {
				t.Parallel()
				l := live(t)
				config := keyConfig("decryption_key", versioned)
				acctest.Quiet(t, l.Apply(t.Context(), config))
				l.forget(value)
				l.services.ResetJournal()
				acctest.Quiet(t, l.Refresh(t.Context()))
				l.statuses("unverified", "unverified")
				if versioned {
					l.quiet(config)
				} else {
					acctest.Quiet(t, l.Refresh(t.Context()))
					twice := []string{"Decryption Key Is Sent", "Verification Key Is Sent"}
					l.goes(config, []string{"decryption_key_status", "verification_key_status"}, twice, []string{`{"decryption_key":"` + firstKey + `","verification_key":"b3RoZXIta2V5LW9mLXRoZS1wYWlyddDD="}`})
					l.statuses("in_sync", "in_sync")
				}
				l.theirs(mockapi.Object{"decryption_key": secondKey})
				acctest.Quiet(t, l.Refresh(t.Context()))
				l.services.ResetJournal()
				l.goes(config, []string{"decryption_key_status"}, []string{"Decryption Key Changed Outside of Terraform"}, []string{`{"decryption_key":"` + firstKey + `"}`})
			})
		}
	}
}

// forget replaces what the private state holds of the keys: "" removes all of it, "-" only the keys.
func (l life) forget(value string) {
	l.Helper()
	state := l.Attributes()
	for _, key := range []string{"decryption_key", "verification_key"} {
		state[key+"_status"] = tftypes.NewValue(tftypes.String, nil) // as an earlier release left it
	}
	typ := l.ResourceType(typeName)
	forgotten, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, state))
	if err != nil {
		l.Fatal(err)
	}
	l.State = &forgotten
	var values map[string][]byte
	if err := json.Unmarshal(l.Private, &values); err != nil {
		l.Fatal(err)
	}
	for _, key := range []string{"decryption_key", "verification_key"} {
		if values[key] == nil {
			l.Fatalf("the private state holds nothing of the %s", key)
		}
		values[key] = []byte(value)
		if value == "-" {
			delete(values, key)
		}
	}
	if l.Private, err = json.Marshal(values); err != nil || value == "" {
		l.Private = nil
	}
}

// Without a refresh an old state has no status, and a damaged one says in_sync: the plan still shows that a key is sent.
func TestKeys_forgottenWithoutRefresh(t *testing.T) {
	t.Parallel()
	l := live(t)
	config := block(both(firstKey, secondKey))
	acctest.Quiet(t, l.Apply(t.Context(), config))
	state := l.State
	l.forget("{}")
	both := []string{"decryption_key_status", "verification_key_status"}
	plan := l.Plan(t.Context(), config)
	if changed := l.Changes(plan); !slices.Equal(changed, both) {
		t.Errorf("the plan changes %v, want %v", changed, both)
	}
	acctest.Quiet(t, plan.Diagnostics)
	l.State = state
	l.goes(config, both, []string{"Decryption Key Is Sent", "Verification Key Is Sent"}, []string{`{"decryption_key":"` + firstKey + `","verification_key":"` + secondKey + `"}`})
}
