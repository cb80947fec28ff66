package alert

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/boolvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

var (
	_ action.ActionWithConfigure = (*promoteAction)(nil)
	_ action.ActionWithConfigure = (*investigateAction)(nil)
)

// NewPromoteAction returns the action zerotrust_alert_promote.
func NewPromoteAction() action.Action { return &promoteAction{} }

type promoteAction struct{ conns.Action[edge.Client] }

type promoteModel struct {
	EventID             types.String `tfsdk:"event_id"`
	StartTime           types.String `tfsdk:"start_time"`
	EndTime             types.String `tfsdk:"end_time"`
	BypassNotifications types.Bool   `tfsdk:"bypass_notifications"`
	ForceNotifications  types.Bool   `tfsdk:"force_notifications"`
}

func (a *promoteAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_alert_promote"
}

func (a *promoteAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	moment := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " RFC 3339, for example `2024-01-15T14:30:25Z`.", Required: true, Validators: []validator.String{validators.RFC3339()},
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Promotes an event to an alert, so that it can be investigated. The alert has the id of the event. A call whose outcome is not certain is not repeated.",
		Attributes: map[string]schema.Attribute{
			"event_id":   text("Id of the event.", true),
			"start_time": moment("Start of the event: the id alone does not find its details."),
			"end_time":   moment("End of the event."),
			"bypass_notifications": schema.BoolAttribute{
				MarkdownDescription: "Whether nobody is told. Without it and `force_notifications`, only the first promotion tells.", Optional: true,
				Validators: []validator.Bool{boolvalidator.ConflictsWith(path.MatchRoot("force_notifications"))},
			},
			"force_notifications": schema.BoolAttribute{MarkdownDescription: "Whether people are told although the alert exists already.", Optional: true},
		},
	}
}

func (a *promoteAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config promoteModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, report := life.Reporting(ctx, resp)
	start, _ := time.Parse(time.RFC3339, config.StartTime.ValueString()) // its validator has made sure of it
	end, _ := time.Parse(time.RFC3339, config.EndTime.ValueString())
	id := config.EventID.ValueString()
	report(fmt.Sprintf("Promoting the event %s.", id))
	promoted, err := client.PromoteAlert(ctx, edge.Promotion{
		EventID: id, StartTime: api.Int64(start.UnixMilli()), EndTime: api.Int64(end.UnixMilli()),
		BypassNotifications: config.BypassNotifications.ValueBool(), ForceNotifications: config.ForceNotifications.ValueBool(),
	})
	told, err := life.CarriedOut(err, report)
	switch {
	case err != nil:
		failed(&resp.Diagnostics, "Promote", id, err)
	case told:
		report(fmt.Sprintf("The event is the alert %s, in the state %d.", promoted.UUID, promoted.Status))
	}
}

// failed says what a failure means: the services may have acted although the answer was lost.
func failed(d *diag.Diagnostics, verb, id string, err error) {
	diags.Stateless(d, verb, "Alert", id, err)
	if api.Ambiguous(err) {
		d.AddWarning("Action May Be Carried Out", "The service may have acted although the call failed. Look at the alert before the action is invoked again: zerotrust_alert_history shows what was done.")
	}
}

// NewInvestigateAction returns the action zerotrust_alert_action.
func NewInvestigateAction() action.Action { return &investigateAction{} }

type investigateAction struct{ conns.Action[edge.Client] }

type investigateModel struct {
	Actions []struct {
		AlertUUID  types.String `tfsdk:"alert_uuid"`
		ActionType types.Int64  `tfsdk:"action_type"`
		NewStatus  types.Int64  `tfsdk:"new_status"`
		OwnerUUID  types.String `tfsdk:"owner_uuid"`
		Workflow   types.String `tfsdk:"workflow_uuid"`
		Note       *struct {
			CardID types.String `tfsdk:"card_id"`
			Text   types.String `tfsdk:"note_text"`
		} `tfsdk:"note"`
		Close *struct {
			IncidentStatus types.Int64  `tfsdk:"incident_status"`
			Text           types.String `tfsdk:"note_text"`
		} `tfsdk:"close_with_reason"`
	} `tfsdk:"investigation_actions"`
}

func (a *investigateAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_alert_action"
}

const noNames = " A number whose meaning the vendor does not publish."

func text(description string, required bool) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: required, Optional: !required, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
}

func code(description string, required bool) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description + noNames, Required: required, Optional: !required, Validators: []validator.Int64{int64validator.Between(1, 1<<31-1)}}
}

func (a *investigateAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	var others []path.Expression
	for _, name := range []string{"new_status", "owner_uuid", "workflow_uuid", "note", "close_with_reason"} {
		others = append(others, path.MatchRelative().AtParent().AtName(name))
	}
	note := schema.SingleNestedAttribute{
		MarkdownDescription: "A note to add. Exactly one of `note`, `close_with_reason`, `new_status`, `owner_uuid` and `workflow_uuid` is needed.", Optional: true,
		Attributes: map[string]schema.Attribute{"note_text": text("Text of the note.", true), "card_id": text("Id of the card that the note is about.", false)},
		Validators: []validator.Object{objectvalidator.ExactlyOneOf(others...)},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Acts on alerts: adds notes, closes them, changes their state or their owner, or runs workflows. Several actions are one call. A call whose outcome is not certain is not repeated.",
		Attributes: map[string]schema.Attribute{"investigation_actions": schema.ListNestedAttribute{
			MarkdownDescription: "The actions, in their order.", Required: true, Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues()},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"alert_uuid": text("Id of the alert.", true), "action_type": code("Kind of the action.", true), "note": note,
				"close_with_reason": schema.SingleNestedAttribute{
					MarkdownDescription: "Closes the alert.", Optional: true,
					Attributes: map[string]schema.Attribute{"incident_status": code("What the alert turned out to be.", true), "note_text": text("The reason.", false)},
				},
				"new_status":    code("New state of the investigation.", false),
				"owner_uuid":    text("Id of the user who takes care of the alert from now on.", false),
				"workflow_uuid": text("Id of a workflow to run.", false),
			}},
		}},
	}
}

// wanted says what the service is asked for, apart from the version of the alert.
func (m investigateModel) wanted() []edge.PerformAlertAction {
	all := make([]edge.PerformAlertAction, len(m.Actions))
	for i, a := range m.Actions {
		all[i].AlertUUID, all[i].Action.ActionType = a.AlertUUID.ValueString(), api.Int64(a.ActionType.ValueInt64())
		to := &all[i].Action
		switch {
		case a.Note != nil:
			to.Note = &edge.AlertNote{CardID: a.Note.CardID.ValueString(), NoteText: a.Note.Text.ValueString()}
		case a.Close != nil:
			to.CloseWithReason = &edge.CloseWithReason{IncidentStatus: api.Int64(a.Close.IncidentStatus.ValueInt64()), NoteText: a.Close.Text.ValueString()}
		case !a.NewStatus.IsNull():
			to.AlertStatusChange = &edge.AlertStatusChange{NewStatus: api.Int64(a.NewStatus.ValueInt64())}
		case !a.OwnerUUID.IsNull():
			to.UpdateOwner = &edge.AlertOwner{OwnerUUID: a.OwnerUUID.ValueString()}
		default:
			to.RunWorkflow = &edge.AlertRunWorkflow{WorkflowUUID: a.Workflow.ValueString()}
		}
	}
	return all
}

func (a *investigateAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config investigateModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, report := life.Reporting(ctx, resp)
	wanted := config.wanted()
	for i, w := range wanted {
		report(fmt.Sprintf("Reading the alert %s.", w.AlertUUID))
		found, err := client.GetAlert(ctx, w.AlertUUID)
		if err != nil {
			diags.Stateless(&resp.Diagnostics, "Read", "Alert", w.AlertUUID, err)
			return
		}
		wanted[i].AlertUpdateTime = found.UpdateTime // the version that is acted on
	}
	report(fmt.Sprintf("Sending %d actions.", len(wanted)))
	done, err := client.PerformAlertActions(ctx, wanted)
	told, err := life.CarriedOut(err, report)
	if err != nil {
		failed(&resp.Diagnostics, "Act on", wanted[0].AlertUUID, err)
		return
	}
	if !told {
		return
	}
	for _, d := range done {
		report(fmt.Sprintf("The alert %s has the new entry %s in its history.", d.AlertUUID, d.HistoryItem.UUID))
	}
}
