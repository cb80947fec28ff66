package acctest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// Program is the provider that will be released: its own binary.
type Program struct {
	Path   string
	schema *tfprotov6.GetProviderSchemaResponse // of the same code, in this process
}

// Build builds the provider, until the test ends.
func Build(t *testing.T) *Program {
	t.Helper()
	schema, err := provider.NewServer("test", provider.Options{})().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	p := &Program{Path: filepath.Join(t.TempDir(), "terraform-provider-zerotrust"), schema: schema}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", p.Path, ".")
	build.Dir = ModuleRoot(t)
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the provider: %v\n%s", err, output)
	}
	return p
}

// Process is a provider server that is a process of its own, started as a CLI starts it. It has what a Lifecycle needs to
// plan, apply and refresh.
type Process struct {
	tfprotov6.ProviderServer // nil: the other methods are not there
	program                  *Program
	process                  *os.Process
	client                   *plugin.Client
	rpc                      *plugin.GRPCClient
}

// Start starts the provider. It runs until it is stopped or killed, or the test ends.
func (p *Program) Start(t testing.TB) *Process {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), p.Path)
	client := plugin.NewClient(&plugin.ClientConfig{
		Cmd: cmd,
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion:  6,
			MagicCookieKey:   "TF_PLUGIN_MAGIC_COOKIE",
			MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		},
		Plugins:          plugin.PluginSet{"provider": &tf6server.GRPCProviderPlugin{}},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(),
	})
	t.Cleanup(client.Kill)
	rpc, err := client.Client()
	if err != nil {
		t.Fatal(err)
	}
	if address, err := client.Start(); err == nil && address.Network() == "unix" {
		t.Cleanup(func() { _ = os.Remove(address.String()) }) // left by a process that is killed
	}
	return &Process{program: p, process: cmd.Process, client: client, rpc: rpc.(*plugin.GRPCClient)}
}

// Stop asks the process to end, as a CLI does, and returns when it has ended.
func (p *Process) Stop() { p.client.Kill() }

// Kill kills the process, which gets no chance to do anything about it, and returns when it is dead.
func (p *Process) Kill() {
	_ = p.process.Kill()
	p.client.Kill() // there is nobody left to ask: it waits
}

// GetProviderSchema asks no process.
func (p *Process) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return p.program.schema, nil
}

// ConfigureProvider implements tfprotov6.ProviderServer.
func (p *Process) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return call[tfprotov6.ConfigureProviderResponse](ctx, p, req)
}

// PlanResourceChange implements tfprotov6.ResourceServer.
func (p *Process) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return call[tfprotov6.PlanResourceChangeResponse](ctx, p, req)
}

// ApplyResourceChange implements tfprotov6.ResourceServer.
func (p *Process) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return call[tfprotov6.ApplyResourceChangeResponse](ctx, p, req)
}

// ReadResource implements tfprotov6.ResourceServer.
func (p *Process) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return call[tfprotov6.ReadResourceResponse](ctx, p, req)
}

// call sends a request, and returns the answer. The Go types of the protocol's messages are internal to their module, but
// its server registers what they consist of.
func call[Response any](ctx context.Context, p *Process, request any) (*Response, error) {
	name := strings.TrimSuffix(reflect.TypeOf(request).Elem().Name(), "Request")
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName("tfplugin6.Provider." + name))
	if err != nil {
		return nil, err
	}
	method := found.(protoreflect.MethodDescriptor)
	in, out := dynamicpb.NewMessage(method.Input()), dynamicpb.NewMessage(method.Output())
	toMessage(reflect.ValueOf(request).Elem(), in)
	if err := p.rpc.Conn.Invoke(ctx, "/tfplugin6.Provider/"+name, in, out); err != nil {
		return nil, err
	}
	response := new(Response)
	fromMessage(out, reflect.ValueOf(response).Elem())
	return response, nil
}

// sameName says whether a field of a struct of tfprotov6 is a field of a message.
func sameName(name string, field protoreflect.FieldDescriptor) bool {
	return strings.EqualFold(name, strings.ReplaceAll(string(field.Name()), "_", ""))
}

// toMessage fills a message from a struct of tfprotov6. Requests have texts, bytes, flags and structs.
func toMessage(from reflect.Value, to protoreflect.Message) {
	fields := to.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		value := from.FieldByNameFunc(func(name string) bool { return sameName(name, field) })
		switch {
		case !value.IsValid() || value.IsZero(): // requests of different kinds share a message, and have not all of its fields
		case field.Message() != nil:
			toMessage(value.Elem(), to.Mutable(field).Message())
		default:
			to.Set(field, protoreflect.ValueOf(value.Interface()))
		}
	}
}

// fromMessage fills a struct of tfprotov6 from a message. Answers have enumerations and lists of structs, too.
func fromMessage(from protoreflect.Message, to reflect.Value) {
	from.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		target := to.FieldByNameFunc(func(name string) bool { return sameName(name, field) })
		if !field.IsList() {
			target.Set(goValue(field, value, target.Type()))
			return true
		}
		for i := range value.List().Len() {
			target.Set(reflect.Append(target, goValue(field, value.List().Get(i), target.Type().Elem())))
		}
		return true
	})
}

func goValue(field protoreflect.FieldDescriptor, value protoreflect.Value, typ reflect.Type) reflect.Value {
	switch {
	case typ == reflect.TypeFor[*tftypes.AttributePath]():
		return reflect.ValueOf(pathOf(value.Message()))
	case field.Message() != nil:
		filled := reflect.New(typ.Elem())
		fromMessage(value.Message(), filled.Elem())
		return filled
	}
	return reflect.ValueOf(value.Interface()).Convert(typ)
}

func pathOf(message protoreflect.Message) *tftypes.AttributePath {
	path := tftypes.NewAttributePath()
	steps := message.Get(message.Descriptor().Fields().ByName("steps")).List()
	for i := range steps.Len() {
		steps.Get(i).Message().Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
			switch field.Name() {
			case "attribute_name":
				path = path.WithAttributeName(value.String())
			case "element_key_string":
				path = path.WithElementKeyString(value.String())
			case "element_key_int":
				path = path.WithElementKeyInt(int(value.Int()))
			}
			return true
		})
	}
	return path
}
