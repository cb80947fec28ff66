package review_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// guests is a plan with one high risk, in a module with a key that holds what ends an address elsewhere.
func guests(t testing.TB) string {
	return encoded(t, planned(t, changed(t, `module.team["a:b"].zerotrust_policy.partners`, `{"name":"Partners"}`, `{"name":"Partners","allow_guest_access":true}`)))
}

func TestCommand_failOn(t *testing.T) {
	t.Parallel()
	medium := encoded(t, planned(t, changed(t, "zerotrust_app.x", "", `{"name":"X","host":"*"}`)))
	for _, c := range []struct {
		plan string
		args string
		code int
	}{
		{guests(t), "", 0}, {guests(t), "-fail-on high", 3}, {guests(t), "-fail-on=low", 3}, {medium, "-fail-on high", 0}, {medium, "-fail-on medium", 3}, {medium, "- -fail-on medium", 3},
		{medium, "-fail-on worst", 1}, {medium, "-format yaml", 1}, {medium, "- -", 1}, {medium, "-unknown", 1}, {medium, "-help", 0}, {"", "", 1}, {"{", "", 1},
	} {
		out, errs, code := run(t, c.plan, strings.Fields(c.args)...)
		if code != c.code || (code == 1) != (errs != "") || code == 1 && out != "" {
			t.Errorf("%q ended with %d, want %d; %s%s", c.args, code, c.code, out, errs)
		}
	}
	if out, _, _ := run(t, "", "-help"); !strings.Contains(out, "-drift-only") || !strings.Contains(out, "Usage: ") {
		t.Errorf("help: %s", out)
	}
}

func TestCommand_file(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(name, []byte("\xef\xbb\xbf"+guests(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, errs, code := run(t, "", name, "-format", "json"); code != 0 || !strings.Contains(out, "guest_access") {
		t.Errorf("code %d: %s", code, errs)
	}
	if _, errs, code := run(t, "", name+".none"); code != 1 || !strings.Contains(errs, "plan.json.none") {
		t.Errorf("code %d: %s", code, errs)
	}
}

func TestCommand_accept(t *testing.T) {
	t.Parallel()
	const accepted = `guest_access@module.team["a:b"].zerotrust_policy.partners:partners: see the contract`
	file := filepath.Join(t.TempDir(), "accepted")
	if err := os.WriteFile(file, []byte("# risks that we take\n\n"+accepted+"\nwildcard_host@zerotrust_app.gone:was needed\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"-accept", accepted}, {"-accept", file}} {
		out, errs, code := run(t, guests(t), append(args, "-fail-on", "high")...)
		if code != 0 || !strings.Contains(out, "Accepted: `partners: see the contract`") {
			t.Errorf("%q ended with %d: %s%s", args, code, out, errs)
		}
		r := report(t, parsed(t, guests(t)), args...)
		if len(r.Risks) != 1 || !r.Risks[0].Accepted || r.Risks[0].Reason != "partners: see the contract" {
			t.Errorf("%q: %+v", args, r.Risks)
		}
		if fromFile := args[1] == file; fromFile != (len(r.Unused) == 1) {
			t.Errorf("%q: unused %+v", args, r.Unused)
		}
	}
	for _, text := range []string{
		"guest_access@zerotrust_policy.partners", "guest_access@zerotrust_policy.partners:", "guest_access@zerotrust_policy.partners: ", "guest_access@:reason", "quest_access@a.b:reason", "no-such-file",
	} {
		if _, errs, code := run(t, guests(t), "-accept", text); code != 1 || errs == "" {
			t.Errorf("%q ended with %d: %s", text, code, errs)
		}
	}
	if _, _, code := run(t, guests(t), "-fail-on", "high", "-accept", "guest_access@zerotrust_policy.others:reason"); code != 3 {
		t.Errorf("an acceptance of another object ended with %d", code)
	}
}

// TestHidden: nothing sensitive is printed, whatever it is part of.
func TestHidden(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	app := func(more string) string {
		return `{"id":"git1","name":"` + secret + `-name","host":"` + secret + `.host"` + more + `}`
	}
	hiddenApp := with(with(changed(t, "zerotrust_app.git", app(`,"tags":["`+secret+`-t"],"tcp_port_ranges":[{"start":1,"end":5}]`), app(`,"tags":["`+secret+`-u"],"port":7`), "delete", "create"),
		"before_sensitive", doc{"name": true, "tags": []bool{true}}), "after_sensitive", doc{"name": true, "host": true, "tags": true})
	rule := with(changed(t, "zerotrust_access.r", access(`["user:a"]`, `["git1"]`, ""), access(`["user:a","user:`+secret+`","`+secret+`:everyone"]`, `["git1","`+secret+`-id"]`, `,"revoked_user_list":["`+secret+`-r"],"end_time":`+"1999999999000")),
		"after_sensitive", doc{"user_list": []bool{false, true, true}, "app_list": true, "revoked_user_list": true, "end_time": true})
	policy := with(changed(t, "zerotrust_policy.p", `{"name":"P","action":1,"session_filter":{"include_any":[{"all":["group:`+secret+`","os:x"]}]},"constraints":{"`+secret+`":"v"}}`, `{"name":"P","action":2,"session_filter":{"include_any":[{"all":["group:all"]}]}}`),
		"before_sensitive", doc{"session_filter": doc{"include_any": []doc{{"all": []bool{true, false}}}}, "constraints": true})
	workflow := with(changed(t, "zerotrust_workflow.w", "", `{"name":"W","recipients":["user:`+secret+`"],"description":"`+secret+`"}`), "after_sensitive", doc{"recipients": true, "description": true})
	token := with(changed(t, "zerotrust_token.t", `{"name":"T","secret":"`+secret+`","login_url":"`+secret+`"}`, `{"name":"T","secret":"`+secret+`2","login_url":"`+secret+`"}`), "before_sensitive", doc{"secret": true, "login_url": true})
	member := with(changed(t, "zerotrust_access_member.m", "", `{"access_id":"`+secret+`","user":"user:`+secret+`"}`), "after_sensitive", doc{"user": true, "access_id": true})
	plan := planned(t, hiddenApp, rule, policy, workflow, token, member)
	plan["resource_drift"] = []doc{
		with(changed(t, "zerotrust_policy.p", `{"name":"`+secret+`","action":1}`, `{"name":"P","action":1,"session_filter":{"include_any":[{"all":["group:`+secret+`","os:x"]}]}}`), "before_sensitive", doc{"name": true}),
	}
	plan["variables"] = doc{"x": doc{"value": secret}}
	for _, format := range []string{"markdown", "text", "json"} {
		out, errs, code := run(t, encoded(t, plan), "-format", format)
		if code != 0 || strings.Contains(out+errs, secret) {
			t.Errorf("%s, code %d: %s%s", format, code, out, errs)
		}
		if !strings.Contains(out, "(sensitive value)") {
			t.Errorf("%s does not say that something is sensitive", format)
		}
	}
}

// TestInjection: what somebody wrote into the services or the configuration is shown as text, and forges nothing.
func TestInjection(t *testing.T) {
	t.Parallel()
	names := []string{
		"x\n\n## No risks\n", "x`** <b>bold</b> ``` y", "<script>alert(1)</script>", "@everyone and @team/all", "[link](https://evil.example)", "![](https://evil.example/x.png)",
		"x\"]; r9[\"forged\"] --> a1", "\x1b[2J\x1b[31mred", "\u202egnp.exe", "a\u200bb", "```mermaid\nflowchart", "-->", "end", "| a | b |", "\r\n- **+** nobody", "#quot;", "%%{init: {}}%%", "&lt;b&gt;", "\u0085next", "\u2028line",
		"</details>", "<!-- hidden", "$(id)", "https://evil.example", "`", "``", " ", "#1 !2 $3",
	}
	var all []doc
	for i, name := range names {
		all = append(all, changed(t, fmt.Sprintf("zerotrust_access.r%d", i), "", encoded(t, doc{"description": name, "user_list": []string{name}, "app_list": []string{name, fmt.Sprint(i)}})))
	}
	hostile, _, _ := run(t, encoded(t, planned(t, all...)), "-format", "markdown")
	compareGolden(t, filepath.Join("testdata", "hostile.md"), hostile)
	for _, name := range names {
		app := encoded(t, doc{"id": "git1", "name": name, "host": name, "tags": []string{name}})
		plan := planned(t, changed(t, "zerotrust_app.git", "", app), changed(t, "zerotrust_access.r", "", encoded(t, doc{"description": name, "user_list": []string{name, "user:a"}, "app_list": []string{"git1", name}})),
			changed(t, "zerotrust_policy.p", encoded(t, doc{"name": name}), encoded(t, doc{"name": name + "2", "session_filter": doc{"include_any": []doc{{"all": []string{name}}}}})))
		text := encoded(t, plan)
		out, errs, code := run(t, text, "-format", "markdown")
		if code != 0 {
			t.Fatalf("%q: %s", name, errs)
		}
		outside := outsideOfCode(out)
		for _, mark := range []string{"<script", "<b>", "@", "](", "evil", "\x1b", "\u202e", "\u200b", "\r", "\u2028", "\u0085", "forged", "hidden", "$("} {
			if strings.Contains(outside, mark) {
				t.Errorf("%q puts %q into the report:\n%s", name, mark, outside)
			}
		}
		if strings.Contains(out, "\n## No risks") || strings.Count(out, "\n## ") > 0 || strings.Count(out, "\n```mermaid\n") != 1 {
			t.Errorf("%q forges a part of the report:\n%s", name, out)
		}
		for _, label := range labels(out) {
			if strings.ContainsAny(label, "\"<>`\n[]{}|@") || strings.TrimSpace(label) == "" {
				t.Errorf("%q: label %q", name, label)
			}
		}
		for _, format := range []string{"text", "markdown"} {
			out, _, _ := run(t, text, "-format", format)
			for _, r := range out {
				if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e || r == 0x200b || r == 0x2028) {
					t.Errorf("%q: the report in %s has the character %U", name, format, r)
				}
			}
		}
		out, _, _ = run(t, text, "-format", "text")
		for _, line := range strings.Split(out, "\n") {
			if strings.HasPrefix(line, "##") || strings.HasPrefix(line, "- ") {
				t.Errorf("%q makes a line of its own: %q", name, line)
			}
		}
	}
}

// outsideOfCode is Markdown without code spans and blocks.
func outsideOfCode(text string) string {
	text = regexp.MustCompile("(?s)```mermaid.*?\n```").ReplaceAllString(text, "")
	var b strings.Builder
	for text != "" {
		start := strings.IndexByte(text, '`')
		if start < 0 {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:start])
		text = text[start:]
		fence := text[:len(text)-len(strings.TrimLeft(text, "`"))]
		rest := text[len(fence):]
		end := -1
		for i := 0; i < len(rest); {
			run := len(rest[i:]) - len(strings.TrimLeft(rest[i:], "`"))
			if run == len(fence) {
				end = i
				break
			}
			i += max(run, 1)
		}
		if end < 0 {
			b.WriteString(text)
			break
		}
		text = rest[end+len(fence):]
	}
	return b.String()
}

// labels are the texts between quotes in the picture.
func labels(text string) []string {
	picture := regexp.MustCompile("(?s)```mermaid\n(.*?)```").FindStringSubmatch(text)
	if picture == nil {
		return nil
	}
	var found []string
	for _, line := range strings.Split(picture[1], "\n") {
		for i, part := range strings.Split(line, `"`) {
			if i%2 == 1 {
				found = append(found, part)
			}
		}
	}
	return found
}

// TestOthers: objects of other providers are passed over, whatever their types are called.
func TestOthers(t *testing.T) {
	t.Parallel()
	foreign := changed(t, "zerotrust_policy.x", "", `{"allow_guest_access":true}`)
	foreign["provider_name"] = "registry.terraform.io/somebody/notzerotrust"
	random := changed(t, "random_id.x", "", `{"id":"1"}`)
	random["provider_name"] = "registry.terraform.io/hashicorp/random"
	mirrored := changed(t, "zerotrust_policy.y", "", `{"allow_guest_access":true}`)
	mirrored["provider_name"] = "mirror.example.com/zerotrust-as-code/zerotrust"
	if r := report(t, planned(t, foreign, random, mirrored)); ids(r.Risks) != "guest_access" || r.Risks[0].Address != "zerotrust_policy.y" || len(r.Changes) != 1 {
		t.Errorf("%+v", r)
	}
}

// TestBroken: what is no plan is an error, and never a report.
func TestBroken(t *testing.T) {
	t.Parallel()
	whole := guests(t)
	texts := map[string]string{
		"empty": "", "no JSON": "PK\x03\x04", "a list": "[]", "a number": "1", "null": "null", "no version": `{"resource_changes":[]}`, "a later format": `{"format_version":"2.0","resource_changes":[]}`,
		"a state": `{"format_version":"1.0","values":{}}`, "two": whole + whole, "twice": `{"format_version":"1.2","resource_changes":[],"resource_changes":[]}`,
		"changes that are no list": `{"format_version":"1.2","resource_changes":{}}`, "a change that is none": `{"format_version":"1.2","resource_changes":[1]}`,
		"deep":            `{"format_version":"1.2","x":` + strings.Repeat("[", 100_000),
		"deep change":     `{"format_version":"1.2","resource_changes":[{"provider_name":"x/zerotrust","change":{"after":` + strings.Repeat(`{"a":`, 100_000),
		"two spellings":   encoded(t, planned(t, changed(t, `zerotrust_app.x["a"]`, "", "{}"), changed(t, `zerotrust_app.x["\u0061"]`, "", "{}"))),
		"an object twice": encoded(t, planned(t, changed(t, "zerotrust_app.x", "", "{}"), changed(t, "zerotrust_app.x", "", "{}"))),
	}
	for i := range len(whole) {
		texts[fmt.Sprintf("cut at %d", i)] = whole[:i]
	}
	for name, text := range texts {
		if out, errs, code := run(t, text); code != 1 || errs == "" || out != "" {
			t.Errorf("%s ended with %d: %s%s", name, code, out, errs)
		}
	}
	if _, errs, code := run(t, strings.Replace(whole, `"1.2"`, `"1.99"`, 1)); code != 0 {
		t.Errorf("a later version of the same format: %s", errs)
	}
}

// TestTooMany: a plan of more pairs than anybody has ends with an error.
func TestTooMany(t *testing.T) {
	t.Parallel()
	many := func(prefix string) string {
		var texts []string
		for i := range 1100 {
			texts = append(texts, fmt.Sprint(prefix, i))
		}
		return encoded(t, texts)
	}
	if _, errs, code := run(t, encoded(t, planned(t, changed(t, "zerotrust_access.r", "", access(many("user:"), many("app:"), ""))))); code != 1 || !strings.Contains(errs, "million") {
		t.Errorf("code %d: %s", code, errs)
	}
}

// TestMarkdown_fits: a long report is cut to what a comment may have, and says what it leaves out.
func TestMarkdown_fits(t *testing.T) {
	t.Parallel()
	var changes []doc
	for i := range 3000 {
		changes = append(changes, changed(t, fmt.Sprintf("zerotrust_access.r%d", i), "", access(fmt.Sprintf(`["user:%d"]`, i), fmt.Sprintf(`["app%d"]`, i%7), `,"allow_guest_access":true`)))
	}
	out, _, code := run(t, encoded(t, planned(t, changes...)))
	if code != 0 || len(out) > 60_000 || !strings.Contains(out, "more are not shown here") || !strings.Contains(out, "The picture leaves out") {
		t.Errorf("code %d, %d bytes:\n%.3000s", code, len(out), out)
	}
}
