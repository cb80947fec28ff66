package clientconfig_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_client_config"
	given    = `{"name":"n","guest_user_api_token_wo":"canary-one","guest_user_api_token_wo_version":1}`
	made     = `{"name":"n","generate_guest_user_api_token":true}`
)

func apply(t *testing.T, s *acctest.Services, config string) *acctest.Lifecycle {
	t.Helper()
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), config))
	return l
}

// TestToken_given: a token of one's own is sent by the create and by each new version, and is in no state.
func TestToken_given(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := apply(t, s, given)
	if sent := s.Bodies("createClientConfig")[0]; sent != `{"name":"n","guest_user_api_token":"canary-one"}` {
		t.Errorf("the create was %s", sent)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, given)
	l.NothingToDo(t, strings.Replace(given, "one", "other", 1)) // the version says what changes
	l.NothingToDo(t, `{"name":"n","guest_user_api_token_wo_version":1}`)
	acctest.Says(t, l.Plan(t.Context(), `{"name":"n","guest_user_api_token_wo_version":2}`).Diagnostics, `error at AttributeName("guest_user_api_token_wo"): Write-Only Value Needed`)
	acctest.Quiet(t, l.Apply(t.Context(), strings.NewReplacer("one", "two", `version":1`, `version":2`).Replace(given)))
	if sent := s.Bodies("updateClientConfig"); len(sent) != 1 || !strings.Contains(sent[0], `"guest_user_api_token":"canary-two"`) || strings.Contains(sent[0], "name") {
		t.Errorf("the updates were %v", sent)
	}
	if text := string(l.State.MsgPack) + string(l.Private); strings.Contains(text, "canary") {
		t.Error("a token is in state")
	}
}

// TestToken_made: the service is asked once for a token. State keeps it, and a data source never shows it.
func TestToken_made(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := apply(t, s, made)
	token := func() string {
		text, _ := s.Only(t, mockapi.KindClientConfig)["guest_user_api_token"].(string)
		return text
	}
	kept := func(want string) {
		t.Helper()
		if got := acctest.TextOf(t, l.Attributes()["guest_user_api_token"]); got != want || want == "" {
			t.Errorf("the token in state is %q, want %q", got, want)
		}
	}
	kept(token())
	s.Inject(mockapi.Fault{Operation: "getClientConfig", Tamper: func(o mockapi.Object) mockapi.Object {
		o["guest_user_api_token"] = "****"
		return o
	}})
	acctest.Quiet(t, l.Refresh(t.Context()))
	kept(token())
	found, said := l.ReadData(t.Context(), typeName, `{"id":"`+s.OnlyID(t, mockapi.KindClientConfig)+`"}`)
	if acctest.Quiet(t, said); found["guest_user_api_token"].Type() != nil {
		t.Error("the data source has the token")
	}
	s.ClearFaults()
	l.NothingToDo(t, made)
	acctest.Quiet(t, l.Apply(t.Context(), strings.Replace(made, "}", `,"description":"d"}`, 1)))
	kept(token())
	if sent := s.Bodies("updateClientConfig"); len(sent) != 1 || strings.Contains(sent[0], "generate") {
		t.Errorf("the updates were %v", sent)
	}
	acctest.Quiet(t, l.Apply(t.Context(), `{"name":"n"}`))
	if !l.Attributes()["guest_user_api_token"].IsNull() {
		t.Error("the token is still in state")
	}
	before := token()
	acctest.Quiet(t, l.Apply(t.Context(), made)) // another one
	if kept(token()); token() == before {
		t.Error("no other token was made")
	}
}

// TestToken_lost: an answer without the token that was asked for is told.
func TestToken_lost(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createClientConfig", Tamper: func(o mockapi.Object) mockapi.Object {
		delete(o, "guest_user_api_token")
		return o
	}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), made), "warning: Client Configuration Without Guest Token: ", `users of "n"`, "to false and then to true again")
	l.NothingToDo(t, made)
}

// TestToken_two: conflicts fail at plan, in whatever order the arguments come.
func TestToken_two(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	const two = `error at AttributeName("generate_guest_user_api_token"): Two Tokens of Guest Users`
	both := strings.Replace(given, "}", `,"generate_guest_user_api_token":true}`, 1)
	acctest.Says(t, s.Lifecycle(t, typeName, "").Plan(t.Context(), both).Diagnostics, two)
	acctest.Says(t, apply(t, s, made).Plan(t.Context(), both).Diagnostics, two)
	acctest.Quiet(t, s.Lifecycle(t, typeName, "").Plan(t.Context(), strings.Replace(both, "true", "false", 1)).Diagnostics)
	acctest.Quiet(t, s.Lifecycle(t, typeName, "").Plan(t.Context(), strings.Replace(both, "true", `"${unknown}"`, 1)).Diagnostics)
}

// TestCreate_lost: nothing lists client configurations, so a create whose answer was lost is neither repeated nor looked for.
func TestCreate_lost(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createClientConfig", ResetAfter: true, Times: 1})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"name":"n"}`), "error: Unable to Create Client Config", "the service has no way to look whether it was", "applying again sends it again")
	s.Wrote(t, map[string]int{"createClientConfig": 1})
	if l.Exists(t) {
		t.Error("it is in state")
	}
}

// TestGone: a 404 needs a second sign, since no list can confirm it.
func TestGone(t *testing.T) {
	t.Parallel()
	page := mockapi.Fault{Operation: "getClientConfig", Status: 404, ContentType: "text/html", Body: "<html>no such page</html>", Times: 1}
	for name, test := range map[string]struct {
		fault mockapi.Fault
		other bool // another configuration is read before
		gone  bool
	}{
		"a page":                       {fault: page},
		"a page, and another answered": {fault: page, other: true, gone: true},
		"the service says so":          {gone: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			s.Put(mockapi.KindClientConfig, mockapi.Object{"uuid": "other", "name": "m"})
			id := s.Put(mockapi.KindClientConfig, mockapi.Object{"uuid": "c1", "name": "n"})
			first := s.Lifecycle(t, typeName, "")
			acctest.Quiet(t, first.Import(t.Context(), id, ""))
			l := s.Lifecycle(t, typeName, "") // which has read nothing yet
			l.State, l.Private, l.Identity = first.State, first.Private, first.Identity
			if test.other {
				_, said := l.ReadData(t.Context(), typeName, `{"id":"other"}`)
				acctest.Quiet(t, said)
			}
			if test.fault.Operation != "" {
				s.Inject(test.fault)
			} else if err := s.Remove(mockapi.KindClientConfig, id); err != nil {
				t.Fatal(err)
			}
			said := l.Refresh(t.Context())
			if l.Exists(t) == test.gone {
				t.Errorf("gone is %t: %s", !test.gone, acctest.DiagnosticLines(said))
			}
			if !test.gone {
				acctest.Says(t, said, "error: Unable to Read Client Config", "no operation lists such objects", "getClientConfig =")
			}
		})
	}
}

// TestDataSource shows one by its id, in either spelling of answers.
func TestDataSource(t *testing.T) {
	t.Parallel()
	for _, options := range []mockapi.Options{{}, {EnumNames: true, StringInt64: true}} {
		s := acctest.Start(t, options)
		s.Put(mockapi.KindClientConfig, mockapi.Object{
			"uuid": "c1", "name": "n", "status": 3, "priority": 7, "log_level": 4, "enable_auto_updates": 2, "update_channels": []any{"b", "a"}, "dns_search_domains": []any{"z", "a"},
			"session_filter": mockapi.Object{"include_any": []any{mockapi.Object{"all": []any{"os:macos"}}}}, "guest_user_api_token": "canary",
		})
		p := s.Protocol(t, "")
		found, said := p.ReadData(t.Context(), typeName, `{"id":"c1"}`)
		acctest.Quiet(t, said)
		for name, want := range map[string]tftypes.Value{
			"name": tftypes.NewValue(tftypes.String, "n"), "status": tftypes.NewValue(tftypes.String, "SUSPENDED"), "priority": tftypes.NewValue(tftypes.Number, 7),
			"log_level": tftypes.NewValue(tftypes.Number, 4), "enable_auto_updates": tftypes.NewValue(tftypes.Number, 2), "enable_sensor_data": tftypes.NewValue(tftypes.Number, 0),
			"dns_search_domains": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{tftypes.NewValue(tftypes.String, "z"), tftypes.NewValue(tftypes.String, "a")}),
		} {
			if !found[name].Equal(want) {
				t.Errorf("%s = %s, want %s", name, found[name], want)
			}
		}
		for name, value := range found {
			if strings.Contains(value.String(), "canary") {
				t.Errorf("%s shows the token", name)
			}
		}
		_, said = p.ReadData(t.Context(), typeName, `{"id":"nobody"}`)
		acctest.Says(t, said, "error: Unable to Read Client Config", "nobody")
	}
}
