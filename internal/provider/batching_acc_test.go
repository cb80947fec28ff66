package provider_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccBatching_plan: what a CLI's plan and apply ask the service for, and that drift shows all the same.
func TestAccBatching_plan(t *testing.T) {
	t.Parallel()
	const apps = 60
	s := acctest.Start(t, mockapi.Options{Latency: busy})
	cli := acctest.NewCLI(t)
	config := func(extra ...string) {
		cli.Write("main.tf", acctest.RequiredProviders()+s.Provider(extra...)+`
resource "zerotrust_app" "all" {
  count = 60
  name  = "app-${count.index}"
  tags  = ["b", "a"]
}

data "zerotrust_app" "by_name" {
  count = 10
  name  = "elsewhere-${count.index}"
}
`)
	}
	for i := range 10 {
		s.Put(mockapi.KindApp, mockapi.Object{"name": "elsewhere-" + string(rune('0'+i))})
	}
	plan := func(want, most int, args ...string) {
		t.Helper()
		s.ResetJournal()
		output, code := cli.Run(append([]string{"plan", "-no-color", "-input=false", "-detailed-exitcode"}, args...)...)
		if code != want {
			t.Fatalf("plan %v: exit code %d, want %d\n%s", args, code, want, output)
		}
		if got := len(s.Journal()); got > most {
			t.Errorf("plan %v: %d requests, want at most %d: %v", args, got, most, s.Operations())
		}
	}
	config()
	s.ResetJournal()
	cli.MustRun("apply", "-no-color", "-auto-approve")
	if created, total := s.Count("createApp"), len(s.Journal()); created != apps || total > apps+12 { // two logins, and at most a list for each data source
		t.Errorf("apply: %d creates of %d requests", created, total)
	}
	// Each data source is answered by a list that began after it was asked, which those share that are asked while another
	// one is under way. On a machine under load the CLI asks them one after the other, and the ten reads that it has under way
	// may not wait for a slow list. Neither grows with the number of apps.
	const lookups = 10 + 10
	plan(0, 5+lookups)
	s.ResetJournal()
	if cli.MustRun("plan", "-no-color", "-refresh-only"); len(s.Journal()) > 5+lookups {
		t.Errorf("plan -refresh-only: %v", s.Operations())
	}
	plan(0, 1+lookups, "-refresh=false")
	drifted := s.Objects(mockapi.KindApp)[50]["uuid"].(string)
	if err := s.Change(mockapi.KindApp, drifted, mockapi.Object{"tags": []any{"c"}}); err != nil {
		t.Fatal(err)
	}
	plan(2, 5+lookups+2) // what the list shows otherwise is read by its id
	if err := s.Remove(mockapi.KindApp, drifted); err != nil {
		t.Fatal(err)
	}
	plan(2, 5+lookups+2) // it is looked for by its id, and then in a list that is not shared
	config("provider: read_batching = false")
	plan(2, 1+apps+1+10)
	if got := s.Count("getApp"); got != apps {
		t.Errorf("without batching: %d reads by id", got)
	}
}
