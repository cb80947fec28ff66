package review_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/review"
)

// doc is a piece of JSON.
type doc = map[string]any

const ownProvider = "registry.terraform.io/zerotrust-as-code/zerotrust"

// at is when the plans of these tests are made.
const at = "2026-03-01T12:00:00Z"

// parsed reads JSON of a test, "" for null.
func parsed(t testing.TB, text string) any {
	t.Helper()
	if text == "" {
		return nil
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// changed is a change of an object as the JSON of a plan has it, from JSON before and after.
func changed(t testing.TB, address string, before, after string, actions ...string) doc {
	t.Helper()
	b, a := parsed(t, before), parsed(t, after)
	if len(actions) == 0 {
		switch {
		case before == "":
			actions = []string{"create"}
		case after == "":
			actions = []string{"delete"}
		case before == after:
			actions = []string{"no-op"}
		default:
			actions = []string{"update"}
		}
	}
	parts := strings.Split(address, ".")
	typ := parts[len(parts)-2]
	return doc{
		"address": address, "mode": "managed", "type": typ, "provider_name": ownProvider,
		"change": doc{"actions": actions, "before": b, "after": a, "after_unknown": doc{}, "before_sensitive": doc{}, "after_sensitive": doc{}},
	}
}

// with changes a part of the change.
func with(change doc, name string, value any) doc {
	change["change"].(doc)[name] = value
	return change
}

// planned is the JSON of a plan with changes.
func planned(t testing.TB, changes ...doc) doc {
	t.Helper()
	return doc{"format_version": "1.2", "timestamp": at, "resource_changes": changes, "configuration": doc{"root_module": doc{}}}
}

func encoded(t testing.TB, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// run runs the command on a plan that comes by standard input.
func run(t testing.TB, plan string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = review.Main(t.Context(), provider.Meanings(), args, strings.NewReader(plan), &out, &errs)
	return out.String(), errs.String(), code
}

// reviewed is the part of a report in JSON that tests look at.
type reviewed struct {
	FormatVersion string `json:"format_version"`
	Reach         reach  `json:"reach"`
	Risks         []risk `json:"risks"`
	Changes       []struct {
		Address   string
		Action    string
		Sentences []string
	} `json:"changes"`
	Orders []struct {
		Before, After []struct{ Address string }
	} `json:"orders"`
	LeftBehind   []line `json:"left_behind"`
	Replaced     []line `json:"replaced"`
	Secrets      []line `json:"secrets"`
	Undocumented []line `json:"undocumented"`
	Drift        struct {
		Reach   reach  `json:"reach"`
		Risks   []risk `json:"risks"`
		Objects []struct {
			Address, What, Effect, Plan string
			Sentences                   []string
		} `json:"objects"`
	} `json:"drift"`
	Unused []struct{ ID, Address, Reason string } `json:"unused_acceptances"`
}

type line struct{ Address, Text string }

type risk struct {
	ID, Level, Address, Text, Reason string
	Accepted                         bool
	Stays                            *bool
}

type pair struct {
	Selector string
	App      struct{ Name, Address, Where string }
	By       []string
}

type reach struct {
	Gained, Lost []pair
	Changed      []struct {
		App           struct{ Name, Address string }
		Before, After string
		Selectors, By []string
	}
	Unknown []struct {
		Address, Selector, Text string
		Among                   []struct{ Address string }
	}
}

// pairs writes pairs as "selector>app by rule".
func pairs(list []pair) string {
	var texts []string
	for _, p := range list {
		app := p.App.Address
		if app == "" {
			app = p.App.Name
		}
		texts = append(texts, p.Selector+">"+app+" by "+strings.Join(p.By, ","))
	}
	return strings.Join(texts, "; ")
}

func ids(risks []risk) string {
	var texts []string
	for _, r := range risks {
		texts = append(texts, r.ID)
	}
	return strings.Join(texts, " ")
}

// report is the report of a plan in JSON.
func report(t testing.TB, plan any, args ...string) reviewed {
	t.Helper()
	out, errs, code := run(t, encoded(t, plan), append([]string{"-format", "json"}, args...)...)
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	var r reviewed
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	return r
}
