package appintegrity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// need says why an update sends a key, or why not.
type need int

const (
	needNothing    need = iota
	needValue           // the value is not known yet, so that nobody can say
	needFirst           // no key is known in the service
	needVersion         // the version changed
	needChanged         // without a version: the value changed
	needUnverified      // without a version: what the service has cannot be compared
	needRepair          // somebody else changed or removed the key
)

func (n need) sends() bool { return n > needValue }

// status returns the status that a plan shows for a key. One that sends a changed value makes it unknown: the status itself
// was and will be in_sync, and nothing else of what Terraform may show changes.
func (n need) status(prior types.String) types.String {
	switch {
	case n == needNothing:
		return prior
	case n == needValue || n == needChanged || n == needUnverified && prior.ValueString() == statusInSync:
		return types.StringUnknown()
	}
	return types.StringValue(statusInSync)
}

// needOf says why a key of the configuration is to be sent. With a version only the version counts. A version that is
// removed is no change by itself.
func needOf(config, state keyFields, known memory) need {
	drifted := state.status.ValueString() == statusChangedOutside || state.status.ValueString() == statusMissing
	versioned := !config.version.IsNull()
	changed := !config.version.Equal(*state.version)
	switch {
	case config.value.IsNull():
		return needNothing
	case config.value.IsUnknown() || config.version.IsUnknown():
		if versioned && !changed && !drifted && !state.status.IsNull() {
			return needNothing
		}
		return needValue
	case drifted:
		return needRepair
	case state.status.IsNull():
		return needFirst
	case versioned && changed:
		return needVersion
	case versioned || known.Sent.Is(config.value.ValueString()):
		return needNothing
	case known.Sent.IsZero():
		return needUnverified
	}
	return needChanged
}

// keysToSend returns the keys that an update sends.
func keysToSend(ctx context.Context, r private.Reader, config, state model) secrets {
	sending := configuredKeys(config)
	prior := state.keyFields()
	for i, k := range config.keyFields() {
		if !needOf(k, prior[i], remembered(ctx, r, k.name)).sends() {
			delete(sending, k.name)
		}
	}
	return sending
}

// settleKeys sets the statuses of a model after a write. Those of keys that were not sent stay: an unknown one of the plan
// becomes the prior one.
func settleKeys(m *model, prior model, sent secrets) {
	old := prior.keyFields()
	for i, k := range m.keyFields() {
		*k.status = *old[i].status
		if _, ok := sent[k.name]; ok {
			*k.status = types.StringValue(statusInSync)
		}
	}
}

// planKeys plans the statuses, which shows that a key will be sent, and says why.
func planKeys(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, config model) {
	var state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	prior := state.keyFields()
	for i, k := range config.keyFields() {
		var known memory // of an object that is to be replaced there is none
		if !req.State.Raw.IsNull() {
			known = remembered(ctx, req.Private, k.name)
		}
		n := needOf(k, prior[i], known)
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(k.name+"_status"), n.status(*prior[i].status))...)
		explain(n, k.name, state.Name.ValueString(), *prior[i].status, known, &resp.Diagnostics)
	}
}

// explain warns of what the plan can show only in part: why a key is sent, and a change that nothing repairs. A key that
// is not configured and was never sent is somebody else's business. The warnings are about the statuses, since a CLI quotes
// the line of the argument that a warning is about, and a key may be written there. An apply plans again, and shows them
// beside what it has done, so they speak of no time.
func explain(n need, name, object string, prior types.String, known memory, d *diag.Diagnostics) {
	noun, title, argument := "decryption key", "Decryption Key", name+"_wo"
	if name == verificationKey {
		noun, title = "verification key", "Verification Key"
	}
	warn := func(what, format string, args ...any) {
		d.AddAttributeWarning(path.Root(name+"_status"), title+" "+what, fmt.Sprintf("Configuration %q: ", object)+fmt.Sprintf(format, args...))
	}
	drift, what := fmt.Sprintf("The service shows %s for the %s, which is not what it showed when the key was last sent, or first read after an import: somebody changed or removed the key.", known.Seen, noun),
		"Changed Outside of Terraform"
	if prior.ValueString() == statusMissing {
		what = "Removed Outside of Terraform"
	}
	switch {
	case n == needRepair:
		warn(what, "%s The configured %s is sent again. If the service only writes its masks in another way, the plan after that is quiet.", drift, argument)
	case n == needChanged:
		warn("Is Sent", "The value of %s is not the one that was sent last, so it is sent. For a value that differs in each run, set %s_version: then only the version counts.", argument, argument)
	case n == needUnverified:
		warn("Is Sent", "The service has a %s, and it is not known whether it is the one of %s: this provider has not sent it, or has no record of that, as after an import. It is sent once.", noun, argument)
	case n == needNothing && known.Seen != "" && !known.Sent.IsZero():
		warn(what, "%s Nothing is sent, since %s is not configured. Configure it to have the key repaired.", drift, argument)
	}
}
