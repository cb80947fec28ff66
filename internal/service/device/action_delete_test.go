package device_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const lost = `{"devices":[{"id":"d1","user_uuid":"u1"},{"id":"d0","user_uuid":"u1"}]}`

func TestDeviceDelete_deletes(t *testing.T) {
	t.Parallel()
	s := services(t)
	progress, said := s.Protocol(t, "").Invoke(t.Context(), "zerotrust_device_delete", lost)
	acctest.Quiet(t, said)
	if want := []string{"Deleting the device d1 of the user u1.", "Deleting the device d0 of the user u1.", "The service has deleted 2 devices."}; !slices.Equal(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
	if got, want := s.Bodies("deleteDevices")[0], `{"devices":[{"uuid":"d1","user_uuid":"u1"},{"uuid":"d0","user_uuid":"u1"}]}`; got != want {
		t.Errorf("the request is %s, want %s", got, want)
	}
	if left := s.Only(t, mockapi.KindDevice); left["uuid"] != "d2" {
		t.Errorf("%v is left", left)
	}
}

func TestDeviceDelete_fails(t *testing.T) {
	t.Parallel()
	p := services(t).Protocol(t, `"max_retries":0`)
	for config, text := range map[string]string{
		`{"devices":[]}`: `error at AttributeName("devices")`, `{"devices":[{"id":"","user_uuid":"u"}]}`: `.AttributeName("id")`,
		`{"devices":[{"id":"d1","user_uuid":"nobody"}]}`: "error: Unable to Delete Devices",
	} {
		_, said := p.Invoke(t.Context(), "zerotrust_device_delete", config)
		acctest.Says(t, said, text)
	}
}

func TestAccDeviceDelete(t *testing.T) {
	t.Parallel()
	s := services(t)
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				action "zerotrust_device_delete" "lost" {
				  config {
				    devices = [{ id = "d1", user_uuid = "u1" }]
				  }
				}
				resource "terraform_data" "lost" {
				  input = "d1"
				  lifecycle {
				    action_trigger {
				      events  = [after_create]
				      actions = [action.zerotrust_device_delete.lost]
				    }
				  }
				}`,
			ConfigPlanChecks: acctest.Empty(),
			PostApplyFunc: func() {
				if got := len(s.Objects(mockapi.KindDevice)); got != 2 {
					t.Errorf("%d devices are left, want 2", got)
				}
			},
		}},
	})
}
