package provider_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccRoundTrip holds every noun to one law, with random configurations that are valid: after an apply the next plan is
// empty, and so it is after an import of what was applied. Timeouts are not of the service: an import has none, and adding
// them to what is in state sends nothing. TF_ACC_ROUNDTRIP_COUNT says how many configurations of each
// noun there are, TF_ACC_ROUNDTRIP_SEED which ones (TestMain unsets all names that begin with ZEROTRUST_).
//
// What an import cannot know is never generated with a value, or the law could not hold:
//   - app_integrity_config, decryption_key_wo and verification_key_wo with their versions: write-only, and never answered unmasked
//   - app_integrity_config, enabled on android: needs those secrets
//   - data_export, validate: not of the service; an import takes it for false
//   - notification_channel, oauth_code_wo and its version: write-only, and the code works only once
//   - notification_channel, redirect_uri and resolve_display_names: sent with the create, never answered
//   - policy, workflow_name: never answered, an import reads workflow_uuid
//   - token, role, user_uuid, ttl_sec and rotation: never answered
//   - workflow, text_template: deprecated
func TestAccRoundTrip(t *testing.T) {
	t.Parallel()
	count, seed := setting(t, "TF_ACC_ROUNDTRIP_COUNT", 30), setting(t, "TF_ACC_ROUNDTRIP_SEED", 1)
	for noun, generate := range roundTripNouns() {
		t.Run(noun, func(t *testing.T) {
			t.Parallel()
			t.Logf("TF_ACC_ROUNDTRIP_SEED=%d TF_ACC_ROUNDTRIP_COUNT=%d", seed, count)
			s := acctest.Start(t, mockapi.Options{})
			own := fnv.New64() // each noun has a sequence of its own, so that one can be run alone
			_, _ = own.Write([]byte(noun))
			r := random{rand.New(rand.NewPCG(seed, own.Sum64()))}
			trip := roundTrip{CLI: acctest.NewCLI(t), t: t, services: s, seed: seed, typeName: "zerotrust_" + noun, blocks: map[string]string{}}
			for i := range int(count) {
				b := &generated{random: r, services: s, index: i}
				generate(b)
				address := fmt.Sprintf("%s.n%d", trip.typeName, i)
				if i%timedEvery == 0 {
					b.set("timeouts", `{ create = "5m", read = "90s" }`+timed)
				}
				trip.blocks[address] = fmt.Sprintf("resource %q \"n%d\" {\n%s}\n", trip.typeName, i, b.text.String())
			}
			trip.run(acctest.RequiredProviders() + s.Provider())
		})
	}
}

// One in so many configurations has timeouts, in a line that ends with a mark.
const (
	timedEvery = 3
	timed      = " # taken out for the import"
)

func setting(t *testing.T, name string, standard uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return standard
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// roundTrip is the way of the configurations of one noun.
type roundTrip struct {
	*acctest.CLI
	t        *testing.T
	services *acctest.Services
	seed     uint64
	typeName string
	blocks   map[string]string // by address
}

func (r roundTrip) run(providers string) {
	r.t.Helper()
	addresses := slices.Sorted(maps.Keys(r.blocks))
	main := providers
	for _, address := range addresses {
		main += r.blocks[address]
	}
	r.Write("main.tf", main)
	r.MustRun("init", "-no-color")
	if output, code := r.Run("apply", "-no-color", "-auto-approve"); code != 0 {
		r.fail("the apply fails", output)
		return // what failed is in no state, or tainted
	}
	r.empty("the apply")

	ids := r.ids()
	if err := os.Remove(filepath.Join(r.Dir, "terraform.tfstate")); err != nil {
		r.t.Fatal(err)
	}
	var imports strings.Builder
	for _, address := range addresses {
		fmt.Fprintf(&imports, "import {\n  to = %s\n  id = %s\n}\n", address, quote(ids[address]))
	}
	r.Write("imports.tf", imports.String())
	r.Write("main.tf", regexp.MustCompile(`(?m)^.*`+timed+`\n`).ReplaceAllString(main, ""))
	output, code := r.Run("apply", "-no-color", "-auto-approve")
	if want := fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed", len(addresses)); code != 0 || !strings.Contains(output, want) {
		r.fail("the import does more than to import", output)
	}
	r.empty("the import")

	r.Write("main.tf", main)
	r.services.ResetJournal()
	output, code = r.Run("apply", "-no-color", "-auto-approve")
	want := fmt.Sprintf("0 added, %d changed, 0 destroyed", (len(addresses)+timedEvery-1)/timedEvery)
	if code != 0 || !strings.Contains(output, want) {
		r.fail("adding timeouts does more than that: want "+want, output)
	}
	for _, e := range r.services.Journal() {
		if e.Committed && e.Operation != "tokenLogin" {
			r.t.Errorf("adding timeouts made the request %s", e.Operation)
		}
	}
	r.empty("the addition of timeouts")
}

func (r roundTrip) empty(after string) {
	r.t.Helper()
	if output, code := r.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		r.fail("the plan after "+after+" is not empty", output)
	}
}

func (r roundTrip) ids() map[string]string {
	r.t.Helper()
	var state struct {
		Values struct {
			RootModule struct {
				Resources []struct {
					Address string
					Values  struct{ ID string }
				}
			} `json:"root_module"`
		}
	}
	if err := json.Unmarshal([]byte(r.MustRun("show", "-json")), &state); err != nil {
		r.t.Fatal(err)
	}
	ids := map[string]string{}
	for _, resource := range state.Values.RootModule.Resources {
		ids[resource.Address] = resource.Values.ID
	}
	return ids
}

// fail shows the parts of the output that name an offending address, and the configurations of those, which are a few among many.
func (r roundTrip) fail(what, output string) {
	r.t.Helper()
	offending := regexp.MustCompile(`# (\w+\.n\d+) (?:will be (?:created|updated|destroyed|replaced)|must be replaced|is tainted|has changed)|with (\w+\.n\d+),`)
	shown := map[string]bool{}
	var report strings.Builder
	for _, part := range regexp.MustCompile(`\n\n  # |\n\nPlan: |\nError: `).Split(output, -1) {
		part, _, _ = strings.Cut(part, "\nWarning: ") // warnings name what is at fault, or is not
		match := offending.FindStringSubmatch("# " + part)
		if match == nil {
			continue
		}
		address := match[1] + match[2]
		report.WriteString(strings.TrimSpace(part) + "\n\n")
		if !shown[address] {
			report.WriteString(r.blocks[address] + "\n")
		}
		shown[address] = true
	}
	if len(shown) == 0 {
		report.WriteString(output)
	}
	r.t.Errorf("TF_ACC_ROUNDTRIP_SEED=%d: %s.\n%s", r.seed, what, report.String())
}

// random makes expressions of the configuration language.
type random struct{ *rand.Rand }

// raw makes a text of one to five pieces, which try the escaping of the configuration language, of JSON and of the provider.
// The alphabet is fixed and composed (NFC, as Terraform normalises texts), and no piece makes an escape sequence with the next.
func (r random) raw() string {
	alphabet := []string{
		"a", "Z", "0", "é", "ß", "漢字", "😀", "עב", " ", "\n", "\t", `"`, `\`, `\n`, "'", "`", "/", ":", ";", ",", ".", "<b>", "&amp;", "+", "?", "#", "//", "{", "}", "[", "]",
		"${x}", "%{ if }", "$ ", "% ", "%20", "null", "true", "<<EOT", "\u2028",
	}
	var text strings.Builder
	for range 1 + r.IntN(5) {
		text.WriteString(alphabet[r.IntN(len(alphabet))])
	}
	return text.String()
}

// quote is a text in the configuration language. The escapes of Go that it does not know are not needed for the alphabet.
func quote(text string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(fmt.Sprintf("%q", text))
}

func (r random) string() string { return quote(r.raw()) }

// tag has the form key:value that filters take.
func (r random) tag() string {
	return quote([]string{"group", "os", "é-\"k"}[r.IntN(3)] + ":v" + r.raw())
}

func (r random) bool() string { return "true" }

// between returns a number of random magnitude, so that small and large ones are as likely.
func (r random) between(low, high int64) string {
	limit := low + 1<<r.IntN(63)
	if limit <= low || limit > high {
		limit = high
	}
	return fmt.Sprint(low + r.Int64N(limit-low+1))
}

func (r random) port() string { return r.between(1, math.MaxUint16) }

func (r random) code() string { return r.between(1, math.MaxInt32) }

func (r random) among(values ...int64) func() string {
	return func() string { return fmt.Sprint(values[r.IntN(len(values))]) }
}

func (r random) oneOf(values ...string) func() string {
	return func() string { return quote(values[r.IntN(len(values))]) }
}

// some makes a list of one to three elements.
func (r random) some(element func() string) func() string {
	return func() string {
		elements := make([]string, 1+r.IntN(3))
		for i := range elements {
			elements[i] = element()
		}
		return "[" + strings.Join(elements, ", ") + "]"
	}
}

// object makes an object of members, each of which is made as an argument of a block is.
func (r random) object(members func(*generated)) func() string {
	return func() string {
		b := &generated{random: r}
		members(b)
		return "{\n" + b.text.String() + "}"
	}
}

// generated is one resource block, or one object, in the making.
type generated struct {
	random
	services *acctest.Services
	index    int
	text     strings.Builder
}

func (b *generated) set(name, expression string) {
	fmt.Fprintf(&b.text, "  %s = %s\n", name, expression)
}

// name sets the required name, which no other block has.
func (b *generated) name() { b.set("name", quote(fmt.Sprintf("%d %s", b.index, b.raw()))) }

// optional leaves an argument out, sets it to null, to one of its spellings of zero, or to a value.
func (b *generated) optional(name string, value func() string, zeros ...string) {
	choice := b.IntN(6)
	switch {
	case choice == 0:
	case choice == 1:
		b.set(name, "null")
	case choice == 2 && len(zeros) > 0:
		b.set(name, zeros[b.IntN(len(zeros))])
	default:
		b.set(name, value())
	}
}

// unset sets an argument to nothing but absence.
func (b *generated) unset(name string, zeros ...string) {
	b.optional(name, func() string { return "null" }, zeros...)
}

func (b *generated) strings(names ...string) {
	for _, name := range names {
		b.optional(name, b.string, `""`)
	}
}

func (b *generated) bools(names ...string) {
	for _, name := range names {
		b.optional(name, b.bool, "false")
	}
}

func (b *generated) sets(names ...string) {
	for _, name := range names {
		b.optional(name, b.some(b.string), "[]")
	}
}

func (b *generated) status() { b.optional("status", b.oneOf(edge.StatusNames()...)) }

// roundTripNouns returns what generates a block of each noun.
func roundTripNouns() map[string]func(*generated) {
	return map[string]func(*generated){
		"access":               generateAccess,
		"access_member":        generateAccessMember,
		"app":                  generateApp,
		"app_integrity_config": generateAppIntegrityConfig,
		"data_export":          generateDataExport,
		"notification_channel": generateNotificationChannel,
		"policy":               generatePolicy,
		"posture_attribute":    generatePostureAttribute,
		"posture_profile":      generatePostureProfile,
		"token":                generateToken,
		"workflow":             generateWorkflow,
	}
}

func generateAccess(b *generated) {
	b.strings("description", "integration_id")
	b.sets("app_list", "user_list", "revoked_user_list")
	b.bools("allow_guest_access")
	b.optional("access_type", b.among(edge.AccessTypeValues()...), "0")
	b.optional("end_time", func() string { return b.between(1, math.MaxInt64-1) }, "0")
	b.status()
}

// generateAccessMember adds to rules of its own that have members already, or none, in turns.
func generateAccessMember(b *generated) {
	rule := mockapi.Object{}
	if b.index%2 == 0 {
		rule = mockapi.Object{"user_list": []any{"user:other"}, "app_list": []any{"app:other"}}
	}
	b.set("access_id", quote(b.services.Put(mockapi.KindAccess, rule)))
	set, unset := "user", "app"
	if b.IntN(2) == 0 {
		set, unset = unset, set
	}
	b.set(set, b.string())
	b.unset(unset)
}

func generateApp(b *generated) {
	b.name()
	b.strings("description", "protocol", "host", "path", "request_host_header", "reverse_proxy_name", "internal_protocol",
		"internal_host_pattern", "connector_unique_name", "integration_id")
	b.optional("port", b.port)
	b.optional("internal_port", b.port)
	b.optional("host_match_type", b.code, "0")
	b.optional("verify_server_cert", b.code, "0")
	b.optional("protocols", b.some(b.code), "[]")
	b.optional("tcp_ports", b.some(b.port), "[]")
	b.optional("udp_ports", b.some(b.port), "[]")
	portRange := func() string {
		start := 1 + b.Int64N(math.MaxUint16)
		return fmt.Sprintf("{ start = %d, end = %s }", start, b.between(start, math.MaxUint16))
	}
	b.optional("tcp_port_ranges", b.some(portRange), "[]")
	b.optional("udp_port_ranges", b.some(portRange), "[]")
	b.sets("refs", "tags")
	b.optional("ref_matches", b.some(b.object(func(match *generated) {
		match.set("ref", b.string())
		match.optional("tags", b.some(b.string))
	})), "[]")
	b.status()
}

func generateAppIntegrityConfig(b *generated) {
	b.set("name", quote(fmt.Sprintf("Name_%d. -", b.index)))
	b.set("version", b.oneOf("development", "staging", "production")())
	b.optional("action", b.oneOf("log", "die", "redirect", "message"))
	b.optional("title", b.string)
	b.optional("message", b.string)
	b.message()
	if b.IntN(2) == 0 {
		b.set("platform", `"android"`)
		b.unset("enabled", "false")
		b.optional("package_name", b.string)
		b.optional("cloud_project_number", b.oneOf("0", "007", "123456789012", "99999999999999999999"))
		b.optional("required_device_verdict", b.oneOf("MEETS_BASIC_INTEGRITY", "MEETS_DEVICE_INTEGRITY", "MEETS_STRONG_INTEGRITY"))
		b.bools("require_play_recognized")
		b.unset("team_id")
		b.unset("bundle_id")
		return
	}
	b.set("platform", `"ios"`)
	if b.IntN(2) == 0 { // what is enabled needs its credentials
		b.set("team_id", b.string())
		b.set("bundle_id", b.string())
		b.bools("enabled")
	} else {
		b.optional("team_id", b.string)
		b.optional("bundle_id", b.string)
		b.unset("enabled", "false")
	}
	for _, android := range []string{"package_name", "cloud_project_number", "required_device_verdict", "require_play_recognized"} {
		b.unset(android)
	}
}

// message sets the lists of a message, which are as long as each other.
func (b *generated) message() {
	n := b.IntN(4)
	list := func(element func() string) func() string {
		return func() string {
			elements := make([]string, n)
			for i := range elements {
				elements[i] = element()
			}
			return "[" + strings.Join(elements, ", ") + "]"
		}
	}
	if n == 0 {
		b.unset("buttons")
		b.unset("actions")
		b.unset("redirects")
		return
	}
	b.set("buttons", list(b.string)())
	b.optional("actions", list(b.string))
	b.optional("redirects", list(func() string {
		if b.IntN(2) == 0 {
			return `""`
		}
		return b.string()
	}))
}

func generateDataExport(b *generated) {
	b.set("s3_bucket_name", quote(fmt.Sprintf("b%02d-%s", b.index, b.raw())))
	b.set("data_export_types", b.some(b.among(edge.DataExportTypeValues()...))())
	b.optional("s3_bucket_account_id", b.oneOf("000000000000", "012345678901", "999999999999"), `""`)
	b.unset("validate", "false")
}

func generateNotificationChannel(b *generated) {
	b.name()
	b.strings("description")
	b.optional("type", b.among(edge.ChannelTypeValues()...), "0")
	b.sets("recipients")
	b.status()
	b.unset("oauth_code_wo_version")
	b.unset("redirect_uri", `""`)
	b.unset("resolve_display_names", "false")
}

func generatePolicy(b *generated) {
	b.name()
	b.strings("description", "workflow_uuid", "metadata", "integration_id")
	b.unset("workflow_name")
	b.optional("type", b.among(edge.PolicyTypeValues()...), "0")
	b.optional("action", b.among(edge.PolicyActionValues()...), "0")
	b.optional("priority", b.code, "0")
	b.bools("allow_guest_access")
	groups := b.some(func() string { return "{ all = " + b.some(b.tag)() + " }" })
	for _, name := range []string{"app_filter", "session_filter"} {
		b.optional(name, b.object(func(filter *generated) {
			filter.optional("include_any", groups, "[]")
			filter.optional("exclude_any", groups, "[]")
		}), "{}")
	}
	b.optional("mitm_settings", b.object(func(settings *generated) { settings.bools("fail_close") }), "{}")
	b.optional("constraints", func() string {
		var entries strings.Builder
		for i := range 1 + b.IntN(3) {
			fmt.Fprintf(&entries, "    %s = %s\n", quote(fmt.Sprintf("%s%d", b.raw(), i)), b.string())
		}
		return "{\n" + entries.String() + "}"
	}, "{}")
	b.status()
}

func generatePostureAttribute(b *generated) {
	b.name()
	b.strings("description")
	b.optional("attribute_type", b.among(edge.PostureAttributeTypeValues()...), "0")
	platform := b.among(edge.PosturePlatformValues()...)
	b.optional("supported_platforms", b.some(platform), "[]")
	marks := []string{"process_regex", "binary_hash", "bundle_id", "cert_thumbprint", "team_id"}
	processes := 0
	b.optional("required_processes", b.some(b.object(func(process *generated) {
		process.optional("platform", platform, "0")
		given := b.IntN(len(marks))
		for i, mark := range marks {
			if i == given { // one is needed, and the processes of a set must differ
				processes++
				process.set(mark, quote(fmt.Sprintf("%d%s", processes, b.raw())))
				continue
			}
			process.optional(mark, b.string)
		}
	})), "[]")
}

func generatePostureProfile(b *generated) {
	b.name()
	b.strings("description", "posture_tag_value")
	b.sets("attribute_uuids")
	b.optional("platform", b.among(edge.PosturePlatformValues()...), "0")
}

func generateToken(b *generated) {
	b.name()
	b.strings("description")
	b.optional("status", b.oneOf(edge.StatusActive.Name(), edge.StatusSuspended.Name()))
	for _, unknown := range []string{"role", "user_uuid", "ttl_sec", "rotation"} {
		b.unset(unknown)
	}
}

func generateWorkflow(b *generated) {
	b.name()
	b.strings("title", "description", "default_answer_index", "approver_text_template", "requestor_text_template")
	b.bools("justification_required", "requestor_justification_required", "token_required")
	b.sets("recipients")
	for _, name := range []string{"approval_ttl_sec", "execution_ttl_sec"} {
		b.optional(name, func() string {
			if b.IntN(3) == 0 {
				return "-1" // no limit
			}
			return b.between(1, math.MaxInt32)
		})
	}
	actions := b.some(b.object(func(action *generated) {
		action.optional("on_object", b.code, "0")
		action.optional("run", b.code, "0")
		action.optional("target", b.string, `""`)
	}))
	b.optional("actions", actions)
	b.optional("answers", b.some(b.object(func(answer *generated) {
		answer.set("answer", b.string())
		answer.optional("actions", actions, "[]")
	})))
	b.status()
}
