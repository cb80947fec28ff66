package releases_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	tfjson "github.com/hashicorp/terraform-json"
	"github.com/zclconf/go-cty/cty"
)

// served is what a version of the provider serves: by what it is ("resource zerotrust_app.name"), the type and the mode of it, as
// in "string required". The version of a schema is an entry of its own.
type served map[string]string

func (s served) String() string {
	var text strings.Builder
	for _, key := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(&text, "%s %s\n", key, s[key])
	}
	return text.String()
}

// parse reads what String has written. Neither types nor modes hold blanks, and the kinds of types do.
func parse(t *testing.T, text string) served {
	t.Helper()
	s := served{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) < 3 {
			t.Fatalf("%q is no line of a schema", line)
		}
		kept := 2
		if words[len(words)-2] == "version" {
			kept = 1
		}
		s[strings.Join(words[:len(words)-kept], " ")] = strings.Join(words[len(words)-kept:], " ")
	}
	return s
}

// contract is what a schema promises.
func contract(schema *tfjson.ProviderSchema) served {
	s := served{}
	s.block("provider zerotrust", schema.ConfigSchema.Block)
	for kind, of := range map[string]map[string]*tfjson.Schema{
		"resource": schema.ResourceSchemas, "data source": schema.DataSourceSchemas, "ephemeral resource": schema.EphemeralResourceSchemas, "list resource": schema.ListResourceSchemas,
	} {
		for name, one := range of {
			if kind == "resource" {
				s["resource "+name+" version"] = strconv.FormatUint(one.Version, 10)
			}
			s.block(kind+" "+name, one.Block)
		}
	}
	for name, one := range schema.ActionSchemas {
		s.block("action "+name, one.Block)
	}
	for name, identity := range schema.ResourceIdentitySchemas {
		s["identity "+name+" version"] = strconv.FormatUint(identity.Version, 10)
		for attribute, of := range identity.Attributes {
			mode := "optional"
			if of.RequiredForImport {
				mode = "required"
			}
			s["identity "+name+"."+attribute] = shown(of.IdentityType) + " " + mode
		}
	}
	for name, of := range schema.Functions {
		var parameters []string
		for _, p := range of.Parameters {
			parameters = append(parameters, shown(p.Type))
		}
		if of.VariadicParameter != nil {
			parameters = append(parameters, shown(of.VariadicParameter.Type)+"...")
		}
		s["function "+name] = "(" + strings.Join(parameters, ",") + ") " + shown(of.ReturnType)
	}
	return s
}

func (s served) block(at string, block *tfjson.SchemaBlock) {
	s.attributes(at, block.Attributes)
	for name, nested := range block.NestedBlocks {
		s.block(at+"."+name, nested.Block)
	}
}

func (s served) attributes(at string, attributes map[string]*tfjson.SchemaAttribute) {
	for name, a := range attributes {
		var modes []string
		for _, mode := range []struct {
			name string
			has  bool
		}{{"required", a.Required}, {"optional", a.Optional}, {"computed", a.Computed}, {"write-only", a.WriteOnly}} {
			if mode.has {
				modes = append(modes, mode.name)
			}
		}
		var typ string
		if nested := a.AttributeNestedType; nested != nil {
			typ = string(nested.NestingMode)
			s.attributes(at+"."+name, nested.Attributes)
		} else {
			typ = shown(a.AttributeType)
		}
		s[at+"."+name] = typ + " " + strings.Join(modes, "+")
	}
}

func shown(typ cty.Type) string { return strings.ReplaceAll(typeexpr.TypeString(typ), " ", "") }

// breaks says what of one version another breaks. Allowed is what a CHANGELOG names, as `zerotrust_app.port`, and for what is in a
// state, if the version of the schema is a higher one, which takes an upgrader.
func breaks(before, after served, changelog string) []string {
	var found []string
	broken := func(key, why string) {
		last := strings.LastIndex(key, " ") // names have no blanks, and kinds have
		typeName, _, _ := strings.Cut(key[last+1:], ".")
		version := key[:last+1] + typeName + " version"
		upgraded := before[version] == "" || number(after[version]) > number(before[version])
		if told := strings.Contains(changelog, "`"+key[last+1:]+"`"); !told || !upgraded {
			found = append(found, key+" "+why)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(before)) {
		was, is := before[key], after[key]
		if strings.HasSuffix(key, " version") {
			if is == "" || number(is) < number(was) {
				found = append(found, fmt.Sprintf("%s was %s and is %q", key, was, is))
			}
			continue
		}
		typ, mode, _ := strings.Cut(was, " ")
		switch newType, newMode, _ := strings.Cut(is, " "); {
		case is == "":
			broken(key, "is removed")
		case newType != typ:
			broken(key, "was "+typ+" and is "+newType)
		case newMode != mode && !looser(mode, newMode):
			broken(key, "was "+mode+" and is "+newMode)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		parent := key[:max(strings.LastIndex(key, "."), 0)]
		if _, known := before[key]; !known && strings.HasSuffix(after[key], " required") && has(before, parent) {
			broken(key, "is new and required")
		}
	}
	return found
}

// has says that something is served, itself or what it consists of.
func has(s served, what string) bool {
	_, itself := s[what]
	for key := range s {
		itself = itself || strings.HasPrefix(key, what+".")
	}
	return itself
}

// looser says that another mode takes each configuration, and fills in each value, that this one did.
func looser(mode, another string) bool {
	switch mode {
	case "required":
		return another == "optional" || another == "optional+computed"
	case "optional", "computed":
		return another == "optional+computed"
	}
	return false
}

func number(version string) int {
	n, err := strconv.Atoi(version)
	if err != nil {
		return -1
	}
	return n
}
