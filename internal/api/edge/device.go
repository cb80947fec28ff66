package edge

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Device is the contract's Device, without its keys and certificates.
type Device struct {
	UUID                      string           `json:"uuid,omitempty"`
	DisplayName               string           `json:"display_name,omitempty"`
	Status                    api.Int64        `json:"status,omitempty"`
	UserUUID                  string           `json:"user_uuid,omitempty"`
	UserDisplayName           string           `json:"user_display_name,omitempty"`
	PlatformUUID              string           `json:"platform_uuid,omitempty"`
	NormalizedID              string           `json:"normalized_id,omitempty"`
	SerialNumber              string           `json:"serial_number,omitempty"`
	OS                        string           `json:"os,omitempty"`
	OSVersion                 string           `json:"os_version,omitempty"`
	Browser                   string           `json:"browser,omitempty"`
	BrowserVersion            string           `json:"browser_version,omitempty"`
	EGVersion                 string           `json:"eg_version,omitempty"`
	IsManaged                 bool             `json:"is_managed,omitempty"`
	IsManagedVerificationDone bool             `json:"is_managed_verification_done,omitempty"`
	Tags                      []string         `json:"tags,omitempty"`
	Posture                   DevicePosture    `json:"posture,omitzero"`
	Properties                DeviceProperties `json:"properties,omitzero"`
	PublicKey                 string           `json:"public_key,omitempty"`
	DataSource                api.Text         `json:"data_source,omitempty"`
	AccountName               string           `json:"account_name,omitempty"`
	CreateTime                api.Time         `json:"create_time,omitempty"`
	UpdateTime                api.Time         `json:"update_time,omitempty"`
}

// DevicePosture is the contract's DevicePosture: what the service makes of a device.
type DevicePosture struct {
	ClientVersionRisk           api.Int64         `json:"client_version_risk,omitempty"`
	DeviceActivationLockEnabled api.Int64         `json:"device_activation_lock_enabled,omitempty"`
	UserActivationLockEnabled   api.Int64         `json:"user_activation_lock_enabled,omitempty"`
	DiskEncryptionEnabled       api.Int64         `json:"disk_encryption_enabled,omitempty"`
	FirmwarePasswordEnabled     api.Int64         `json:"firmware_password_enabled,omitempty"`
	RecoveryLockEnabled         api.Int64         `json:"recovery_lock_enabled,omitempty"`
	DeviceProcessInfo           DeviceProcessInfo `json:"device_process_info,omitzero"`
}

// DeviceProcessInfo is the contract's DeviceProcessInfo.
type DeviceProcessInfo struct {
	Processes []DeviceProcess `json:"processes,omitempty"`
}

// DeviceProcess is the contract's DeviceProcess: a process that a posture attribute asks for.
type DeviceProcess struct {
	Spec  string   `json:"spec,omitempty"`
	Paths []string `json:"paths,omitempty"`
}

// DeviceProperties is the contract's DeviceProperties: what a device tells of itself.
type DeviceProperties struct {
	Hostname                    string           `json:"hostname,omitempty"`
	MachineName                 string           `json:"machine_name,omitempty"`
	MachineModel                string           `json:"machine_model,omitempty"`
	TargetTriple                string           `json:"target_triple,omitempty"`
	OS                          string           `json:"os,omitempty"`
	OSVersion                   string           `json:"os_version,omitempty"`
	OSUserID                    string           `json:"os_user_id,omitempty"`
	OSUserName                  string           `json:"os_user_name,omitempty"`
	LastBoot                    api.Time         `json:"last_boot_epoch_sec,omitempty"`
	ClientInstallType           string           `json:"client_install_type,omitempty"`
	LocationTrackingState       api.Int64        `json:"location_tracking_state,omitempty"`
	DeviceActivationLockEnabled bool             `json:"device_activation_lock_enabled,omitempty"`
	UserActivationLockEnabled   bool             `json:"user_activation_lock_enabled,omitempty"`
	DiskEncryptionEnabled       bool             `json:"disk_encryption_enabled,omitempty"`
	FirmwarePasswordEnabled     bool             `json:"firmware_password_enabled,omitempty"`
	RecoveryLockEnabled         bool             `json:"recovery_lock_enabled,omitempty"`
	Browser                     string           `json:"browser,omitempty"`
	BrowserVersion              string           `json:"browser_version,omitempty"`
	BrowserInstallType          string           `json:"browser_install_type,omitempty"`
	BrowserDetails              []BrowserDetails `json:"browser_details,omitempty"`
}

// BrowserDetails is the contract's BrowserDetails: a browser with the vendor's extension.
type BrowserDetails struct {
	Browser            string `json:"browser,omitempty"`
	BrowserVersion     string `json:"browser_version,omitempty"`
	BrowserInstallType string `json:"browser_install_type,omitempty"`
	EGVersion          string `json:"eg_version,omitempty"`
}

// UserDevices is the contract's QueryUserDevicesResponse.
type UserDevices struct {
	Devices []Device `json:"devices,omitempty"`
	// ContinuationToken says that there are more devices, which no request can ask for.
	ContinuationToken string `json:"continuation_token,omitempty"`
}

// GetDevice implements the contract's getDevice.
func (c *Client) GetDevice(ctx context.Context, id, userUUID string) (Device, error) {
	var answer Device
	err := c.do(ctx, call{operation: opGetDevice, id: id, query: url.Values{"user_uuid": {userUUID}}, idempotent: true}, &answer)
	if err == nil && answer.UUID != id {
		return Device{}, c.mismatch(opGetDevice, answer.UUID, id)
	}
	return answer, err
}

// QueryUserDevices implements the contract's queryUserDevices, in the order of ids.
func (c *Client) QueryUserDevices(ctx context.Context, userUUID string) (UserDevices, error) {
	var answer UserDevices
	err := c.do(ctx, call{operation: opQueryUserDevices, id: userUUID, idempotent: true}, &answer)
	slices.SortFunc(answer.Devices, func(a, b Device) int { return cmp.Compare(a.UUID, b.UUID) })
	return answer, err
}

// DeviceToDelete is the contract's DeviceToDelete.
type DeviceToDelete struct {
	UUID     string `json:"uuid,omitempty"`
	UserUUID string `json:"user_uuid,omitempty"`
}

// DeleteDevices implements the contract's deleteDevices. What it answers, a device, says nothing of the others.
func (c *Client) DeleteDevices(ctx context.Context, devices []DeviceToDelete) error {
	body := struct {
		Devices []DeviceToDelete `json:"devices,omitempty"`
	}{devices}
	return c.do(ctx, call{operation: opDeleteDevices, body: body, idempotent: true}, nil)
}
