// Package functions implements the functions of the provider. They are pure: they know no service.
package functions

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

var _ function.Function = tagFunction{}

// NewTag returns the function tag.
func NewTag() function.Function { return tagFunction{} }

type tagFunction struct{}

func (tagFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "tag"
}

func (tagFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Builds a tag for the filters of a policy.",
		MarkdownDescription: "Builds a tag in the form `key:value`, as the filters of `zerotrust_policy` and the selectors of `zerotrust_access` take it. " +
			"It refuses what could be read as something else: an empty value, white space at an end, and control characters. The value may hold colons.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "key", MarkdownDescription: "Key of the tag, for example `group`, `os` or `appgroup`: a lower-case letter, then lower-case letters, digits and underscores."},
			function.StringParameter{Name: "value", MarkdownDescription: "Value of the tag, for example `engineering`."},
		},
		Return: function.StringReturn{},
	}
}

func (tagFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var key, value string
	resp.Error = function.ConcatFuncErrors(resp.Error, req.Arguments.Get(ctx, &key, &value))
	if resp.Error != nil {
		return
	}
	if wrong, ok := errors.AsType[*validators.TagError](validators.CheckTag(key, value)); ok {
		argument := int64(1)
		if wrong.Key {
			argument = 0
		}
		text := wrong.Error()
		resp.Error = function.NewArgumentFuncError(argument, strings.ToUpper(text[:1])+text[1:])
		return
	}
	resp.Error = resp.Result.Set(ctx, key+":"+value)
}
