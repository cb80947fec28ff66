package provider_test

import (
	"cmp"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// tenant is one of two tenants whose objects have equal ids, and the provider that is configured for it. Five objects are
// more than are read one by one before lists take over.
type tenant struct {
	name     string
	services *acctest.Services
	provider *acctest.Protocol
	objects  []*acctest.Lifecycle
}

const tenantObjects = 5

// telling is the attribute by which an object tells whose it is.
func (n noun) telling() string {
	switch n.Kind {
	case mockapi.KindAppIntegrityConfig:
		return "title"
	case mockapi.KindDataExport:
		return "s3_bucket_name"
	case mockapi.KindUser:
		return "location"
	case mockapi.KindBlob:
		return "name"
	case mockapi.KindIntegration:
		return "environment_id"
	}
	return "description"
}

func (n noun) idOf(i int) string {
	if n.Kind == mockapi.KindAppIntegrityConfig {
		return fmt.Sprintf("staging/shared-%d", i)
	}
	return fmt.Sprintf("shared-%d", i)
}

// wanted is the configuration of an object of a tenant.
func (n noun) wanted(t *testing.T, base, tenant string, i int) map[string]any {
	t.Helper()
	fields, _ := acctest.DecodeJSON(t, base).(map[string]any)
	if _, named := fields["name"]; named {
		fields["name"] = fmt.Sprintf("n%d", i)
	}
	fields[n.telling()] = fmt.Sprintf("%s-%d", tenant, i)
	if n.ID != "" {
		fields[n.ID] = fmt.Sprintf("shared-%d", i)
	}
	return fields
}

func (n noun) tenant(t *testing.T, name string) *tenant {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	owned := &tenant{name: name, services: s, provider: s.Lifecycle(t, n.TypeName, s.Undocumented()).Protocol}
	for i := range tenantObjects {
		fields := maps.Clone(n.wanted(t, n.Minimal, name, i))
		fields[n.IDMember()] = fmt.Sprintf("shared-%d", i)
		if n.Kind == mockapi.KindAppIntegrityConfig {
			delete(fields, "uuid")
			fields["config_id"] = fmt.Sprintf("shared-%d", i)
		}
		s.Put(n.Kind, fields)
		owned.objects = append(owned.objects, owned.provider.New(n.TypeName))
	}
	return owned
}

// TestTenants_interleaved: two aliases in one process, two tenants, equal ids, everything at the same time. Neither ever
// sees or touches an object of the other. Run it with -race.
func TestTenants_interleaved(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		if n.Event() || n.List == "" { // TestTenants_members and TestTenants_events
			continue
		}
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			one, two := n.tenant(t, "one"), n.tenant(t, "two")
			both := []*tenant{one, two}
			together(both, func(owner *tenant, i int) {
				l := owner.objects[i]
				acctest.Quiet(t, l.Import(t.Context(), n.idOf(i), ""))
				for range 2 {
					acctest.Quiet(t, l.Refresh(t.Context()))
					n.check(t, owner, i)
				}
			})
			untouched := acctest.SetJSON(t, two.services.Objects(n.Kind))
			together(both, func(owner *tenant, i int) {
				if owner == one {
					wanted := jsonOf(t, n.wanted(t, cmp.Or(n.Changed, n.Minimal), "one", i))
					acctest.Quiet(t, owner.objects[i].Apply(t.Context(), wanted))
					acctest.Quiet(t, owner.objects[i].Refresh(t.Context()))
					owner.objects[i].NothingToDo(t, wanted)
				}
				n.checkLists(t, owner)
				acctest.Quiet(t, owner.objects[i].Refresh(t.Context()))
				n.check(t, owner, i)
			})
			together(both, func(owner *tenant, i int) {
				if owner == one {
					acctest.Quiet(t, owner.objects[i].Apply(t.Context(), ""))
					return
				}
				acctest.Quiet(t, owner.objects[i].Refresh(t.Context()))
				n.check(t, owner, i)
				n.checkLists(t, owner)
			})
			if got := acctest.SetJSON(t, two.services.Objects(n.Kind)); got != untouched {
				t.Errorf("what was done in tenant one left tenant two with\n%s, it was\n%s", got, untouched)
			}
		})
	}
}

// together does something to each object of both tenants at the same time.
func together(tenants []*tenant, do func(owner *tenant, i int)) {
	var all sync.WaitGroup
	for i := range tenantObjects {
		for _, owner := range tenants {
			all.Go(func() { do(owner, i) })
		}
	}
	all.Wait()
}

func (n noun) check(t *testing.T, owner *tenant, i int) {
	t.Helper()
	got := owner.objects[i].Attributes()[n.telling()]
	if want := fmt.Sprintf("%s-%d", owner.name, i); got.IsNull() || acctest.TextOf(t, got) != want {
		t.Errorf("%s of tenant %s: %s of object %d is %v", n.TypeName, owner.name, n.telling(), i, got)
	}
}

// checkLists looks at every object that the lists of a tenant show.
func (n noun) checkLists(t *testing.T, owner *tenant) {
	t.Helper()
	config := n.ListConfig
	if config == "" {
		config = "{}"
	}
	data, d := owner.provider.ReadData(t.Context(), "zerotrust_"+n.List, config)
	acctest.Quiet(t, d)
	for _, element := range acctest.Elements(t, data[n.List]) {
		n.checkOwner(t, owner, attributesOf(t, element))
	}
	found, d := owner.provider.List(t.Context(), n.TypeName, config, 0, true)
	acctest.Quiet(t, d)
	for _, item := range found {
		n.checkOwner(t, owner, item.Resource)
	}
}

func (n noun) checkOwner(t *testing.T, owner *tenant, attributes map[string]tftypes.Value) {
	t.Helper()
	if got := acctest.TextOf(t, attributes[n.telling()]); !strings.HasPrefix(got, owner.name+"-") {
		t.Errorf("%s: a list of tenant %s holds %s", n.TypeName, owner.name, got)
	}
}

func attributesOf(t *testing.T, object tftypes.Value) map[string]tftypes.Value {
	t.Helper()
	var attributes map[string]tftypes.Value
	if err := object.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes
}

// TestTenants_members: members of rules of equal id, at the same time.
func TestTenants_members(t *testing.T) {
	t.Parallel()
	start := func(name string) *tenant {
		s := acctest.Start(t, mockapi.Options{})
		s.Put(mockapi.KindAccess, mockapi.Object{"uuid": nouns.Rule, "user_list": []any{"group:owners-of-" + name}})
		owner := &tenant{name: name, services: s, provider: s.Lifecycle(t, "zerotrust_access_member", "").Protocol}
		for range tenantObjects {
			owner.objects = append(owner.objects, owner.provider.New("zerotrust_access_member"))
		}
		return owner
	}
	both := []*tenant{start("one"), start("two")}
	together(both, func(owner *tenant, i int) {
		config := fmt.Sprintf(`{"access_id":%q,"user":"group:%s-%d"}`, nouns.Rule, owner.name, i)
		acctest.Quiet(t, owner.objects[i].Apply(t.Context(), config))
		acctest.Quiet(t, owner.objects[i].Refresh(t.Context()))
		owner.objects[i].NothingToDo(t, config)
	})
	for _, owner := range both {
		members, _ := owner.services.Only(t, mockapi.KindAccess)["user_list"].([]any)
		if text := fmt.Sprint(members); len(members) != tenantObjects+1 || strings.Count(text, owner.name+"-") != tenantObjects {
			t.Errorf("the nouns.Rule of tenant %s has %s", owner.name, text)
		}
	}
	together(both[:1], func(owner *tenant, i int) { acctest.Quiet(t, owner.objects[i].Apply(t.Context(), "")) })
	for i, want := range []int{1, tenantObjects + 1} {
		if members, _ := both[i].services.Only(t, mockapi.KindAccess)["user_list"].([]any); len(members) != want {
			t.Errorf("after the members of tenant one went, tenant %s has %v", both[i].name, members)
		}
	}
}

// TestTenants_events: each event goes to the log of its tenant.
func TestTenants_events(t *testing.T) {
	t.Parallel()
	var both []*tenant
	for _, name := range []string{"one", "two"} {
		s := acctest.Start(t, mockapi.Options{})
		both = append(both, &tenant{name: name, services: s, provider: s.Lifecycle(t, "zerotrust_device_app_connection_log", "").Protocol})
	}
	together(both, func(owner *tenant, i int) {
		config := fmt.Sprintf(`{"device_id":"%s-%d","application_id":"A","connection_type":"established","status":"success","timestamp":"2024-01-15T14:30:25Z"}`, owner.name, i)
		acctest.Quiet(t, owner.provider.New("zerotrust_device_app_connection_log").Apply(t.Context(), config))
	})
	for _, owner := range both {
		events := owner.services.Objects(mockapi.KindConnectionLog)
		if text := fmt.Sprint(events); len(events) != tenantObjects || strings.Count(text, owner.name+"-") != tenantObjects {
			t.Errorf("the log of tenant %s has %s", owner.name, text)
		}
	}
}
