package lifetest_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	fwprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

type profile = life.Noun[edge.PostureProfile]

// planted are faults of a noun. The suite must see each.
func planted() map[string]func(n *profile) func(*life.Resource) resource.Resource {
	hook := func(plant func(n *profile)) func(*profile) func(*life.Resource) resource.Resource {
		return func(n *profile) func(*life.Resource) resource.Resource {
			plant(n)
			return func(r *life.Resource) resource.Resource { return r }
		}
	}
	return map[string]func(n *profile) func(*life.Resource) resource.Resource{
		"a field forgotten in expand": hook(func(n *profile) {
			n.Creates = func(ctx context.Context, c *life.Creating[edge.PostureProfile]) (edge.PostureProfile, error) {
				c.Wanted.PostureTagValue = ""
				return c.Client.PostureProfiles.Create(ctx, c.Wanted)
			}
		}),
		"a set compared in order": hook(func(n *profile) {
			n.PlanAny = func(_ context.Context, p *life.Planning) {
				planned, _ := p.Config["attribute_uuids"].(flex.SetValue)
				prior, _ := p.State["attribute_uuids"].(flex.SetValue)
				if p.State != nil && fmt.Sprint(planned.Elements()) != fmt.Sprint(prior.Elements()) {
					p.Replace("attribute_uuids")
				}
			}
		}),
		"a secret in an error": hook(func(n *profile) {
			n.Creates = func(ctx context.Context, c *life.Creating[edge.PostureProfile]) (edge.PostureProfile, error) {
				created, err := c.Client.PostureProfiles.Create(ctx, c.Wanted)
				if err != nil {
					err = fmt.Errorf("with edge-api-token: %w", err)
				}
				return created, err
			}
		}),
		"a read that drops state on 403": func(*profile) func(*life.Resource) resource.Resource {
			return func(r *life.Resource) resource.Resource { return dropping{r} }
		},
		"an argument that should replace":        hook(func(n *profile) { n.CreateOnly = nil }),
		"an argument that should not replace":    hook(func(n *profile) { n.CreateOnly = append(n.CreateOnly, "description") }),
		"an argument that an import spells null": hook(func(n *profile) { n.NullImported = []string{"description"} }),
		"another end":                            hook(func(n *profile) { n.Ends = life.Retired }),
	}
}

type dropping struct {
	*life.Resource
}

func (r dropping) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if req.State.Raw.IsNull() { // no CLI refreshes what is gone
		return
	}
	r.Resource.Read(ctx, req, resp)
	if resp.Diagnostics.HasError() && strings.Contains(resp.Diagnostics.Errors()[0].Detail(), "403 Forbidden") {
		resp.Diagnostics = nil
		resp.State.RemoveResource(ctx)
	}
}

// sound is the noun without a fault.
func sound() profile {
	texts := setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))
	return profile{
		Words: life.Words{Title: "Posture Profile", Titles: "Posture Profiles"},
		Key:   "name", Ends: life.LeftBehind, CreateOnly: []string{"platform"},
		Objects: func(c *edge.Client) *edge.Objects[edge.PostureProfile] { return c.PostureProfiles.Objects },
		Filters: []life.Filter{{Name: "name"}},
		Attributes: func() map[string]schema.Attribute {
			return map[string]schema.Attribute{
				"id": argument.ID(""), "name": argument.Name(""), "description": argument.String(""), "attribute_uuids": argument.Set("", types.StringType, texts),
				"platform": argument.Int64("", int64validator.OneOf(edge.PosturePlatformValues()...)), "posture_tag_value": argument.String(""),
			}
		},
	}
}

// served is the provider with another resource for one noun.
type served struct {
	fwprovider.ProviderWithListResources
	resource func() resource.Resource
}

func (p served) Resources(ctx context.Context) []func() resource.Resource {
	return append(slices.DeleteFunc(p.ProviderWithListResources.Resources(ctx), func(made func() resource.Resource) bool {
		var resp resource.MetadataResponse
		made().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: provider.TypeName}, &resp)
		return resp.TypeName == "zerotrust_posture_profile"
	}), p.resource)
}

// TestCases_seeFaults: a suite that cannot fail proves nothing.
func TestCases_seeFaults(t *testing.T) {
	t.Parallel()
	faults := planted()
	faults[""] = func(*profile) func(*life.Resource) resource.Resource {
		return func(r *life.Resource) resource.Resource { return r }
	}
	table := nouns.Lives()[slices.IndexFunc(nouns.Lives(), func(n lifetest.Noun) bool { return n.TypeName == "zerotrust_posture_profile" })]
	for name, plant := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			noun := sound()
			wrap := plant(&noun)
			kind := life.New(noun)
			server := func() tfprotov6.ProviderServer {
				base, _ := provider.New("test", provider.Options{RetryWait: time.Millisecond})().(fwprovider.ProviderWithListResources)
				return provider.Framework(served{base, func() resource.Resource { return wrap(kind.NewResource()) }})
			}
			var failed []string
			for _, c := range lifetest.Cases(t, table, server) {
				if said := run(t, c); said != "" {
					if failed = append(failed, c.Name+": "+said); name != "" {
						break // one that sees it is enough
					}
				}
			}
			if (len(failed) > 0) != (name != "") {
				t.Errorf("%d cases fail:\n%s", len(failed), strings.Join(failed, "\n"))
			}
		})
	}
}

// run runs a case and returns what it failed with, "" if it passed.
func run(t *testing.T, c lifetest.Case) string {
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer r.clean()
		c.Run(r)
	}()
	<-done
	return strings.Join(r.said, "; ")
}

// recorder is a test that fails for itself alone.
type recorder struct {
	testing.TB
	mu       sync.Mutex
	said     []string
	cleanups []func()
}

func (r *recorder) Error(args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = append(r.said, fmt.Sprint(args...))
}

func (r *recorder) Errorf(format string, args ...any) { r.Error(fmt.Sprintf(format, args...)) }

func (r *recorder) Fatal(args ...any) {
	r.Error(args...)
	runtime.Goexit()
}

func (r *recorder) Fatalf(format string, args ...any) { r.Fatal(fmt.Sprintf(format, args...)) }

func (r *recorder) Fail() { r.Error("failed") }

func (r *recorder) FailNow() { r.Fatal("failed") }

func (r *recorder) Failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.said) > 0
}

func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }

func (r *recorder) clean() {
	for _, f := range slices.Backward(r.cleanups) {
		f()
	}
}
