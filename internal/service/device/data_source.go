// Package device implements the data sources zerotrust_device and zerotrust_user_devices.
package device

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

const keysAreLeftOut = " Its private key and certificates are left out."

// Device describes the data source zerotrust_device.
func Device() life.Question[edge.Device] {
	return life.Question[edge.Device]{
		Type: "device", Title: "Device",
		Description: "Reads one device of a user." + keysAreLeftOut,
		Arguments: map[string]schema.Attribute{
			"id":        argument.Wanted("Id of the device, its `uuid` in the API."),
			"user_uuid": argument.Wanted("Id of the user whose device it is. How the service takes it is inferred: as a query parameter."),
		},
		Answers: attributes(),
		Ask: func(ctx context.Context, a *life.Asked) (edge.Device, error) {
			return a.Client.GetDevice(ctx, a.Arguments.ID(), a.Arguments.Text("user_uuid").ValueString())
		},
	}
}

// UserDevices describes the data source zerotrust_user_devices.
func UserDevices() life.Question[edge.UserDevices] {
	return life.Question[edge.UserDevices]{
		Type: "user_devices", Title: "User Devices",
		Description: "Reads the devices of a user, without their private keys and certificates.",
		Arguments:   map[string]schema.Attribute{"user_uuid": argument.Wanted("Id of the user.")},
		Answers: map[string]schema.Attribute{
			"devices":            argument.ShownObjects("The devices, by id.", attributes()),
			"continuation_token": argument.ShownText("Not null if the service has more devices than it answered. No documented request asks for the rest."),
		},
		Ask: func(ctx context.Context, a *life.Asked) (edge.UserDevices, error) {
			return a.Client.QueryUserDevices(ctx, a.Arguments.Text("user_uuid").ValueString())
		},
	}
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                           argument.ShownText("Id of the device, its `uuid` in the API."),
		"display_name":                 argument.ShownText("Display name."),
		"status":                       argument.ShownCode("State of the device."),
		"user_uuid":                    argument.ShownText("Id of the user whose device it is."),
		"user_display_name":            argument.ShownText("Display name of that user."),
		"platform_uuid":                argument.ShownText("Id that the platform gives the device."),
		"normalized_id":                argument.ShownText("Id of the device in the same form on each platform."),
		"serial_number":                argument.ShownText("Serial number."),
		"os":                           argument.ShownText("Operating system."),
		"os_version":                   argument.ShownText("Version of the operating system."),
		"browser":                      argument.ShownText("Browser."),
		"browser_version":              argument.ShownText("Version of the browser."),
		"eg_version":                   argument.ShownText("Version of the vendor's client."),
		"is_managed":                   argument.ShownFlag("Whether the device is managed by the organization."),
		"is_managed_verification_done": argument.ShownFlag("Whether it has been verified that the device is managed."),
		"tags":                         argument.ShownTexts("Tags of the device."),
		"posture":                      argument.ShownObject("What the service makes of the state of the device.", posture()),
		"properties":                   argument.ShownObject("What the device tells of itself.", properties()),
		"public_key":                   argument.ShownText("Public key of the device."),
		"data_source":                  argument.ShownText("Origin of the device, as the service writes it: a number or a name."),
		"account_name":                 argument.ShownText("Account of the device."),
		"create_time":                  argument.ShownTime("When the device was registered."),
		"update_time":                  argument.ShownTime("When the device was changed last."),
	}
}

func posture() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"client_version_risk":            argument.ShownCode("Risk of the version of the client."),
		"device_activation_lock_enabled": argument.ShownCode("State of the activation lock of the device."),
		"user_activation_lock_enabled":   argument.ShownCode("State of the activation lock of the user."),
		"disk_encryption_enabled":        argument.ShownCode("State of the disk encryption."),
		"firmware_password_enabled":      argument.ShownCode("State of the firmware password."),
		"recovery_lock_enabled":          argument.ShownCode("State of the recovery lock."),
		"device_process_info": argument.ShownObject("Processes that posture attributes ask for.", map[string]schema.Attribute{
			"processes": argument.ShownObjects("The processes.", map[string]schema.Attribute{
				"spec":  argument.ShownText("What was looked for."),
				"paths": argument.ShownTexts("Where it was found."),
			}),
		}),
	}
}

func properties() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"hostname":                       argument.ShownText("Host name."),
		"machine_name":                   argument.ShownText("Name of the machine."),
		"machine_model":                  argument.ShownText("Model of the machine."),
		"target_triple":                  argument.ShownText("Platform that the client was built for."),
		"os":                             argument.ShownText("Operating system."),
		"os_version":                     argument.ShownText("Version of the operating system."),
		"os_user_id":                     argument.ShownPrivate("Id of the user on the device."),
		"os_user_name":                   argument.ShownPrivate("Name of the user on the device."),
		"last_boot_epoch_sec":            argument.ShownTime("When the device started last."),
		"client_install_type":            argument.ShownText("How the client was installed."),
		"location_tracking_state":        argument.ShownCode("State of the tracking of the location."),
		"device_activation_lock_enabled": argument.ShownFlag("Whether the activation lock of the device is on."),
		"user_activation_lock_enabled":   argument.ShownFlag("Whether the activation lock of the user is on."),
		"disk_encryption_enabled":        argument.ShownFlag("Whether the disk is encrypted."),
		"firmware_password_enabled":      argument.ShownFlag("Whether the firmware has a password."),
		"recovery_lock_enabled":          argument.ShownFlag("Whether the recovery lock is on."),
		"browser":                        argument.ShownText("Browser."),
		"browser_version":                argument.ShownText("Version of the browser."),
		"browser_install_type":           argument.ShownText("How the extension of the browser was installed."),
		"browser_details": argument.ShownObjects("The browsers with the vendor's extension.", map[string]schema.Attribute{
			"browser":              argument.ShownText("Browser."),
			"browser_version":      argument.ShownText("Version of the browser."),
			"browser_install_type": argument.ShownText("How the extension was installed."),
			"eg_version":           argument.ShownText("Version of the extension."),
		}),
	}
}
