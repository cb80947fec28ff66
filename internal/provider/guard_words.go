package provider

import (
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// reword puts what the framework and its validators say into the words of the configuration: an element of a set has no address
// there, numbers are written without quotes, and a number that does not fit is a mistake of whoever wrote it.
func reword(d *tfprotov6.Diagnostic) {
	d.Attribute = outsideSets(d.Attribute)
	d.Summary, d.Detail = withoutElements(d.Summary), withoutElements(d.Detail)
	if strings.Contains(d.Detail, "must be one of: [") {
		d.Detail = regexp.MustCompile(`must be one of: \[("-?[0-9]+"(?: "-?[0-9]+")*)\]`).ReplaceAllStringFunc(d.Detail, func(list string) string {
			return strings.NewReplacer("[", "", "]", "", `" "`, ", ", `"`, "").Replace(list)
		})
	}
	if number := regexp.MustCompile(`Value (?:%!s\(\*big\.Float=)?([^\s)]+)\)? (is not an integer|cannot be represented as a 64-bit integer)\.`).FindStringSubmatch(d.Detail); number != nil {
		d.Summary, d.Detail = "Invalid Value", number[1]+" is not a whole number."
		if number[2] != "is not an integer" {
			d.Detail = number[1] + " is beyond what a number of 64 bits can hold."
		}
	}
}

// outsideSets makes a path into a set that of the argument at the root: a CLI finds no more of it in the configuration.
func outsideSets(path *tftypes.AttributePath) *tftypes.AttributePath {
	for _, step := range path.Steps() {
		if _, element := step.(tftypes.ElementKeyValue); element {
			return tftypes.NewAttributePathWithSteps(path.Steps()[:1])
		}
	}
	return path
}

// withoutElements takes the steps into sets out of a text: [Value("x")], whatever the value holds.
func withoutElements(text string) string {
	const begin = "[Value("
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, begin)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		end := endOfElement(rest)
		if end < 0 {
			out.WriteString(begin + rest)
			return out.String()
		}
		text = rest[end:]
	}
}

// endOfElement returns where the text goes on after the value of an element and ")]", or -1.
func endOfElement(text string) int {
	depth, quoted := 1, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				if strings.HasPrefix(text[i:], ")]") {
					return i + len(")]")
				}
				return -1
			}
		}
	}
	return -1
}
