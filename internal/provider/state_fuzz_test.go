package provider_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// FuzzUpgradeState: a state file, whatever is in it, is read or refused, and what is read can be refreshed and planned.
func FuzzUpgradeState(f *testing.F) {
	s := acctest.Start(f, mockapi.Options{})
	p := s.Lifecycle(f, "zerotrust_app", `"max_retries": 0`).Protocol
	all := allNouns()
	for i, n := range all {
		for _, text := range []string{
			n.Minimal, n.Changed, "", "null", "{}", "[]", `{"id":null}`, `{"id":"x","create_time":1.5}`, `{"id":{"id":[]}}`, `{"id":"x","unknown":1}`,
			`{"name":["x"]}`, `{"id":"staging/x","version":"staging","config_id":"x"}`, `{"create_time":1e400}`, `{"status":"\ud800"}`, `{"timeouts":{"create":1}}`,
		} {
			f.Add(uint8(i), int64(0), []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, pick uint8, version int64, state []byte) {
		n := all[int(pick)%len(all)]
		l := p.In(t).New(n.TypeName)
		upgraded, err := l.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
			TypeName: n.TypeName, Version: version, RawState: &tfprotov6.RawState{JSON: state},
		})
		if err != nil {
			return
		}
		acctest.Crashed(t, upgraded.Diagnostics)
		if acctest.ErrorAmong(upgraded.Diagnostics) {
			return
		}
		for _, config := range []string{n.Minimal, ""} {
			l.State, l.Private, l.Identity = upgraded.UpgradedState, nil, nil
			if !l.Exists(t) {
				return
			}
			acctest.Crashed(t, l.Plan(t.Context(), config).Diagnostics)
		}
		l.State = upgraded.UpgradedState
		acctest.Crashed(t, l.Refresh(t.Context()))
		s.ResetJournal()
	})
}

// privateKeys are all keys that any resource keeps in its private state. FuzzPrivateState fails if it meets another one.
func privateKeys() []string {
	return []string{"answered", "configured", "drifted", "oauth_code", "own", "revoked", "stored_secrets", "unfinished", "update_time", "written"}
}

// FuzzPrivateState: what the provider remembers beside the state may come from another version of it, or from an editor.
// It must not make a resource unusable.
func FuzzPrivateState(f *testing.F) {
	s := acctest.Start(f, mockapi.Options{Undocumented: true})
	p := s.Lifecycle(f, "zerotrust_app", s.Undocumented()+`, "max_retries": 0`).Protocol
	all := allNouns()
	made := make([]*acctest.Lifecycle, len(all))
	for i, n := range all {
		n.Prepare(s)
		made[i] = p.New(n.TypeName)
		if d := made[i].Apply(f.Context(), n.Minimal); acctest.ErrorAmong(d) {
			f.Fatal(acctest.DiagnosticLines(d))
		}
		checkKeys(f, made[i])
		for _, value := range []string{
			`null`, `0`, `1`, `-1`, `1e400`, `""`, `"x"`, `true`, `[]`, `{}`, `[null]`, `["name"]`, `{"salt":"","sum":""}`, `{"rotation":1,"superseded":{}}`,
			`{"superseded":["","x"]}`, `99999999999999999999`, `{`, "\x00",
		} {
			f.Add(uint8(i), []byte(value))
		}
	}
	f.Fuzz(func(t *testing.T, pick uint8, value []byte) {
		i := int(pick) % len(all)
		l := p.In(t).New(all[i].TypeName)
		values := map[string][]byte{}
		for _, key := range privateKeys() {
			values[key] = value
		}
		private, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		sound := json.Valid(value) && utf8.Valid(value) // the framework refuses anything else before a resource sees it
		for _, config := range []string{all[i].Minimal, all[i].Changed} {
			l.State, l.Private, l.Identity = made[i].State, private, made[i].Identity
			d := l.Plan(t.Context(), config).Diagnostics
			acctest.Crashed(t, d)
			if config != "" && sound && acctest.ErrorAmong(d) {
				t.Errorf("%s with %s in its private state cannot be planned: %s", l.TypeName, value, acctest.DiagnosticLines(d))
			}
		}
		l.State, l.Private, l.Identity = made[i].State, private, made[i].Identity
		d := l.Refresh(t.Context())
		acctest.Crashed(t, d)
		if sound && acctest.ErrorAmong(d) {
			t.Errorf("%s with %s in its private state cannot be read: %s", l.TypeName, value, acctest.DiagnosticLines(d))
		}
		s.ResetJournal()
	})
}

func checkKeys(f *testing.F, l *acctest.Lifecycle) {
	f.Helper()
	var kept map[string][]byte
	if len(l.Private) > 0 {
		if err := json.Unmarshal(l.Private, &kept); err != nil {
			f.Fatal(err)
		}
	}
	for key := range kept {
		if !strings.HasPrefix(key, ".") && !slices.Contains(privateKeys(), key) {
			f.Errorf("%s keeps %s in its private state, which this test does not know", l.TypeName, key)
		}
	}
}
