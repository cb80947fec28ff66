package provider_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// TestGuard_everyRPC: no call of the protocol can end the process, also none that a later version adds.
func TestGuard_everyRPC(t *testing.T) {
	t.Parallel()
	guarded := provider.Guard(struct{ provider.EveryRPC }{}) // every call panics
	methods := reflect.TypeFor[provider.EveryRPC]()
	for i := range methods.NumMethod() {
		method := methods.Method(i)
		t.Run(method.Name, func(t *testing.T) {
			t.Parallel()
			request := reflect.New(method.Type.In(1).Elem())
			out := reflect.ValueOf(guarded).MethodByName(method.Name).Call([]reflect.Value{reflect.ValueOf(t.Context()), request})
			if !out[1].IsNil() {
				t.Fatalf("an error that is no diagnostic: %v", out[1])
			}
			said := describeAnswer(out[0].Interface())
			if !strings.Contains(said, "invalid memory address or nil pointer dereference") {
				t.Errorf("the answer says %q", said)
			}
		})
	}
}

// describeAnswer returns what an answer of any call says.
func describeAnswer(answer any) string {
	switch answer := answer.(type) {
	case *tfprotov6.StopProviderResponse:
		return answer.Error
	case *tfprotov6.CallFunctionResponse:
		return answer.Error.Text
	case *tfprotov6.ListResourceServerStream:
		var all []*tfprotov6.Diagnostic
		for result := range answer.Results {
			all = append(all, result.Diagnostics...)
		}
		return acctest.DiagnosticLines(all)
	case *tfprotov6.InvokeActionServerStream:
		var all []*tfprotov6.Diagnostic
		for event := range answer.Events {
			if completed, ok := event.Type.(tfprotov6.CompletedInvokeActionEventType); ok {
				all = append(all, completed.Diagnostics...)
			}
		}
		return acctest.DiagnosticLines(all)
	}
	all, _ := reflect.ValueOf(answer).Elem().FieldByName("Diagnostics").Interface().([]*tfprotov6.Diagnostic)
	return acctest.DiagnosticLines(all)
}

const guardCanary = "canary-0f9c+of/a=panic"

// faulty is a provider with a bug: what it does instead of the work is said by apply.
type faulty struct {
	provider.EveryRPC
	apply func(*tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error)
}

func (f faulty) ApplyResourceChange(_ context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return f.apply(req)
}

func faultyServer(t *testing.T, apply func(*tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error)) tfprotov6.ProviderServer {
	t.Helper()
	inner, ok := provider.NewServer("test", provider.Options{})().(provider.EveryRPC)
	if !ok {
		t.Fatal("the provider does not serve everything")
	}
	return provider.Guard(faulty{inner, apply}, guardCanary)
}

// TestGuard_panicTellsNothing: a panic that holds a secret becomes an error that says where it was.
func TestGuard_panicTellsNothing(t *testing.T) {
	t.Parallel()
	for name, bug := range map[string]func(){
		"text":    func() { panic("cannot send " + guardCanary) },
		"error":   func() { panic(errors.New("cannot send " + guardCanary)) },
		"runtime": func() { _ = []string{guardCanary}[len(guardCanary)] },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := faultyServer(t, func(*tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
				bug()
				return nil, nil
			})
			resp, err := server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{TypeName: "zerotrust_policy"})
			if err != nil {
				t.Fatal(err)
			}
			acctest.Says(t, resp.Diagnostics, "error: Provider Crashed: This is a bug in the provider.", "ApplyResourceChange zerotrust_policy: panic: ",
				"provider_test.TestGuard_panicTellsNothing.", "(guard_test.go:", "The state is as it was before.")
			if text := acctest.DiagnosticLines(resp.Diagnostics); strings.Contains(text, "0f9c") {
				t.Errorf("the secret shows in %s", text)
			}
		})
	}
}

// TestGuard_diagnosticsAreRedacted: what is said loses every secret that is configured, sent, stored or answered, in the
// spellings of JSON, of URLs and of base64; what is not secret stays.
func TestGuard_diagnosticsAreRedacted(t *testing.T) {
	t.Parallel()
	said := "key " + guardCanary + ", " + "canary-0f9c%2Bof%2Fa%3Dpanic" + ", Y2FuYXJ5LTBmOWMrb2YvYT1wYW5pYw==; config c0nfigured-key, state st4te-secret, answer 4nswer-secret; name of-the-object"
	server := faultyServer(t, func(req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: req.PlannedState, Diagnostics: []*tfprotov6.Diagnostic{{Summary: "S " + guardCanary, Detail: said}}}, nil
	})
	p := acctest.NewProtocolFor(t, server)
	for typeName, c := range map[string]struct{ config, prior, planned, want string }{
		"zerotrust_app_integrity_config": {
			`{"name":"of-the-object","decryption_key_wo":"c0nfigured-key"}`, "", "",
			"config [redacted], state st4te-secret, answer 4nswer-secret; name of-the-object",
		},
		"zerotrust_token": {
			"", `{"name":"of-the-object","secret":"st4te-secret"}`, `{"name":"of-the-object","secret":"4nswer-secret"}`,
			"config c0nfigured-key, state [redacted], answer [redacted]; name of-the-object",
		},
	} {
		resp, err := server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: typeName, Config: p.Resource(typeName, c.config), PriorState: p.Resource(typeName, c.prior), PlannedState: p.Resource(typeName, c.planned),
		})
		if err != nil {
			t.Fatal(err)
		}
		if d := resp.Diagnostics[0]; d.Summary != "S [redacted]" || d.Detail != "key [redacted], [redacted], [redacted]==; "+c.want {
			t.Errorf("%s: %s: %s", typeName, d.Summary, d.Detail)
		}
	}
}

// TestGuard_errorsAreRedacted: so does an error that is no diagnostic.
func TestGuard_errorsAreRedacted(t *testing.T) {
	t.Parallel()
	server := faultyServer(t, func(*tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
		return nil, errors.New("cannot send " + guardCanary)
	})
	_, err := server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{TypeName: "zerotrust_policy"})
	if err == nil || err.Error() != "cannot send [redacted]" {
		t.Errorf("got %v", err)
	}
}

// TestGuard_silenceCostsNothing: a call without diagnostics costs the guard no more than to lend it a context. Plans have
// thousands of them.
//
//nolint:paralleltest // allocations are counted
func TestGuard_silenceCostsNothing(t *testing.T) {
	answer := &tfprotov6.ApplyResourceChangeResponse{}
	inner := faulty{apply: func(*tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
		return answer, nil
	}}
	server, req := provider.Guard(inner), &tfprotov6.ApplyResourceChangeRequest{TypeName: "zerotrust_policy"}
	ctx := t.Context()
	with := testing.AllocsPerRun(100, func() { _, _ = server.ApplyResourceChange(ctx, req) })
	if with > 2 { // the lent context, and what it holds until it is taken back
		t.Errorf("the guard allocates %v times in a call that says nothing", with)
	}
}

type faultyAction struct{ action.Action }

func (faultyAction) Invoke(context.Context, action.InvokeRequest, *action.InvokeResponse) {
	panic(guardCanary)
}

// TestGuard_action: the framework invokes an action in a goroutine of its own, where a panic would end the process.
func TestGuard_action(t *testing.T) {
	t.Parallel()
	var resp action.InvokeResponse
	provider.GuardAction(faultyAction{}).Invoke(t.Context(), action.InvokeRequest{}, &resp)
	if len(resp.Diagnostics) != 1 || resp.Diagnostics[0].Summary() != "Provider Crashed" || strings.Contains(resp.Diagnostics[0].Detail(), "0f9c") {
		t.Errorf("got %v", resp.Diagnostics)
	}
}

// TestAccGuard_panicKeepsTheState: with a real CLI, a panic in the middle of an update is an error like others. The
// object stays in state as it was, and nothing is called a crash of the plugin.
func TestAccGuard_panicKeepsTheState(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	inner, ok := provider.NewServer("test", provider.Options{})().(provider.EveryRPC)
	if !ok {
		t.Fatal("the provider does not serve everything")
	}
	broken := false
	server := provider.Guard(faulty{inner, func(req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
		if broken {
			panic(guardCanary)
		}
		return inner.ApplyResourceChange(context.Background(), req)
	}})
	cli := acctest.NewCLIFor(t, func() tfprotov6.ProviderServer { return server })
	config := acctest.RequiredProviders() + s.Provider() + `resource "zerotrust_policy" "p" { name = "p" }`
	cli.Write("main.tf", config)
	cli.MustRun("apply", "-no-color", "-auto-approve")
	before := cli.MustRun("show", "-json")
	broken = true
	cli.Write("main.tf", strings.Replace(config, `name = "p"`, `name = "q"`, 1))
	output, code := cli.Run("apply", "-no-color", "-auto-approve")
	if code != 1 || !strings.Contains(output, "Error: Provider Crashed") || strings.Contains(output, "0f9c") || strings.Contains(output, "plugin crashed") {
		t.Errorf("exit code %d:\n%s", code, output)
	}
	if after := cli.MustRun("show", "-json"); after != before {
		t.Errorf("the state was\n%s\nand is\n%s", before, after)
	}
	if _, err := os.Stat(filepath.Join(cli.Dir, "crash.log")); err == nil {
		t.Error("there is a crash.log")
	}
}

// TestGuard_doesNotFit: a server that serves less than the guard wraps is refused. Handing it on would leave every secret
// where it stands, and nobody would know.
func TestGuard_doesNotFit(t *testing.T) {
	t.Parallel()
	if err := provider.CheckServer(); err != nil {
		t.Errorf("the framework's server does not fit: %v", err)
	}
	less := struct{ tfprotov6.ProviderServer }{provider.NewServer("test", provider.Options{})()}
	if err := provider.NewGuardError(less); err == nil || !strings.Contains(err.Error(), "does not start") {
		t.Errorf("a server without lists and actions is guarded: %v", err)
	}
}
