package onboarding_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestOnboarding_reads(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{StringInt64: true})
	s.Put(mockapi.KindOnboarding, mockapi.Object{
		"completed_steps": []any{"b", "a"}, "eula_signed": true, "eula_version": "2", "eula_signing_time": 1705329025, "eula_signing_user": "u",
		"eula_signing_user_display_name": "Alice", "eula_signing_ip": "192.0.2.1",
	})
	s.Protocol(t, "").Shows(t.Context(), "zerotrust_onboarding", `{}`, `{"completed_steps":["a","b"],"eula_signed":true,"eula_version":"2",
		"eula_signing_time":"2024-01-15T14:30:25Z","eula_signing_user":"u","eula_signing_user_display_name":"Alice","eula_signing_ip":"192.0.2.1"}`)
}

func TestOnboarding_update(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	progress, said := p.Invoke(t.Context(), "zerotrust_onboarding_update", `{"completed_steps":["b","a"],"eula_signed":true,"eula_version":"2"}`)
	acctest.Quiet(t, said)
	if body := s.Bodies("updateOnboarding")[0]; body != `{"onboarding":{"completed_steps":["a","b"],"eula_signed":true,"eula_version":"2"}}` {
		t.Errorf("the body is %s", body)
	}
	if want := "Completed steps: a, b. License agreement signed: true."; len(progress) != 2 || progress[1] != want {
		t.Errorf("the progress is %q, want %q at the end", progress, want)
	}
	_, said = p.Invoke(t.Context(), "zerotrust_onboarding_update", `{}`)
	acctest.Says(t, said, "error", "Invalid Attribute Combination")
	s.Inject(mockapi.Fault{Operation: "updateOnboarding", Status: 403})
	_, said = p.Invoke(t.Context(), "zerotrust_onboarding_update", `{"eula_version":"3"}`)
	acctest.Says(t, said, "error: Unable to Update Onboarding", "403 Forbidden")
}
