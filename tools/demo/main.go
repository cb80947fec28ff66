// Command demo shows the provider at work, without an account: it plans and applies examples/quickstart against
// imitations of the services, lets somebody change things in the services, has the drift found, told in words and repaired. It
// takes one to two minutes and leaves nothing behind.
//
// With -race the provider is built with the race detector, and a race that it finds is a failure.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func main() {
	race := flag.Bool("race", false, "build the provider with the race detector, and fail if it finds a race")
	flag.Parse()

	// SIGPIPE is here because a reader that goes away, such as head, would else end the demo before it cleans up.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGPIPE)

	err := run(ctx, os.Stdout, *race)
	if ctx.Err() != nil {
		err = errors.New("it was interrupted")
	}

	stop()

	if err != nil {
		fmt.Fprintln(os.Stderr, "\nThe demo failed:", err)
		os.Exit(1)
	}
}

// run goes through the whole demo. The order of the deferred calls matters: the services end before their directory.
func run(ctx context.Context, out io.Writer, race bool) error {
	start := time.Now()

	dir, err := os.MkdirTemp("", "zerotrust-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	d := &demo{out: out, dir: dir, race: race}

	d.headline("Find Terraform or OpenTofu")

	if d.cli, err = cli.Find(ctx, ".", out); err != nil {
		return err
	}

	fmt.Fprintf(out, "%s (%s)\n", d.cli, d.cli.Path)

	d.headline("Build the provider, into a mirror from which it can be installed without a network")

	if err := d.buildProvider(ctx); err != nil {
		return err
	}

	d.headline("Start imitations of Lacework Edge, AppTego and Zequenze GATE, which check each request against the contracts")

	mock, base, stop, err := startMock()
	if err != nil {
		return err
	}
	defer stop()

	mock.PutPeople()
	fmt.Fprintf(out, "Listening on %s\nIn Lacework Edge, from an identity provider: %d groups and %d users.\n",
		base, len(mock.Objects(mockapi.KindGroup)), len(mock.Objects(mockapi.KindUser)))

	if err := d.prepare(mock.Environ(base)); err != nil {
		return err
	}

	if err := errors.Join(d.story(ctx, mock), d.races()); err != nil {
		return err
	}

	if err := d.balance(mock); err != nil {
		return err
	}

	fmt.Fprintf(out, "\nDone in %s. Nothing was left on this machine.\n", time.Since(start).Round(time.Second))

	return nil
}

// story is the life of the quickstart example. Of a plan with -detailed-exitcode, 0 means empty and 2 means changes.
func (d *demo) story(ctx context.Context, mock *mockapi.Mock) error {
	const (
		nothing = 0
		changes = 2
	)

	for _, step := range []struct {
		headline string
		before   func() error
		wantExit int
		command  []string
		review   string // a plan, instead of a command
	}{
		{headline: "Install the provider for examples/quickstart", command: []string{"init"}},
		{headline: "Check the configuration", command: []string{"validate"}},
		{headline: "Plan: what a reviewer reads in a pull request", command: []string{"plan", "-out=create.tfplan"}},
		{headline: "Apply exactly what was reviewed", command: []string{"apply", "create.tfplan"}},
		{headline: "Plan again: nothing is left to do", wantExit: nothing, command: []string{"plan", "-detailed-exitcode"}},
		{
			headline: "Somebody changes the services by hand; the next plan finds it",
			before:   func() error { return d.tamper(mock) },
			wantExit: changes,
			command:  []string{"plan", "-detailed-exitcode", "-out=repair.tfplan"},
		},
		{headline: "The same in words: who reaches what because of it, and what the plan does about it", review: "repair.tfplan"},
		{headline: "Repair it", command: []string{"apply", "repair.tfplan"}},
		{headline: "Plan once more: the services are as written again", wantExit: nothing, command: []string{"plan", "-detailed-exitcode"}},
		{
			headline: "Somebody proposes a change: contractors join the engineers",
			wantExit: changes,
			command:  []string{"plan", "-detailed-exitcode", "-var=engineering_groups=[\"Engineering\",\"SRE\",\"Contractors\"]", "-out=change.tfplan"},
		},
		{headline: "The same in words: who gains what", review: "change.tfplan"},
		{
			headline: "Export the tenant, as somebody would who has no configuration of it yet",
			before:   func() error { return d.export(ctx) },
			wantExit: nothing,
			command:  []string{"-chdir=" + d.exported(), "init"},
		},
		{headline: "Plan what was exported: it says imports only", command: []string{"-chdir=" + d.exported(), "plan"}},
		{headline: "Destroy everything", command: []string{"destroy", "-auto-approve"}},
	} {
		d.headline(step.headline)

		if step.before != nil {
			if err := step.before(); err != nil {
				return err
			}
		}

		var err error
		if step.review != "" {
			err = d.review(ctx, step.review)
		} else {
			err = d.run(ctx, step.wantExit, step.command...)
		}

		if err != nil {
			return err
		}
	}

	return nil
}

// tamper changes a policy and an access rule in the services, behind Terraform's back: the first by name and description,
// because those that were created first are others each time.
func (d *demo) tamper(mock *mockapi.Mock) error {
	policies, rules := mock.Objects(mockapi.KindPolicy), mock.Objects(mockapi.KindAccess)
	if len(policies) == 0 || len(rules) == 0 {
		return fmt.Errorf("the quickstart made %d policies and %d access rules; the demo needs one of each", len(policies), len(rules))
	}

	policy, rule := firstBy(policies, "name"), firstBy(rules, "description")
	open, _ := policy["allow_guest_access"].(bool)
	users, _ := rule["user_list"].([]any)

	fmt.Fprintf(d.out, "The policy %q: allow_guest_access becomes %t.\n", policy["name"], !open)

	if err := mock.Change(mockapi.KindPolicy, fmt.Sprint(policy["uuid"]), mockapi.Object{"allow_guest_access": !open}); err != nil {
		return err
	}

	fmt.Fprintf(d.out, "The access rule %q: user_list gains user:mallory.\n\n", rule["description"])

	return mock.Change(mockapi.KindAccess, fmt.Sprint(rule["uuid"]), mockapi.Object{"user_list": append(users, "user:mallory")})
}

func firstBy(objects []mockapi.Object, field string) mockapi.Object {
	return slices.MinFunc(objects, func(a, b mockapi.Object) int {
		return strings.Compare(fmt.Sprint(a[field]), fmt.Sprint(b[field]))
	})
}

// balance says what the services saw and what is left in them.
func (d *demo) balance(mock *mockapi.Mock) error {
	d.headline("What the services saw")

	counts := map[string]int{}
	for _, entry := range mock.Journal() {
		counts[entry.Operation]++
	}

	fmt.Fprintf(d.out, "%d requests, %d of them broke a contract:\n", len(mock.Journal()), len(mock.Violations()))

	for _, operation := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(d.out, "%4d %s\n", counts[operation], operation)
	}

	for _, entry := range mock.Violations() {
		fmt.Fprintf(d.out, "%s %s: %s\n", entry.Method, entry.Path, entry.Violation)
	}

	if broken := len(mock.Violations()); broken > 0 {
		return fmt.Errorf("%d requests broke a contract", broken)
	}

	for _, kind := range []string{mockapi.KindAccess, mockapi.KindAppControlPolicy, mockapi.KindPolicy, mockapi.KindWorkflow, mockapi.KindAppIntegrityConfig} {
		if left := len(mock.Objects(kind)); left > 0 {
			return fmt.Errorf("%d objects of the kind %s outlived destroy", left, kind)
		}
	}

	for _, token := range mock.Objects(mockapi.KindToken) {
		if status := fmt.Sprint(token["status"]); status != "3" {
			return fmt.Errorf("a token outlived destroy: its status is %s", status)
		}
	}

	var left []string
	for _, kind := range []string{
		mockapi.KindApp, mockapi.KindCACertificate, mockapi.KindConnector, mockapi.KindPostureAttribute, mockapi.KindPostureProfile,
		mockapi.KindNotificationChannel, mockapi.KindDataExport,
	} {
		for _, object := range mock.Objects(kind) {
			id := object["uuid"]
			if kind == mockapi.KindConnector {
				id = object["unique_name"]
			}

			left = append(left, fmt.Sprintf("  %s %v", kind, id))
		}
	}

	if len(left) > 0 {
		fmt.Fprintf(d.out, "\nLeft in the services, as the provider's warnings said, because the vendor documents no call that deletes them:\n%s\n",
			strings.Join(left, "\n"))
	}

	return nil
}
