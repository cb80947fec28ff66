package appintegrity_test

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The keys of these tests end differently, are as long as each other, and are in no word of a message.
const (
	firstKey, secondKey = "Zmlyc3Qta2V5LW9uZQaaAAA1", "c2Vjb25kLWtleS10d28bbBB2"
	endsLikeFirstKey    = "YW5vdGhlci1rZXktZQaaAAA1"
	longKey, shortKey   = "dGhpcmQta2V5LXRocmVlLXRoYXQtaXMtbG9uZwccCC3=", "xyz"
)

// switchable is a way of masking that can change.
type switchable struct {
	current atomic.Pointer[func(string) string]
}

func (s *switchable) set(mask func(string) string) { s.current.Store(&mask) }

func (s *switchable) mask(secret string) string { return (*s.current.Load())(secret) }

// keyStyles are ways of masking: the vendor documents only that the final characters stay.
func keyStyles() map[string]func(string) string {
	return map[string]func(string) string{
		"last four": mockapi.MaskLastFour, "last eight": mockapi.MaskLast(8), "last one": mockapi.MaskLast(1), "nothing shown": mockapi.MaskLast(0),
		"marked": mockapi.MaskMarked, "bullets": func(secret string) string { return strings.ReplaceAll(mockapi.MaskLastFour(secret), "*", "•") },
	}
}

// scene is an android configuration with keys, and somebody else.
type scene struct {
	*testing.T
	services *acctest.Services
	style    *switchable
	masked   func(string) string
	key      string // the key that somebody changes
}

func (s scene) store(key any) {
	if err := s.services.Change(kind, id(s.T, s.services), mockapi.Object{s.key: key}); err != nil {
		s.Fatal(err)
	}
}

// answer changes what the next read shows of a key.
func (s scene) answer(change func(config mockapi.Object)) {
	s.services.Inject(mockapi.Fault{Operation: "listAppIntegrityConfigs", Times: 1, Tamper: func(o mockapi.Object) mockapi.Object {
		for _, c := range o["configs"].([]any) {
			change(c.(mockapi.Object))
		}
		return o
	}})
}

// keyChanges are what somebody may do, and what a read then sees, by style of mask and "" for all others; "" is nothing.
func keyChanges() map[string]struct {
	do   func(scene)
	seen map[string]string
} {
	return map[string]struct {
		do   func(scene)
		seen map[string]string
	}{
		"nothing":        {func(scene) {}, nil},
		"the same key":   {func(s scene) { s.store(firstKey) }, nil},
		"the same end":   {func(s scene) { s.store(endsLikeFirstKey) }, nil}, // cannot be seen
		"another end":    {func(s scene) { s.store(secondKey) }, map[string]string{"": "another mask", "nothing shown": ""}},
		"a longer key":   {func(s scene) { s.store(longKey) }, map[string]string{"": "a longer mask", "marked": "another mask"}},
		"a shorter key":  {func(s scene) { s.store(shortKey) }, map[string]string{"": "a shorter mask"}},
		"removed":        {func(s scene) { s.store(nil) }, map[string]string{"": "no mask"}},
		"null":           {func(s scene) { s.answer(func(c mockapi.Object) { c[s.key] = nil }) }, map[string]string{"": "no mask"}},
		"absent":         {func(s scene) { s.answer(func(c mockapi.Object) { delete(c, s.key) }) }, map[string]string{"": "no mask"}},
		"empty":          {func(s scene) { s.answer(func(c mockapi.Object) { c[s.key] = "" }) }, map[string]string{"": "no mask"}},
		"a longer style": {func(s scene) { s.restyle(func(mask string) string { return "**" + mask }) }, map[string]string{"": "a longer mask"}},
		"a short style":  {func(s scene) { s.restyle(func(mask string) string { return mask[len(mask)-1:] }) }, map[string]string{"": "a shorter mask"}},
		"back and forth": {func(s scene) { s.store(secondKey); s.store(firstKey) }, nil},
	}
}

// restyle makes the service mask the key in another way, which looks like another key. The other key is masked as before.
func (s scene) restyle(change func(string) string) {
	s.style.set(func(secret string) string {
		if secret == firstKey {
			return change(s.masked(secret))
		}
		return s.masked(secret)
	})
}

// keyConfig is an android configuration in which the key of a scene is the first key.
func keyConfig(key string, versioned bool) string {
	attributes := map[string]any{"version": "production", "platform": "android", "name": "n", "enabled": true, "package_name": "p"}
	for _, name := range []string{"decryption_key", "verification_key"} {
		attributes[name+"_wo"] = "b3RoZXIta2V5LW9mLXRoZS1wYWlyddDD="
		if name == key {
			attributes[name+"_wo"] = firstKey
		}
		if versioned {
			attributes[name+"_wo_version"] = 1
		}
	}
	return text(attributes)
}

// Every style of mask, every change that somebody else may make, with and without a version, both keys: what a refresh puts
// into state, what the plan changes and says, what the apply sends, and that all is quiet then.
func TestKeyDrift_matrix(t *testing.T) {
	t.Parallel()
	for style, mask := range keyStyles() {
		for name, change := range keyChanges() {
			for _, key := range []string{"decryption_key", "verification_key"} {
				for _, versioned := range []bool{false, true} {
					if style != "last four" && versioned == (key == "decryption_key") {
						continue // the keys share all code: one style shows it
					}
					t.Run(fmt.Sprintf("%s/%s/%s/versioned %t", style, name, key, versioned), func(t *testing.T) {
						t.Parallel()
						seen, special := change.seen[style]
						if !special {
							seen = change.seen[""]
						}
						masks := &switchable{}
						masks.set(mask)
						s := acctest.Start(t, mockapi.Options{Mask: masks.mask})
						drift{scene{t, s, masks, mask, key}, s.Lifecycle(t, typeName, ""), keyConfig(key, versioned)}.run(change.do, seen)
					})
				}
			}
		}
	}
}

type drift struct {
	scene
	*acctest.Lifecycle
	config string
}

func (d drift) run(change func(scene), seen string) {
	ctx := d.Context()
	acctest.Quiet(d.T, d.Apply(ctx, d.config))
	d.refreshesToNothing()
	d.services.ResetJournal()
	change(d.scene)
	acctest.Quiet(d.T, d.Refresh(ctx))
	if seen == "" {
		d.has(d.key, "in_sync")
		d.NothingToDo(d.T, d.config)
		return
	}
	noun, title := "decryption key", "Decryption Key"
	if d.key == "verification_key" {
		noun, title = "verification key", "Verification Key"
	}
	status, summary := "changed_outside", title+" Changed Outside of Terraform"
	if seen == "no mask" {
		status, summary = "missing", title+" Removed Outside of Terraform"
	}
	d.has(d.key, status)
	plan := d.Plan(ctx, d.config)
	acctest.Says(d.T, plan.Diagnostics, fmt.Sprintf("warning at AttributeName(%q): %s: Configuration \"n\": The service shows %s for the %s,", d.key+"_status", summary, seen, noun),
		"The configured "+d.key+"_wo is sent again.")
	if changed := d.Changes(plan); !slices.Equal(changed, []string{d.key + "_status"}) || len(plan.RequiresReplace) > 0 {
		d.Errorf("the plan changes %v and replaces because of %v, want the status alone to change", changed, plan.RequiresReplace)
	}
	if planned := d.Decode(d.ResourceType(typeName), plan.PlannedState)[d.key+"_status"]; !planned.Equal(tftypes.NewValue(tftypes.String, "in_sync")) {
		d.Errorf("the planned status is %s", planned)
	}
	d.showsNothing(plan)
	acctest.Says(d.T, d.Apply(ctx, d.config), summary) // planned once more, and applied in silence
	if sent, want := updates(d.services), []string{fmt.Sprintf(`{%q:%q}`, d.key, firstKey)}; !slices.Equal(sent, want) {
		d.Errorf("updates %v, want %v", sent, want)
	}
	d.has(d.key, "in_sync")
	d.refreshesToNothing()
}

// refreshesToNothing checks that a refresh leaves state and private state as they are to the byte: a CLI compares both to
// tell whether a refresh found anything.
func (d drift) refreshesToNothing() {
	d.Helper()
	before, remembered := string(d.State.MsgPack), string(d.Private)
	acctest.Quiet(d.T, d.Refresh(d.Context()))
	if before != string(d.State.MsgPack) || remembered != string(d.Private) {
		d.Error("a refresh that finds nothing changes the state")
	}
	d.NothingToDo(d.T, d.config)
}

// has checks the status of a key, and that the other one is in sync.
func (d drift) has(key, status string) {
	d.Helper()
	for _, name := range []string{"decryption_key", "verification_key"} {
		want := "in_sync"
		if name == key {
			want = status
		}
		if got := d.Attributes()[name+"_status"]; !got.Equal(tftypes.NewValue(tftypes.String, want)) {
			d.Errorf("%s_status is %s, want %q", name, got, want)
		}
	}
}

// showsNothing checks that no key and no mask is in what a plan holds, nor in state, nor in what is said.
func (d drift) showsNothing(plan *tfprotov6.PlanResourceChangeResponse) {
	d.Helper()
	held := map[string]string{
		"plan": string(plan.PlannedState.MsgPack), "state": string(d.State.MsgPack), "diagnostics": acctest.DiagnosticLines(plan.Diagnostics),
		"private state": acctest.PrivateText(d.T, d.Private), "private plan": acctest.PrivateText(d.T, plan.PlannedPrivate),
	}
	for _, key := range []string{firstKey, secondKey, endsLikeFirstKey, longKey, shortKey} {
		for where, text := range held {
			for what, secret := range map[string]string{"key": key, "mask": d.masked(key), "current mask": d.style.mask(key)} {
				if len(secret) > 3 && strings.Contains(text, secret) {
					d.Errorf("the %s holds a %s", where, what)
				}
			}
		}
	}
}

// Configurations for ios have no keys: whatever the service shows, there is no status, no plan and no word.
func TestKeyDrift_ios(t *testing.T) {
	t.Parallel()
	for style, mask := range keyStyles() {
		for name, change := range map[string]func(scene){
			"nothing": func(scene) {},
			"null masks": func(s scene) {
				s.answer(func(c mockapi.Object) { c["decryption_key"], c["verification_key"] = nil, nil })
			},
			"empty masks": func(s scene) {
				s.answer(func(c mockapi.Object) { c["decryption_key"], c["verification_key"] = "", "" })
			},
			"another style": func(s scene) {
				s.restyle(func(mask string) string { return "**" + mask })
			},
		} {
			t.Run(style+"/"+name, func(t *testing.T) {
				t.Parallel()
				masks := &switchable{}
				masks.set(mask)
				s := acctest.Start(t, mockapi.Options{Mask: masks.mask})
				l := s.Lifecycle(t, typeName, "")
				const config = `{` + iosBase + `, "enabled": true, "team_id": "t", "bundle_id": "b"}`
				acctest.Quiet(t, l.Apply(t.Context(), config))
				s.ResetJournal()
				change(scene{t, s, masks, mask, "decryption_key"})
				acctest.Quiet(t, l.Refresh(t.Context()))
				l.NothingToDo(t, config)
				for _, name := range []string{"decryption_key_status", "verification_key_status"} {
					if status := l.Attributes()[name]; !status.IsNull() {
						t.Errorf("%s is %s", name, status)
					}
				}
				if sent := writes(s); len(sent) > 0 {
					t.Errorf("writes %v", sent)
				}
			})
		}
	}
}
