package life

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// Validation is what the service validates of an object: by the argument validate after every create and update, which the
// attribute validated tells the end of, and by an action.
type Validation struct {
	Title string // of the object, in errors: "Data Export"
	// Arguments are those whose change has the object validated again.
	Arguments []string
	// What is validated, and what the action does and tells at its beginning, before the object.
	What, Description, Begins string
	Runs                      func(ctx context.Context, client *edge.Client, id string) error
}

const (
	validateName  = "validate"
	validatedName = "validated"
)

// Into adds the attributes of a validation.
func (v Validation) Into(attributes map[string]schema.Attribute) map[string]schema.Attribute {
	attributes[validateName] = argument.Bool("Whether the service validates " + v.What + " after every create and update.")
	attributes[validatedName] = schema.BoolAttribute{
		MarkdownDescription: "Whether the last validation succeeded. Null unless `validate` is set.", Computed: true,
	}
	return attributes
}

// Plan plans a validation, also where nothing else changes, as long as none has succeeded.
func (v Validation) Plan(ctx context.Context, p *Planning) {
	validated := types.BoolUnknown()
	changes := func(name string) bool { return !p.Plan[name].Equal(p.State[name]) }
	switch wanted := p.Plan.Flag(validateName); {
	case wanted.IsUnknown():
	case !wanted.ValueBool():
		validated = types.BoolNull()
	case p.State.Flag(validatedName).ValueBool() && !slices.ContainsFunc(v.Arguments, changes):
		validated = types.BoolValue(true)
	}
	p.Set(ctx, validatedName, validated)
}

// Run has the service validate an object that was saved, if the plan says so, and state says whether it is valid.
//
// An error in a create taints the object. The next apply would replace it, and since nothing deletes it, leave one more in the
// service each time. So it is a warning there, and state says that the validation is still to come: the next plan has it made by
// an update, whose errors taint nothing.
func (v Validation) Run(ctx context.Context, s *Saving) {
	if !s.Plan.Flag(validatedName).IsUnknown() || !s.Plan.Flag(validateName).ValueBool() {
		return
	}
	err := v.Runs(ctx, s.Client, s.ID)
	s.Append(s.State.SetAttribute(ctx, path.Root(validatedName), err == nil)...)
	if err == nil {
		return
	}
	var failed diag.Diagnostics
	diags.API(&failed, "Validate", v.Title, s.ID, err)
	if !s.Created {
		s.Append(failed...)
		return
	}
	for _, d := range failed {
		s.AddWarning(d.Summary(), d.Detail()+"\n\nThe "+v.one()+" exists and is in state. The next apply validates it again.")
	}
}

func (v Validation) one() string { return strings.ToLower(v.Title) }

// Action describes the action that validates an object.
func (v Validation) Action() Action {
	return Action{
		Type: typeName(v.Title) + "_validate", Argument: typeName(v.Title) + "_id", Object: v.one(), Verb: "Validate", Title: v.Title, Description: v.Description,
		Run: func(ctx context.Context, client *edge.Client, id string, report func(string)) error {
			report(fmt.Sprintf("%s the %s %s.", v.Begins, v.one(), id))
			err := v.Runs(ctx, client, id)
			if err == nil {
				report(fmt.Sprintf("The %s %s is valid.", v.one(), id))
			}
			return err
		},
	}
}
