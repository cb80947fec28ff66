package export

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// maxLine is the length up to which a collection stays in one line, without its name.
const maxLine = 80

// byRank orders arguments as people write them: first those by which they know an object, or that begin something, then the
// others by name.
func byRank(a, b string) int {
	first := []string{
		"name", "display_name", "unique_name", "access_id", "version", "platform", "description",
		"answer", "event_type", "field", "include_any", "start",
	}
	rank := func(name string) int {
		if at := slices.Index(first, name); at >= 0 {
			return at
		}
		return len(first)
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a, b))
}

// writer writes the blocks of one export.
type writer struct {
	index     *index
	variables []variable
	names     map[string]bool // of variables
}

// variable stands for a secret that the service keeps and nobody can read.
type variable struct{ name, about string }

// resource returns the block of an object, formatted.
func (w *writer) resource(o *object, configuration map[string]tftypes.Value) ([]byte, error) {
	block := hclwrite.NewBlock("resource", []string{o.typeName, o.name})
	attributes := slices.SortedFunc(slices.Values(o.block.Attributes), func(a, b *tfprotov6.SchemaAttribute) int {
		return byRank(a.Name, b.Name)
	})
	for _, attribute := range attributes {
		if value := configuration[attribute.Name]; !value.IsNull() {
			tokens, err := w.value(value, o.typeName+"."+attribute.Name)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", attribute.Name, err)
			}
			block.Body().SetAttributeRaw(attribute.Name, tokens)
		}
	}
	for _, attribute := range attributes {
		if name, ok := w.secret(o, attribute); ok {
			block.Body().SetAttributeTraversal(attribute.Name, traversal("var", name))
		}
	}
	file := hclwrite.NewEmptyFile()
	file.Body().AppendBlock(block)
	return hclwrite.Format(file.Bytes()), nil
}

// secret returns the variable for a write-only argument of which the service keeps a value, as the status beside it says.
func (w *writer) secret(o *object, attribute *tfprotov6.SchemaAttribute) (string, bool) {
	secret, writeOnly := strings.CutSuffix(attribute.Name, "_wo")
	if !attribute.WriteOnly || !writeOnly {
		return "", false
	}
	if status, err := o.text(secret + "_status"); err != nil || status == "" {
		return "", false
	}
	base := o.name + "_" + secret
	name := base
	for i := 2; w.names[name]; i++ {
		name = fmt.Sprintf("%s_%d", base, i)
	}
	w.names[name] = true
	w.variables = append(w.variables, variable{name: name, about: o.address() + "." + attribute.Name})
	return name, true
}

func traversal(names ...string) hcl.Traversal {
	path := hcl.Traversal{hcl.TraverseRoot{Name: names[0]}}
	for _, name := range names[1:] {
		path = append(path, hcl.TraverseAttr{Name: name})
	}
	return path
}

// value returns a value of an argument. Path names the argument, without the elements of collections.
func (w *writer) value(value tftypes.Value, path string) (hclwrite.Tokens, error) {
	switch typ := value.Type(); {
	case !value.IsKnown():
		return nil, errors.New("the value is not known")
	case value.IsNull():
		return hclwrite.TokensForValue(cty.NullVal(cty.DynamicPseudoType)), nil
	case typ.Is(tftypes.String):
		var text string
		err := value.As(&text)
		return w.text(text, path, true), err
	case typ.Is(tftypes.Bool):
		var flag bool
		err := value.As(&flag)
		return hclwrite.TokensForValue(cty.BoolVal(flag)), err
	case typ.Is(tftypes.Number):
		number := new(big.Float)
		err := value.As(number)
		return hclwrite.TokensForValue(cty.NumberVal(number)), err
	case typ.Is(tftypes.Object{}):
		return w.object(value, path)
	case typ.Is(tftypes.Map{}):
		return w.object(value, path)
	}
	return w.collection(value, path)
}

// text returns a text: a reference if it names an object that is written, lines if it has several and they may stand here.
func (w *writer) text(text, path string, may bool) hclwrite.Tokens {
	if o, attribute, prefix := w.index.find(path, text); o != nil {
		reference := hclwrite.TokensForTraversal(traversal(o.typeName, o.name, attribute))
		if prefix == "" {
			return reference
		}
		tokens := hclwrite.Tokens{token(hclsyntax.TokenOQuote, `"`), token(hclsyntax.TokenQuotedLit, prefix), token(hclsyntax.TokenTemplateInterp, "${")}
		return append(append(tokens, reference...), token(hclsyntax.TokenTemplateSeqEnd, "}"), token(hclsyntax.TokenCQuote, `"`))
	}
	quoted := hclwrite.TokensForValue(cty.StringVal(text))
	if !may || !strings.HasSuffix(text, "\n") || strings.Count(text, "\n") < 2 {
		return quoted
	}
	lines := heredoc(text)
	expression, diagnostics := hclsyntax.ParseExpression(append(lines.Bytes(), '\n'), "", hcl.InitialPos)
	if diagnostics.HasErrors() {
		return quoted
	}
	// What is parsed decides: blanks before every line, carriage returns and the like have no such form.
	if parsed, diagnostics := expression.Value(nil); diagnostics.HasErrors() || !parsed.RawEquals(cty.StringVal(text)) {
		return quoted
	}
	return lines
}

func heredoc(text string) hclwrite.Tokens {
	var indented strings.Builder
	for line := range strings.Lines(strings.NewReplacer("${", "$${", "%{", "%%{").Replace(text)) {
		if line != "\n" {
			indented.WriteString("    ")
		}
		indented.WriteString(line)
	}
	return hclwrite.Tokens{
		token(hclsyntax.TokenOHeredoc, "<<-EOT\n"), token(hclsyntax.TokenStringLit, indented.String()), token(hclsyntax.TokenCHeredoc, "  EOT"),
	}
}

func token(typ hclsyntax.TokenType, text string) *hclwrite.Token {
	return &hclwrite.Token{Type: typ, Bytes: []byte(text)}
}

// object returns an object or a map. One with few short members stays in one line.
func (w *writer) object(value tftypes.Value, path string) (hclwrite.Tokens, error) {
	var members map[string]tftypes.Value
	if err := value.As(&members); err != nil {
		return nil, err
	}
	isMap := value.Type().Is(tftypes.Map{})
	var names []string
	for name, member := range members {
		if isMap || !member.IsNull() {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, byRank)
	var items []hclwrite.Tokens
	for _, name := range names {
		key, below := hclwrite.TokensForIdentifier(name), path+"."+name
		if isMap {
			below = path
			if !hclsyntax.ValidIdentifier(name) {
				key = hclwrite.TokensForValue(cty.StringVal(name))
			}
		}
		tokens, err := w.value(members[name], below)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		items = append(items, append(append(key, token(hclsyntax.TokenEqual, " = ")), tokens...))
	}
	const inLine = 3
	return enclosed(hclsyntax.TokenOBrace, "{", hclsyntax.TokenCBrace, "}", items, len(items) <= inLine), nil
}

// collection returns a list or a set. Elements of a set are sorted, since the service has them in any order.
func (w *writer) collection(value tftypes.Value, path string) (hclwrite.Tokens, error) {
	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		return nil, err
	}
	if value.Type().Is(tftypes.Set{}) {
		literal := &writer{} // by what they are, so that the name of what they refer to moves nothing
		slices.SortFunc(elements, func(a, b tftypes.Value) int {
			if a.Type().Is(tftypes.Number) {
				var x, y big.Float
				if a.As(&x) == nil && b.As(&y) == nil {
					return x.Cmp(&y)
				}
			}
			first, _ := literal.value(a, "")
			second, _ := literal.value(b, "")
			return bytes.Compare(first.Bytes(), second.Bytes())
		})
	}
	var items []hclwrite.Tokens
	for _, element := range elements {
		tokens, err := w.element(element, path)
		if err != nil {
			return nil, err
		}
		items = append(items, tokens)
	}
	return enclosed(hclsyntax.TokenOBrack, "[", hclsyntax.TokenCBrack, "]", items, true), nil
}

// element is value for an element, after which there is a comma, so that no lines of a text can end it.
func (w *writer) element(value tftypes.Value, path string) (hclwrite.Tokens, error) {
	if !value.Type().Is(tftypes.String) || value.IsNull() || !value.IsKnown() {
		return w.value(value, path)
	}
	var text string
	err := value.As(&text)
	return w.text(text, path, false), err
}

// enclosed returns items in brackets, in one line if they may and there is room for them.
func enclosed(open hclsyntax.TokenType, opening string, end hclsyntax.TokenType, closing string, items []hclwrite.Tokens, may bool) hclwrite.Tokens {
	length := 0
	for _, item := range items {
		text := item.Bytes()
		may = may && !bytes.ContainsRune(text, '\n')
		length += utf8.RuneCount(text) + len(", ")
	}
	tokens := hclwrite.Tokens{token(open, opening)}
	oneLine := may && length <= maxLine
	for i, item := range items {
		if !oneLine {
			tokens = append(tokens, token(hclsyntax.TokenNewline, "\n"))
		}
		tokens = append(tokens, item...)
		if object := open == hclsyntax.TokenOBrace; oneLine && i < len(items)-1 || !oneLine && !object {
			tokens = append(tokens, token(hclsyntax.TokenComma, ", "))
		}
	}
	if !oneLine {
		tokens = append(tokens, token(hclsyntax.TokenNewline, "\n"))
	}
	return append(tokens, token(end, closing))
}

// commented is a text in which every line is a comment.
func commented(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimRight("# "+strings.TrimRight(line, "\n"), " ") + "\n")
	}
	return out.String()
}
