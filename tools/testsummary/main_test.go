package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestSummary(t *testing.T) {
	t.Parallel()

	const tooOld = `Terraform CLI version 1.11.4 is below minimum version %s: skipping test`

	for name, test := range map[string]struct {
		events string
		want   string
	}{
		"nothing skipped": {
			events: result("pass", "x/app", "TestAcc", ""),
			want:   "No test was skipped.\n",
		},
		"too old": {
			events: result("skip", "x/app", "TestAccApp_list", fmt.Sprintf(tooOld, "1.14.0")) +
				result("skip", "x/app", "TestAccAppDeployAction_fails", fmt.Sprintf(tooOld, "1.14.0")) +
				result("skip", "x/policy", "TestAccPolicy_list", fmt.Sprintf(tooOld, "1.14.0")) +
				result("skip", "x/app", "TestAccSoon", fmt.Sprintf(tooOld, "9.0.0")) +
				result("skip", "x/nouns", "TestAccLife_newer/app", fmt.Sprintf(tooOld, "1.14.0")) +
				result("pass", "x/nouns", "TestLife/app", "") +
				result("pass", "x/app", "TestApp_list", "") +
				result("pass", "x/app", "TestAppDeployAction_deploys", "") +
				result("fail", "x/policy", "TestPolicy_list", "") +
				result("pass", "x/other", "TestPolicy_list", ""),
			want: `
The CLI of this run (1.11.4) is too old for list resources and actions (1.14.0). Tests skipped: 4, each shown without a CLI by:
  app: TestAccApp_list: TestApp_list
  app: TestAccAppDeployAction_fails: TestAppDeployAction_...
  nouns: TestAccLife_newer/app: TestLife/app
  policy: TestAccPolicy_list: NOT TESTED in this run

The CLI of this run (1.11.4) is too old for what needs 9.0.0. Tests skipped: 1, each shown without a CLI by:
  app: TestAccSoon: NOT TESTED in this run
`,
		},
		"a table": {
			events: result("pass", "x/provider", "TestTable", "a table"),
			want:   "    x_test.go:3: a table\nNo test was skipped.\n",
		},
		"another reason": {
			events: result("skip", "x/app", "TestSlow", "it is slow"),
			want:   "\nTests skipped for other reasons: 1.\n  app: TestSlow: x_test.go:3: it is slow\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			results, err := read(strings.NewReader(test.events), "TestTable")
			if err != nil {
				t.Fatal(err)
			}

			var got strings.Builder

			results.print(&got)

			if got.String() != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got.String(), test.want)
			}
		})
	}
}

// result is the events of one test, with a line that the test printed.
func result(action, pkg, test, message string) string {
	var events strings.Builder

	for _, output := range []string{"=== RUN   " + test, "=== PAUSE " + test, "    x_test.go:3: " + message, "--- SKIP: " + test + " (0.00s)"} {
		fmt.Fprintf(&events, `{"Action":"output","Package":%q,"Test":%q,"Output":%q}`+"\n", pkg, test, output+"\n")
	}

	fmt.Fprintf(&events, `{"Action":%q,"Package":%q,"Test":%q}`+"\n", action, pkg, test)
	fmt.Fprintf(&events, `{"Action":%q,"Package":%q}`+"\n", action, pkg)

	return events.String()
}
