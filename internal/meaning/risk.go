package meaning

// Level says how much a risk matters.
type Level int

// The levels, from the lowest.
const (
	Low Level = iota + 1
	Medium
	High
)

// Levels returns the names of the levels, from the lowest.
func Levels() []string { return []string{"low", "medium", "high"} }

// String returns the name of the level.
func (l Level) String() string {
	if l < Low || l > High {
		return "none"
	}
	return Levels()[l-1]
}

// The ids of the risks. They are part of what a release promises: people accept risks by id.
const (
	GuestAccess         = "guest_access"
	Everybody           = "everybody"
	SuspendedToActive   = "suspended_to_active"
	WildcardHost        = "wildcard_host"
	WidePortRange       = "wide_port_range"
	ConditionLost       = "condition_lost"
	ConditionWeakened   = "condition_weakened"
	PolicyNarrowed      = "policy_narrowed"
	PolicyEnded         = "policy_ended"
	InspectionFailsOpen = "inspection_fails_open"
	EndlessApproval     = "endless_approval"
	EveryAnswerApproves = "every_answer_approves"
	ApprovalOpened      = "approval_opened"
	PostureWeakened     = "posture_weakened"
	AuditExportRemoved  = "audit_export_removed"
	AlertingRemoved     = "alerting_removed"
	IntegrityWeakened   = "integrity_weakened"
	TokenWithoutEnd     = "token_without_end"
	LeavesTerraform     = "leaves_terraform"
)

// Risk describes a kind of risk.
type Risk struct {
	ID    string
	Level Level
	When  string // Markdown: when a change has it
}

// Risks returns all kinds of risks, in the order of the documentation.
func Risks() []Risk {
	return []Risk{
		{GuestAccess, High, "An access rule or a policy begins to hold for guests (`allow_guest_access`), or may begin to because the value is known only after apply."},
		{Everybody, High, "A list of users, a filter of sessions or the approvers of a workflow gain a selector of everybody, such as `*` or `group:everyone`."},
		{ConditionLost, High, "A policy loses a condition: a tag of an alternative, a whole filter, an exception, or a constraint."},
		{InspectionFailsOpen, High, "Traffic that cannot be inspected begins to pass (`mitm_settings.fail_close` becomes `false`, or a policy is made with it)."},
		{EveryAnswerApproves, High, "The workflow has answers of its own, and every one of them approves."},
		{AuditExportRemoved, High, "An export of log data is removed, replaced, or loses a kind of data."},
		{IntegrityWeakened, High, "App Integrity becomes weaker: `enabled` off, a milder `action`, a weaker device verdict, no recognition by Google Play, or the configuration is removed."},
		{ConditionWeakened, Medium, "A condition of a policy on the posture of devices asks for less than before."},
		{PolicyNarrowed, Medium, "A policy applies to less than before: what it blocks, inspects or asks for no longer happens there."},
		{PolicyEnded, Medium, "A policy or an app control policy is removed or suspended: what it blocks, inspects or asks for no longer happens."},
		{WildcardHost, Medium, "An app gains a host with a wildcard (`*`)."},
		{WidePortRange, Medium, "An app gains a range of more than 1,000 ports. Ranges that touch each other count as one."},
		{EndlessApproval, Medium, "Approvals of a workflow begin to have no end (`approval_ttl_sec = -1`)."},
		{ApprovalOpened, Medium, "A workflow no longer asks for a justification or a token."},
		{PostureWeakened, Medium, "A check leaves a posture profile, a check takes more processes for healthy, or a profile gives a better posture."},
		{AlertingRemoved, Medium, "An alert rule or a notification channel is removed, replaced or suspended, or loses recipients."},
		{TokenWithoutEnd, Medium, "An API token is made without an end (`ttl_sec`)."},
		{SuspendedToActive, Medium, "An object that was suspended becomes active."},
		{LeavesTerraform, Medium, "An object leaves Terraform and stays in the service (`removed` block): nobody reviews its changes any more."},
	}
}
