package argument

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// Computed turns the attributes of a managed resource into those that a data source returns, so that both describe a
// field once. Write-only arguments have nothing to return and are left out.
func Computed(attributes map[string]schema.Attribute) map[string]dsschema.Attribute {
	out := make(map[string]dsschema.Attribute, len(attributes))
	for name, attribute := range attributes {
		if attribute.IsWriteOnly() {
			continue
		}
		out[name] = computed(attribute)
	}
	return out
}

func computed(attribute schema.Attribute) dsschema.Attribute {
	description, sensitive := answered(attribute.GetMarkdownDescription()), attribute.IsSensitive()
	switch a := attribute.(type) {
	case schema.StringAttribute:
		return dsschema.StringAttribute{MarkdownDescription: description, Computed: true, Sensitive: sensitive}
	case schema.Int64Attribute:
		return dsschema.Int64Attribute{MarkdownDescription: description, Computed: true, Sensitive: sensitive}
	case schema.BoolAttribute:
		return dsschema.BoolAttribute{MarkdownDescription: description, Computed: true, Sensitive: sensitive}
	case schema.SetAttribute:
		return dsschema.SetAttribute{MarkdownDescription: description, Computed: true, Sensitive: sensitive, ElementType: a.ElementType, CustomType: a.CustomType}
	case schema.ListAttribute:
		return dsschema.ListAttribute{MarkdownDescription: description, Computed: true, Sensitive: sensitive, ElementType: a.ElementType}
	case schema.MapAttribute:
		return dsschema.MapAttribute{MarkdownDescription: description, Computed: true, Sensitive: sensitive, ElementType: a.ElementType}
	case schema.SingleNestedAttribute:
		return dsschema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Sensitive: sensitive, Attributes: Computed(a.Attributes)}
	case schema.ListNestedAttribute:
		return dsschema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true, Sensitive: sensitive,
			NestedObject: dsschema.NestedAttributeObject{Attributes: Computed(a.NestedObject.Attributes)},
		}
	case schema.SetNestedAttribute:
		object := dsschema.NestedAttributeObject{Attributes: Computed(a.NestedObject.Attributes)}
		return dsschema.SetNestedAttribute{
			MarkdownDescription: description, Computed: true, Sensitive: sensitive, NestedObject: object, CustomType: flex.NewSetType(object.Type()),
		}
	}
	panic(fmt.Sprintf("no computed form of %T: add one", attribute)) // seen by every test that loads a schema
}

// answered is the description of an argument without the sentences that only matter to those who configure it.
func answered(description string) string {
	var kept []string
	for sentence := range strings.SplitSeq(strings.TrimSuffix(description, "."), ". ") {
		if !slices.ContainsFunc(aboutConfiguring(), func(words string) bool { return strings.Contains(sentence, words) }) {
			kept = append(kept, sentence)
		}
	}
	return strings.Join(kept, ". ") + "."
}

// aboutConfiguring are words of sentences about how an argument is set, or what becomes of it.
func aboutConfiguring() []string {
	return []string{
		"A change ", "A private key is refused", "An empty list is refused", "Another layout ", "Configuration that Terraform generates", "Conflicts with", "Default ", "Default:", "Removing it",
		"Required", "Set by an update", "Without a value", "If it is set", "is refused:", "set by an update", "so leave the argument out", "The service's default",
	}
}

// ReadOnly adds what the service fills in and changes by itself, which no managed resource holds: as much of it as a kind of
// object has. What a managed resource holds all the same stays as it is.
func ReadOnly(attributes map[string]dsschema.Attribute, has func(name string) bool) {
	for name, description := range map[string]string{
		"account_name":         "Account of the object.",
		"creator_uuid":         "Id of the user who created the object.",
		"creator_display_name": "Name of the user who created the object.",
		"data_source":          "Origin of the object, as the service writes it: a number or a name.",
		"updater_display_name": "Name of the user who changed the object last.",
		"updater_uuid":         "Id of the user who changed the object last.",
	} {
		if _, managed := attributes[name]; has(name) && !managed {
			attributes[name] = dsschema.StringAttribute{MarkdownDescription: description, Computed: true}
		}
	}
	for name, description := range map[string]string{"create_time": "When the object was created.", "update_time": "When the object was changed last."} {
		if has(name) {
			attributes[name] = ShownTime(description)
		}
	}
}

// ObjectType returns the type of an object with these attributes.
func ObjectType(attributes map[string]dsschema.Attribute) map[string]attr.Type {
	out := make(map[string]attr.Type, len(attributes))
	for name, attribute := range attributes {
		out[name] = attribute.GetType()
	}
	return out
}

// Selectable lets the attributes of a data source select the object to read, by id or by a natural key. The data source
// needs a validator that takes exactly one of them.
func Selectable(attributes map[string]dsschema.Attribute, noun, key, keyTitle string) {
	for name, description := range map[string]string{
		"id": "Id of the " + noun + " to read. Exactly one of `id` and `" + key + "` is needed.",
		key:  keyTitle + " of the " + noun + " to read; exactly one must have it.",
	} {
		attributes[name] = dsschema.StringAttribute{
			MarkdownDescription: description, Optional: true, Computed: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
}
