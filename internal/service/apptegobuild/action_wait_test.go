package apptegobuild_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	actionName = "zerotrust_apptego_wait_for_build"
	build      = `{"version":"production","platform":"android"}`
	waiting    = "Waiting at most 30m for the build of production for android."
	broke      = "Listening again with a new ticket: no connection to the WebSocket endpoint: it broke."
	refused    = "Listening again with a new ticket: the WebSocket endpoint refused the ticket (401 Unauthorized): it may have been used, or have ended, or apptego.tenant_id is not its tenant."
	done       = "The build of production for android is complete."
)

func message(kind, version, platform string, more mockapi.Object) mockapi.Object {
	m := mockapi.Object{"type": kind, "start_time": 1700000000, "version": version, "platform": platform}
	for name, value := range more {
		m[name] = value
	}
	return m
}

func progress(text string) mockapi.Object {
	return message("build_progress", "production", "android", mockapi.Object{"status_message": text})
}

func complete(success bool) mockapi.Object {
	return message("build_complete", "production", "android", mockapi.Object{"success": success})
}

func session(messages ...mockapi.Object) mockapi.SocketSession {
	return mockapi.SocketSession{Messages: messages}
}

// TestWaitForBuild: each progress is shown, the end of the build decides, and what happens to the connection is told. No ticket
// and no credential gets into a diagnostic, a progress or a log.
func TestWaitForBuild(t *testing.T) {
	t.Parallel()
	breaks := session(progress("Decompiling APK..."))
	breaks.Break = true
	for name, c := range map[string]struct {
		sessions []mockapi.SocketSession
		fault    mockapi.Fault
		config   string
		progress []string
		says     []string
		tickets  int
	}{
		"success": {
			sessions: []mockapi.SocketSession{session(progress("Decompiling APK..."), progress("Signing"), complete(true))},
			progress: []string{waiting, "The build of production for android: Decompiling APK...", "The build of production for android: Signing", done}, tickets: 1,
		},
		"builds of others": {
			sessions: []mockapi.SocketSession{session(message("build_complete", "staging", "android", mockapi.Object{"success": false}),
				message("build_complete", "production", "ios", mockapi.Object{"success": false}), mockapi.Object{"type": "library_build"}, complete(true))},
			progress: []string{waiting, done}, tickets: 1,
		},
		"failure": {
			sessions: []mockapi.SocketSession{session(progress("Signing"), complete(false))},
			progress: []string{waiting, "The build of production for android: Signing"}, tickets: 1,
			says: []string{"error: Build Failed", "the build of production for android has ended without success"},
		},
		"an end without a result": {
			sessions: []mockapi.SocketSession{session(message("build_complete", "production", "android", nil))},
			progress: []string{waiting}, tickets: 1, says: []string{"error: Build Failed"},
		},
		"a broken connection": {
			sessions: []mockapi.SocketSession{breaks, session(complete(true))},
			progress: []string{waiting, "The build of production for android: Decompiling APK...", broke, done}, tickets: 2,
		},
		"a used ticket": {
			sessions: []mockapi.SocketSession{session(complete(true))},
			fault: mockapi.Fault{Operation: "createWebSocketTicket", Times: 1, Tamper: func(answer mockapi.Object) mockapi.Object {
				answer["ticket"] = "a-ticket-that-was-used"
				return answer
			}},
			progress: []string{waiting, refused, done}, tickets: 2,
		},
		"no ticket": {
			fault:    mockapi.Fault{Operation: "createWebSocketTicket", Status: 403},
			progress: []string{waiting}, tickets: 1, says: []string{"error: Unable to Wait for Build", "This needs no permission and no plan of its own"},
		},
		"a wrong address": {
			fault:    mockapi.Fault{Operation: mockapi.OperationWebSocket, Status: 404},
			progress: []string{waiting}, tickets: 1, says: []string{"error: Unable to Wait for Build", "404 Not Found and no connection", "ZEROTRUST_APPTEGO_WEBSOCKET_ENDPOINT"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			s.SetSocketSessions(c.sessions...)
			if c.fault.Operation != "" {
				s.Inject(c.fault)
			}
			var logged acctest.Logged
			told, diagnostics := s.Protocol(t, "").Invoke(logged.Context(t.Context()), actionName, build)
			if !slices.Equal(told, c.progress) {
				t.Errorf("progress %q, want %q", told, c.progress)
			}
			lines := acctest.DiagnosticLines(diagnostics)
			for _, text := range c.says {
				if !strings.Contains(lines, text) {
					t.Errorf("want %q in\n%s", text, lines)
				}
			}
			if c.says == nil && lines != "" {
				t.Error(lines)
			}
			if got := s.Count("createWebSocketTicket"); got != c.tickets {
				t.Errorf("%d tickets, want %d", got, c.tickets)
			}
			log := logged.String()
			all := strings.Join(told, "\n") + lines + log
			for _, e := range s.Journal() {
				if ticket := e.Query.Get("ticket"); ticket != "" && strings.Contains(all, ticket) {
					t.Error("the ticket of a connection is told")
				}
			}
			if strings.Contains(all, "apptego-secret") || !strings.Contains(log, "createWebSocketTicket") || len(c.sessions) > 0 && !strings.Contains(log, "openWebSocket") {
				t.Error("the credential is told, or the log is not complete")
			}
		})
	}
}

// TestWaitForBuild_silence: the limit is over wherever it strikes, and the error says what that means.
func TestWaitForBuild_silence(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	told, diagnostics := s.Protocol(t, "").Invoke(t.Context(), actionName, `{"version":"staging","platform":"ios","timeout":"1ms"}`)
	acctest.Says(t, diagnostics, "error: No Word of the Build", "did not tell within 1ms that the build of staging for ios has ended", "Delivery of messages is best effort", "raise timeout")
	if want := "Waiting at most 1ms for the build of staging for ios."; told[0] != want {
		t.Errorf("progress %q", told)
	}
}

// TestWaitForBuild_refused: what could not be waited for is refused before anything is asked.
func TestWaitForBuild_refused(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	without := fmt.Sprintf(`"apptego": {"endpoint": %q, "tenant_id": "tenant-1", "token_key": "apptego-key", "token_secret": "apptego-secret"}`, s.Endpoints(s.URL).AppTego)
	for config, c := range map[string]struct{ extra, says string }{
		build: {without, "no apptego.websocket_endpoint (or the environment variable ZEROTRUST_APPTEGO_WEBSOCKET_ENDPOINT)"},
		`{"version":"1.2.3","platform":"android"}`:                           {"", "version"},
		`{"version":"production","platform":"web"}`:                          {"", "platform"},
		`{"version":"production","platform":"ios","timeout":"half an hour"}`: {"", "timeout"},
	} {
		told, diagnostics := s.Protocol(t, c.extra).Invoke(t.Context(), actionName, config)
		acctest.Says(t, diagnostics, "error", c.says)
		if len(told) != 0 {
			t.Errorf("progress %q", told)
		}
	}
	if got := s.Operations(); len(got) != 0 {
		t.Errorf("the requests %v were made", got)
	}
}

func TestAccWaitForBuild(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetSocketSessions(session(progress("Signing"), complete(true)))
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				action "zerotrust_apptego_wait_for_build" "test" {
				  config {
				    version  = "production"
				    platform = "android"
				  }
				}
				resource "terraform_data" "release" {
				  input = "1"
				  lifecycle {
				    action_trigger {
				      events  = [after_create]
				      actions = [action.zerotrust_apptego_wait_for_build.test]
				    }
				  }
				}`,
			ConfigPlanChecks: acctest.Empty(),
		}},
	})
}
