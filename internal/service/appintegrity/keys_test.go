package appintegrity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const thirdKey = "dGhpcmQta2V5LXRocmVlZQccCCC3"

// block is a configuration with further arguments.
func block(more string) string {
	return `{` + androidBase + strings.TrimSuffix(", "+more, ", ") + `}`
}

func both(decryption, verification string) string {
	return fmt.Sprintf(`"decryption_key_wo": %q, "verification_key_wo": %q`, decryption, verification)
}

// A life without versions: each key is sent once for each of its values, and for nothing else.
func TestKeys_withoutVersions(t *testing.T) {
	t.Parallel()
	l := live(t)
	const decryptionSent, verificationSent = "Decryption Key Is Sent", "Verification Key Is Sent"
	l.goes(block(both(firstKey, secondKey)), nil, nil, []string{`{"decryption_key":"` + firstKey + `","verification_key":"` + secondKey + `"}`})
	l.statuses("in_sync", "in_sync")
	l.goes(block(both(firstKey, secondKey)+`, "action": "die"`), []string{"action"}, nil, []string{`{"action":"die"}`})
	l.goes(block(both(thirdKey, secondKey)+`, "action": "die"`), []string{"decryption_key_status"}, []string{decryptionSent}, []string{`{"decryption_key":"` + thirdKey + `"}`})
	l.goes(block(both(thirdKey, firstKey)), []string{"action", "verification_key_status"}, []string{verificationSent}, []string{`{"action":"log","verification_key":"` + firstKey + `"}`})
	l.goes(block(both(secondKey, thirdKey)), []string{"decryption_key_status", "verification_key_status"}, []string{decryptionSent, verificationSent}, []string{`{"decryption_key":"` + secondKey + `","verification_key":"` + thirdKey + `"}`})
	l.statuses("in_sync", "in_sync")
	// Without the keys in the configuration nothing is sent, and what was sent is remembered.
	l.goes(block(``), nil, nil, nil)
	l.goes(block(`"action": "die"`), []string{"action"}, nil, []string{`{"action":"die"}`})
	l.statuses("in_sync", "in_sync")
	l.goes(block(both(secondKey, thirdKey)+`, "action": "die"`), nil, nil, nil)
	l.goes(block(`"action": "die"`), nil, nil, nil)
	l.goes(block(both(secondKey, firstKey)+`, "action": "die"`), []string{"verification_key_status"}, []string{verificationSent}, []string{`{"verification_key":"` + firstKey + `"}`})
	l.statuses("in_sync", "in_sync")
}

// A version that is set or changes has the key sent, one that goes has not.
func TestKeys_fromAndToVersions(t *testing.T) {
	t.Parallel()
	l := live(t)
	one := func(key string) string { return block(fmt.Sprintf(`"decryption_key_wo": %q`, key)) }
	versioned := func(key string, version int) string {
		return block(fmt.Sprintf(`"decryption_key_wo": %q, "decryption_key_wo_version": %d`, key, version))
	}
	sends := func(key string) []string { return []string{`{"decryption_key":"` + key + `"}`} }
	version, status := []string{"decryption_key_wo_version"}, []string{"decryption_key_status"}
	l.goes(one(firstKey), nil, nil, sends(firstKey))
	l.goes(versioned(firstKey, 1), version, nil, sends(firstKey))
	l.goes(versioned(secondKey, 1), nil, nil, nil) // a value that changes each run
	l.goes(versioned(thirdKey, 1), nil, nil, nil)
	l.goes(versioned(secondKey, 0), version, nil, sends(secondKey))
	l.goes(one(secondKey), version, nil, nil)
	l.goes(one(thirdKey), status, []string{"Decryption Key Is Sent"}, sends(thirdKey))
	l.goes(versioned(firstKey, 7), version, nil, sends(firstKey))
	l.goes(one(secondKey), []string{"decryption_key_status", "decryption_key_wo_version"}, []string{"Decryption Key Is Sent"}, sends(secondKey))
	l.goes(versioned(secondKey, 8), version, nil, sends(secondKey))
	l.goes(block(``), version, nil, nil) // both go
	l.goes(one(secondKey), nil, nil, nil)
	l.goes(block(``), nil, nil, nil)
	l.goes(versioned(secondKey, 8), version, nil, sends(secondKey))
	l.statuses("in_sync", "")
}

// A key that somebody else stores where none was is seen, and replaced by the first one that is configured.
func TestKeys_firstKey(t *testing.T) {
	t.Parallel()
	l := live(t)
	l.goes(block(``), nil, nil, nil)
	l.statuses("", "")
	l.goes(block(`"decryption_key_wo": "`+firstKey+`"`), []string{"decryption_key_status"}, nil, []string{`{"decryption_key":"` + firstKey + `"}`})
	l.statuses("in_sync", "")
	l.theirs(mockapi.Object{"verification_key": secondKey})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.statuses("in_sync", "unverified")
	l.quiet(block(`"decryption_key_wo": "` + firstKey + `"`))
	l.goes(block(both(firstKey, thirdKey)), []string{"verification_key_status"}, []string{"Verification Key Is Sent"}, []string{`{"verification_key":"` + thirdKey + `"}`})
	l.statuses("in_sync", "in_sync")
}

// A mask is only taken over from the answer to a write of its own key: else a write for another reason would hide drift.
func TestKeys_changedDuringAnotherUpdate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config  string
		changes []string
		warns   []string
		sent    string
		status  string // of the verification key, which somebody changes between plan and apply
	}{
		"another argument": {block(both(firstKey, secondKey) + `, "action": "die"`), []string{"action"}, nil, `{"action":"die"}`, "changed_outside"},
		"the other key": {
			block(both(thirdKey, secondKey)), []string{"decryption_key_status"}, []string{"Decryption Key Is Sent"}, `{"decryption_key":"` + thirdKey + `"}`, "changed_outside",
		},
		"the same key": {
			block(both(firstKey, thirdKey)), []string{"verification_key_status"}, []string{"Verification Key Is Sent"}, `{"verification_key":"` + thirdKey + `"}`, "in_sync",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := live(t)
			l.goes(block(both(firstKey, secondKey)), nil, nil, []string{`{"decryption_key":"` + firstKey + `","verification_key":"` + secondKey + `"}`})
			l.goes(test.config, test.changes, test.warns, []string{test.sent}, func() { l.theirs(mockapi.Object{"verification_key": longKey}) })
			l.statuses("in_sync", "in_sync")
			acctest.Quiet(t, l.Refresh(t.Context()))
			l.statuses("in_sync", test.status)
		})
	}
}

// A repair goes with other changes in one request.
func TestKeys_repairWithAnotherUpdate(t *testing.T) {
	t.Parallel()
	l := live(t)
	l.goes(block(both(firstKey, secondKey)), nil, nil, []string{`{"decryption_key":"` + firstKey + `","verification_key":"` + secondKey + `"}`})
	l.theirs(mockapi.Object{"decryption_key": longKey, "verification_key": nil, "action": "die"})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.statuses("changed_outside", "missing")
	l.goes(block(both(thirdKey, secondKey)+`, "title": "T"`), []string{"action", "decryption_key_status", "title", "verification_key_status"},
		[]string{"Decryption Key Changed Outside of Terraform", "Verification Key Removed Outside of Terraform"},
		[]string{`{"action":"log","decryption_key":"` + thirdKey + `","verification_key":"` + secondKey + `","title":"T"}`})
	l.statuses("in_sync", "in_sync")
}

// An update that fails is planned again, whether the service stored the key or not.
func TestKeys_failedUpdate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault  mockapi.Fault
		status string
		warns  string
	}{
		"refused":        {mockapi.Fault{Status: 403}, "in_sync", "Decryption Key Is Sent"},
		"stored, failed": {mockapi.Fault{Status: 500, CommitFirst: true}, "changed_outside", "Decryption Key Changed Outside of Terraform"},
		"answer lost":    {mockapi.Fault{ResetAfter: true}, "changed_outside", "Decryption Key Changed Outside of Terraform"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := live(t)
			l.goes(block(`"decryption_key_wo": "`+firstKey+`"`), nil, nil, []string{`{"decryption_key":"` + firstKey + `"}`})
			test.fault.Operation = "updateAppIntegrityConfig"
			l.services.Inject(test.fault)
			config := block(`"decryption_key_wo": "` + secondKey + `"`)
			if d := l.Apply(t.Context(), config); !acctest.ErrorAmong(d) || strings.Contains(acctest.DiagnosticLines(d), secondKey) {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			l.statuses("in_sync", "")
			l.services.ClearFaults()
			acctest.Quiet(t, l.Refresh(t.Context()))
			l.statuses(test.status, "")
			l.goes(config, []string{"decryption_key_status"}, []string{test.warns}, []string{`{"decryption_key":"` + secondKey + `"}`})
			l.statuses("in_sync", "")
		})
	}
}

// After an import the first masks are taken. A key that is not configured is somebody else's: its change is in state, and
// nobody warns of it.
func TestKeys_imported(t *testing.T) {
	t.Parallel()
	l := live(t)
	imported := l.services.Put(kind, mockapi.Object{"version": "production", "platform": "android", "name": "n", "decryption_key": firstKey})
	acctest.Quiet(t, l.Import(t.Context(), imported, ""))
	l.statuses("unverified", "")
	l.quiet(block(``))
	l.theirs(mockapi.Object{"decryption_key": longKey})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.statuses("changed_outside", "")
	l.quiet(block(``))
	l.goes(block(both(firstKey, secondKey)), []string{"decryption_key_status", "verification_key_status"}, []string{"Decryption Key Changed Outside of Terraform"},
		[]string{`{"decryption_key":"` + firstKey + `","verification_key":"` + secondKey + `"}`})
	l.statuses("in_sync", "in_sync")
}

// What a list shows of the keys is what an import of it reads.
func TestKeys_listed(t *testing.T) {
	t.Parallel()
	l := live(t)
	imported := l.services.Put(kind, mockapi.Object{"version": "production", "platform": "android", "name": "n", "decryption_key": firstKey})
	acctest.Quiet(t, l.Import(t.Context(), imported, ""))
	found, diagnostics := l.List(t.Context(), typeName, `{}`, 0, true)
	acctest.Quiet(t, diagnostics)
	if len(found) != 1 {
		t.Fatalf("%d configurations are listed, want 1", len(found))
	}
	for name, value := range l.Attributes() {
		if listed := found[0].Resource[name]; !listed.Equal(value) {
			t.Errorf("%s is listed as %s and imported as %s", name, listed, value)
		}
	}
}

func TestKeys_unknownAtPlan(t *testing.T) {
	t.Parallel()
	l := live(t)
	versioned := func(key string, version int) string {
		return block(fmt.Sprintf(`"decryption_key_wo": %q, "decryption_key_wo_version": %d`, key, version))
	}
	acctest.Quiet(t, l.Apply(t.Context(), versioned(firstKey, 1)))
	l.NothingToDo(t, versioned(acctest.Unknown, 1)) // with a version only the version counts
	for config, want := range map[string][]string{
		versioned(acctest.Unknown, 2): {"decryption_key_status", "decryption_key_wo_version"},
		block(fmt.Sprintf(`"decryption_key_wo": %q, "decryption_key_wo_version": %q`, firstKey, acctest.Unknown)): {"decryption_key_status", "decryption_key_wo_version"},
	} {
		plan := l.Plan(t.Context(), config)
		acctest.Quiet(t, plan.Diagnostics)
		if changed := l.Changes(plan); !slices.Equal(changed, want) {
			t.Errorf("planning %s changes %v, want %v", config, changed, want)
		}
	}
	// What is made tells what is certain.
	l = live(t)
	for config, want := range map[string]tftypes.Value{
		block(``): tftypes.NewValue(tftypes.String, nil), block(`"decryption_key_wo": "` + firstKey + `"`): tftypes.NewValue(tftypes.String, "in_sync"),
		block(`"decryption_key_wo": "${unknown}"`): tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
	} {
		planned := l.Decode(l.ResourceType(typeName), l.Plan(t.Context(), config).PlannedState)
		if got := planned["decryption_key_status"]; !got.Equal(want) {
			t.Errorf("planning to create %s: the status is %s, want %s", config, got, want)
		}
	}
}

// A service may refuse to enable a configuration by the call that brings its keys. It stored nothing then, so the keys are
// sent once more, without enabled; the call that enables does not hold them.
func TestKeys_enabledInTwoCalls(t *testing.T) {
	t.Parallel()
	l := live(t)
	config := keyConfig("decryption_key", false)
	l.services.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Status: 400, Times: 1})
	acctest.Quiet(t, l.Apply(t.Context(), config))
	l.quiet(config)
	l.statuses("in_sync", "in_sync")
	sent := updates(l.services)
	if len(sent) != 3 || strings.Contains(sent[2], "key") || strings.Contains(sent[1], "enabled") {
		t.Errorf("updates %v", sent)
	}
	stored := 0
	for _, e := range l.services.Journal() {
		if e.Committed && strings.Contains(string(e.Body), firstKey) {
			stored++
		}
	}
	if stored != 1 {
		t.Errorf("the key was stored %d times, want once", stored)
	}
}
