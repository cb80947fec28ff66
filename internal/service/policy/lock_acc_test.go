package policy_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Somebody changes the policy between a plan and its apply.
func TestAccPolicy_changedBetweenPlanAndApply(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	first := s.Provider() + policy(`name = "test"`, `description = "first"`, `priority = 1`)
	second := s.Provider() + policy(`name = "test"`, `description = "second"`, `priority = 1`)
	theirs := mockapi.Object{"description": "theirs", "priority": 9, "session_filter": mockapi.Object{"include_any": []any{mockapi.Object{"all": []any{"os:macos"}}}}}
	stored := mockapi.Object{"name": "test", "status": int64(2), "description": "theirs", "priority": int64(9), "session_filter": theirs["session_filter"]}
	conflict := says("Policy Changed by Somebody Else", "so nothing was written",
		`description: the plan was made on "first", it is now "theirs"`,
		`session_filter: the plan was made on <null>, it is now`, `"os:macos"`,
		`priority: the plan was made on 1, it is now 9`,
		"Make a new plan")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: first, ConfigPlanChecks: acctest.Empty()},
			{
				Config:           second,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{meanwhile(change(t, s, theirs))}},
				ExpectError:      conflict,
			},
			{ // the next plan is made on what is there now
				PreConfig: func() {
					if err := compare(s.Only(t, mockapi.KindPolicy), stored); err != nil {
						t.Errorf("after the conflict: %s", err)
					}
				},
				Config:           second,
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            only(t, s, mockapi.Object{"name": "test", "status": int64(2), "description": "second", "priority": int64(1)}),
			},
			{
				Config:           second,
				Destroy:          true,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{meanwhile(change(t, s, mockapi.Object{"priority": 9}))}},
				ExpectError:      says("Policy Changed by Somebody Else", "priority: the plan was made on 1, it is now 9"),
			},
			{
				PreConfig: func() {
					if got := s.Only(t, mockapi.KindPolicy)["status"]; got != int64(2) {
						t.Errorf("status %v after the conflict, want 2: nothing may be written", got)
					}
				},
				Config:           second,
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			},
		},
	})
}

// Only the update time moves between a plan and its apply, as when somebody changed a thing and changed it back.
func TestAccPolicy_onlyUpdateTimeMoved(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	moved := acctest.EmptyAfter(meanwhile(change(t, s, mockapi.Object{})))
	refusedOnce := func(*terraform.State) error {
		if n := s.Count("updatePolicy"); n != 2 {
			return fmt.Errorf("%d updates were sent, want the refused one and that on the newer version", n)
		}
		return nil
	}
	config := s.Provider() + policy(`name = "test"`, `priority = 2`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             resource.ComposeAggregateTestCheckFunc(destroyed(s), refusedOnce),
		Steps: []resource.TestStep{
			{Config: s.Provider() + policy(`name = "test"`, `priority = 1`), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig:         s.ResetJournal,
				Config:            config,
				ConfigPlanChecks:  moved,
				ConfigStateChecks: []statecheck.StateCheck{value("priority", knownvalue.Int64Exact(2))},
				Check:             resource.ComposeAggregateTestCheckFunc(refusedOnce, only(t, s, mockapi.Object{"name": "test", "status": int64(2), "priority": int64(2)})),
			},
			{PreConfig: s.ResetJournal, Config: config, Destroy: true, ConfigPlanChecks: moved},
		},
	})
}

// The answer to an update is lost after it was carried out. The repeated request meets the lock that the first one moved.
func TestAccPolicy_answerLost(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	lose := func() {
		s.ResetJournal()
		s.Inject(mockapi.Fault{Operation: "updatePolicy", ResetAfter: true, Times: 1})
	}
	sentTimes := func(want int) func(*terraform.State) error {
		return func(*terraform.State) error {
			if n := s.Count("updatePolicy"); n != want {
				return fmt.Errorf("%d updates were sent, want %d", n, want)
			}
			return nil
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             resource.ComposeAggregateTestCheckFunc(destroyed(s), sentTimes(2)),
		Steps: []resource.TestStep{
			{Config: s.Provider() + policy(`name = "test"`), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: lose, Config: s.Provider() + policy(`name = "test"`, `priority = 100`, `status = "SUSPENDED"`), ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{value("priority", knownvalue.Int64Exact(100))},
				Check:             resource.ComposeAggregateTestCheckFunc(sentTimes(2), only(t, s, mockapi.Object{"name": "test", "priority": int64(100), "status": int64(3)})),
			},
			{ // the status is given back: that the service has chosen one already cannot be seen, so it is asked once more
				PreConfig: lose, Config: s.Provider() + policy(`name = "test"`), ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{value("status", knownvalue.StringExact("ACTIVE"))},
				Check:             resource.ComposeAggregateTestCheckFunc(sentTimes(3), only(t, s, mockapi.Object{"name": "test", "status": int64(2)})),
			},
			{PreConfig: lose, Config: s.Provider() + policy(`name = "test"`), Destroy: true, ConfigPlanChecks: acctest.Empty()},
		},
	})
}
