package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A noun is one type of object that configurations are made of.
type noun struct {
	typeName  string   // without the provider's prefix
	kind      string   // in the mock; "" for the trivial provider
	get, list string   // operationIds; "" if there is none
	query     string   // of the list, as the provider sends it
	getQuery  string   // of the read by id
	vary      string   // the argument in which the objects differ
	arguments string   // the others, as they are written in a block
	users     []string // of the rule, where arguments name others than those of one that was applied
}

func app() noun {
	return noun{
		typeName: "zerotrust_app", kind: mockapi.KindApp, get: "getApp", list: "queryApps", vary: "name",
		arguments: `
  description           = "PostgreSQL and its connection poolers"
  protocol              = "tcp"
  internal_host_pattern = "*.db.internal.example.com"
  tcp_ports             = [5432, 6432]
  tags                  = ["engineering", "production"]`,
	}
}

func access() noun {
	return noun{
		typeName: "zerotrust_access", kind: mockapi.KindAccess, get: "getAccess", list: "queryAccesses", query: "appid=&userid=", vary: "description",
		arguments: `
  user_list = ["group:engineering", "group:sre"]
  app_list  = ["app0Bench000000000000000001"]`,
	}
}

// wide is one access rule with many users, as groups that nobody keeps elsewhere become.
func wide(users int) noun {
	n := access()
	n.users = make([]string, users)
	quoted := make([]string, users)
	for i := range users {
		n.users[i] = fmt.Sprintf("user:employee-%d", i)
		quoted[i] = strconv.Quote(n.users[i])
	}
	n.arguments = "\n  user_list = [" + strings.Join(quoted, ", ") + "]\n  app_list  = [\"app0Bench000000000000000001\"]"
	return n
}

// trivial is the resource of the provider below tools/bench/trivial.
func trivial() noun {
	return noun{typeName: "trivial_thing", vary: "name", arguments: "\n  description = \"PostgreSQL and its connection poolers\""}
}

// nouns is everything that Edge keeps and that has a list.
func nouns() []noun {
	return []noun{
		app(), access(),
		{
			typeName: "zerotrust_policy", kind: mockapi.KindPolicy, get: "getPolicy", list: "queryPolicies", query: "appid=&userid=&resolveDisplayNames=true", vary: "name",
			arguments: `
  type           = 1
  action         = 2
  app_filter     = { include_any = [{ all = ["appgroup:production"] }] }
  session_filter = { include_any = [{ all = ["posture_le:low"] }], exclude_any = [{ all = ["group:break-glass", "os:macos"] }] }`,
		},
		{
			typeName: "zerotrust_workflow", kind: mockapi.KindWorkflow, get: "getWorkflow", list: "queryWorkflows", vary: "name",
			arguments: `
  title            = "Production access needs an approval"
  recipients       = ["group:security", "group:sre-leads"]
  approval_ttl_sec = 28800`,
		},
		{
			typeName: "zerotrust_posture_attribute", kind: mockapi.KindPostureAttribute, get: "getPostureAttribute", list: "queryPostureAttributes", vary: "name",
			arguments: `
  attribute_type      = 4
  supported_platforms = [1, 2]
  required_processes  = [{ platform = 1, bundle_id = "com.crowdstrike.falcon.App", team_id = "X9E956P446" }]`,
		},
		{
			typeName: "zerotrust_posture_profile", kind: mockapi.KindPostureProfile, get: "getPostureProfile", list: "queryPostureProfiles", vary: "name",
			arguments: `
  platform          = 1
  posture_tag_value = "high"
  attribute_uuids   = ["3fB8kYw5Jr2TxN9vCq7LmD4hSzP", "7cQ2xLm9Vt4HdK6sWb1ZpR8yNfG"]`,
		},
		{
			typeName: "zerotrust_notification_channel", kind: mockapi.KindNotificationChannel, get: "getNotificationChannel", list: "queryNotificationChannels",
			query: "resolveDisplayNames=true", getQuery: "resolveDisplayNames=true", vary: "name",
			arguments: `
  type       = 1
  recipients = ["user:alice", "user:bob"]`,
		},
		{
			typeName: "zerotrust_token", kind: mockapi.KindToken, list: "queryTokens", query: "get_all=true", vary: "name",
			arguments: "\n  description = \"Plans and applies\"",
		},
		{
			typeName: "zerotrust_data_export", kind: mockapi.KindDataExport, list: "queryDataExportConfigs", vary: "s3_bucket_name",
			arguments: `
  data_export_types    = [1, 2]
  s3_bucket_account_id = "123456789012"`,
		},
	}
}

// value is what object i of a noun has in the argument that varies.
func (n noun) value(i int) string { return fmt.Sprintf("bench-%05d", i) }

// id is the id of object i of a noun, as long as those of the vendor.
func (n noun) id(i int) string {
	short := n.short()
	return fmt.Sprintf("%s0Bench%017d", short[max(0, len(short)-4):], i)
}

// short is the type without the provider.
func (n noun) short() string {
	_, short, _ := strings.Cut(n.typeName, "_")
	return short
}

// A shape is how many objects of a type are written down.
type shape string

// The shapes that people use.
const (
	blocks    shape = "blocks"    // one block for each object
	counted   shape = "count"     // one block with count for each perBlock objects
	forEach   shape = "for_each"  // one block with for_each over a local map
	reference shape = "reference" // for_each, and a second type whose instances refer to those of the first by key
)

// perBlock is the most objects of a block with count. The command line tool takes time for an instance that grows with the
// number of instances of its block, so that one block of ten thousand would measure nothing but that.
const perBlock = 1000

// A part is a number of objects of one noun.
type part struct {
	noun  noun
	count int
	apps  bool // the app_list of object i is app i, by reference
}

// An estate is everything that one configuration holds.
type estate struct {
	shape shape
	parts []part
}

// objects is how many there are.
func (e estate) objects() int {
	total := 0
	for _, p := range e.parts {
		total += p.count
	}
	return total
}

// text writes the configuration. changed says which objects have another value than their state, and may be nil;
// imported adds an import block for each object (only the shape of single blocks has that).
func (e estate) text(providers string, changed func(int) bool, imported bool) string {
	var b strings.Builder
	b.WriteString(providers)
	for _, p := range e.parts {
		switch e.shape {
		case counted:
			for first := 0; first < p.count; first += perBlock {
				name, _ := e.shape.address(first)
				fmt.Fprintf(&b, "\nresource %q %q {\n  count = %d\n  %s = format(\"bench-%%05d\", %d + count.index)%s\n}\n",
					p.noun.typeName, name, min(perBlock, p.count-first), p.noun.vary, first, p.rest())
			}
		case forEach, reference:
			fmt.Fprintf(&b, "\nlocals {\n  %s = {\n", p.noun.short())
			for i := range p.count {
				fmt.Fprintf(&b, "    \"%05d\" = { value = %q }\n", i, p.noun.value(i))
			}
			fmt.Fprintf(&b, "  }\n}\n\nresource %q \"o\" {\n  for_each = local.%s\n  %s = each.value.value%s\n}\n", p.noun.typeName, p.noun.short(), p.noun.vary, p.rest())
		default:
			for i := range p.count {
				value := p.noun.value(i)
				if changed != nil && changed(i) {
					value += " changed"
				}
				fmt.Fprintf(&b, "\nresource %q \"o%05d\" {\n  %s = %q%s\n}\n", p.noun.typeName, i, p.noun.vary, value, p.rest())
				if imported {
					fmt.Fprintf(&b, "\nimport {\n  to = %s.o%05d\n  id = %q\n}\n", p.noun.typeName, i, p.noun.id(i))
				}
			}
		}
	}
	return b.String()
}

// address is the name of the block that object i is of, and its key there.
func (s shape) address(i int) (name string, key any) {
	switch s {
	case counted:
		return fmt.Sprintf("o%d", i/perBlock), i % perBlock
	case forEach, reference:
		return "o", fmt.Sprintf("%05d", i)
	default:
		return fmt.Sprintf("o%05d", i), nil
	}
}

func (p part) rest() string {
	if !p.apps {
		return p.noun.arguments
	}
	return "\n  user_list = [\"group:engineering\", \"group:sre\"]\n  app_list  = [zerotrust_app.o[each.key].id]"
}

// providerText configures the provider, with its batching as a variable; the services come from the environment.
func providerText() string {
	return `terraform {
  required_providers {
    zerotrust = { source = "zerotrust-as-code/zerotrust" }
  }
}

variable "read_batching" {
  type = bool
}

provider "zerotrust" {
  read_batching = var.read_batching
}
`
}

// trivialText is providerText of the trivial provider.
func trivialText() string {
	return `terraform {
  required_providers {
    trivial = { source = "zerotrust-as-code/trivial" }
  }
}
`
}
