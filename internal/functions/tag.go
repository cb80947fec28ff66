// Package functions implements the functions of the provider. They are pure: they know no service.
package functions

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/function"
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
	if !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(key) {
		resp.Error = function.NewArgumentFuncError(0, "A key begins with a lower-case letter and holds only lower-case letters, digits and underscores, for example \"group\"")
		return
	}
	switch {
	case value == "":
		resp.Error = function.NewArgumentFuncError(1, "The value of a tag must not be empty")
	case strings.TrimSpace(value) != value:
		resp.Error = function.NewArgumentFuncError(1, "The value of a tag must not begin or end with white space")
	case strings.ContainsFunc(value, unicode.IsControl):
		resp.Error = function.NewArgumentFuncError(1, "The value of a tag must not hold control characters such as line breaks")
	default:
		resp.Error = resp.Result.Set(ctx, key+":"+value)
	}
}
