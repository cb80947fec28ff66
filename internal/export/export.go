// Package export is the command that writes an existing tenant as configuration. It asks the provider itself, through the
// plugin protocol: what is listed, how it becomes state, what of that a person would write, and what is refused is answered
// there, and only there.
package export

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"golang.org/x/sync/errgroup"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// Exit codes.
const (
	exitAll     = 0
	exitPart    = 1 // something could not be read, or cannot be taken over
	exitNothing = 2
)

// Main runs the command with the arguments after its name, and returns its exit code. Version is that of the provider. When
// ctx ends before the files are written, none is.
func Main(ctx context.Context, version string, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return exitAll
	}
	var e *export
	if err == nil {
		e, err = run(ctx, version, o, stderr)
	}
	if err != nil {
		if ctx.Err() != nil {
			err = errors.New("it was interrupted, and nothing was written")
		}
		fmt.Fprintln(stderr, "Error:", err)
		return exitNothing
	}
	e.summarize(stdout)
	if len(e.problems) > 0 {
		return exitPart
	}
	return exitAll
}

// export is one run.
type export struct {
	*options
	tenant   *tenant
	progress *progress
	found    []*selection
	files    map[string][]byte
	problems []string
}

// selection is what is written of one kind.
type selection struct {
	*kind
	objects []*object
	left    int   // objects that something else keeps
	revoked int   // objects that were revoked
	err     error // why they could not be read
}

func run(ctx context.Context, version string, o *options, stderr io.Writer) (*export, error) {
	if err := free(o.dir, o.force); err != nil {
		return nil, err
	}
	e := &export{options: o, files: map[string][]byte{}}
	watch := func(ctx context.Context, a provider.Attempt) { e.progress.attempt(ctx, a) }
	var err error
	if e.tenant, err = newTenant(ctx, provider.NewServer(version, provider.Options{Attempt: watch})()); err != nil {
		return nil, err
	}
	kinds, err := o.kinds(e.tenant.kinds())
	if err != nil {
		return nil, err
	}
	if err := e.tenant.configure(ctx, &o.Settings); err != nil {
		return nil, err
	}
	e.progress = newProgress(stderr, len(kinds))
	defer e.progress.finish()
	for _, k := range kinds {
		s := e.read(ctx, k)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e.found = append(e.found, s)
		e.progress.done(k.typeName, len(s.objects))
	}
	if !slices.ContainsFunc(e.found, func(s *selection) bool { return s.err == nil }) && len(e.found) > 0 {
		return nil, fmt.Errorf("nothing could be read; the first reason: %w", e.found[0].err)
	}
	e.ofRules()
	if err := e.write(ctx, version); err != nil {
		return nil, err
	}
	return e, save(o.dir, e.files)
}

// read lists the objects of a kind, gives all of them names, and keeps those that are wanted.
func (e *export) read(ctx context.Context, k *kind) *selection {
	s := &selection{kind: k}
	local, elsewhere := true, false
	if s.objects, s.err = e.tenant.read(ctx, k, &local, true); s.err != nil {
		return s
	}
	if k.takesLocal() {
		var others []*object
		if others, s.err = e.tenant.read(ctx, k, &elsewhere, false); s.err != nil {
			return s
		}
		s.left = len(others)
	}
	if e.synced && s.left > 0 {
		var all []*object
		if all, s.err = e.tenant.read(ctx, k, nil, true); s.err != nil {
			return s
		}
		known := map[string]bool{}
		for _, o := range s.objects {
			known[o.id] = true
		}
		for _, o := range all {
			if !known[o.id] { // after the others, so that these have the same names without it
				s.objects = append(s.objects, o)
				s.left--
			}
		}
	}
	names := newNamer()
	for _, o := range s.objects {
		o.name = names.name(o.label, k.noun)
	}
	s.objects = slices.DeleteFunc(s.objects, func(o *object) bool {
		status, _ := o.text("status")
		if revoked := k.hidesRevoked() && status == suspended && !slices.Contains(e.statuses, suspended); revoked {
			s.revoked++
			return true
		}
		return !e.wants(o)
	})
	return s
}

const suspended = "SUSPENDED"

func (e *export) wants(o *object) bool {
	if o.typeName == memberType {
		return true // its rule decides
	}
	status, err := o.text("status")
	return err == nil && e.name.MatchString(o.label) && (status == "" || e.statuses.selects(status))
}

// The types of access rules and of their members.
const (
	accessType = "zerotrust_access"
	memberType = "zerotrust_access_member"
)

func (e *export) selectionOf(typeName string) *selection {
	at := slices.IndexFunc(e.found, func(s *selection) bool { return s.typeName == typeName && s.err == nil })
	if at < 0 {
		return nil
	}
	return e.found[at]
}

// ofRules leaves only the members of rules that are written.
func (e *export) ofRules() {
	members, rules := e.selectionOf(memberType), e.selectionOf(accessType)
	if members == nil || rules == nil {
		return
	}
	written := map[string]bool{}
	for _, o := range rules.objects {
		written[o.id] = true
	}
	members.objects = slices.DeleteFunc(members.objects, func(o *object) bool {
		rule, err := o.text("access_id")
		return err != nil || !written[rule]
	})
}

// write makes the files.
func (e *export) write(ctx context.Context, version string) error {
	var all []*object
	for _, s := range e.found {
		all = append(all, s.objects...)
	}
	configurations := make([]map[string]tftypes.Value, len(all))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, o := range all {
		group.Go(func() (err error) {
			if configurations[i], err = e.tenant.configuration(ctx, o); err != nil {
				return fmt.Errorf("%s %q: %w", o.typeName, o.id, err)
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	index, err := newIndex(all)
	if err != nil {
		return err
	}
	w := &writer{index: index, names: map[string]bool{}}
	imports := hclwrite.NewEmptyFile()
	at := 0
	for _, s := range e.found {
		var file bytes.Buffer
		if s.err != nil {
			e.problem("%s could not be read: %v", s.typeName, s.err)
			file.WriteString("\n" + commented(s.typeName+" could not be read: "+s.err.Error()))
		}
		for _, o := range s.objects {
			block, err := w.resource(o, e.withoutMembers(o, configurations[at]))
			if err != nil {
				return fmt.Errorf("%s %q: %w", o.typeName, o.id, err)
			}
			configurations[at] = nil
			at++
			file.WriteByte('\n')
			if o.problem != "" {
				e.problem("%s %q (%s) cannot be taken over: %s", o.typeName, o.label, o.id, o.problem)
				file.WriteString(commented(fmt.Sprintf("%q cannot be taken over: %s\n\n%s", o.id, o.problem, block)))
				continue
			}
			file.Write(block)
			importBlock(imports, o)
		}
		if file.Len() > 0 {
			e.files[strings.TrimPrefix(s.typeName, provider.TypeName+"_")+".tf"] = append([]byte(header), file.Bytes()...)
		}
	}
	e.files["imports.tf"] = append([]byte(header), hclwrite.Format(imports.Bytes())...)
	e.files["terraform.tf"] = e.settings(version)
	if len(w.variables) > 0 {
		e.files["variables.tf"] = variables(w.variables)
	}
	return nil
}

func (e *export) problem(format string, values ...any) {
	e.problems = append(e.problems, strings.Join(strings.Fields(fmt.Sprintf(format, values...)), " "))
}

// withoutMembers leaves the lists out of a rule whose members are written one by one.
func (e *export) withoutMembers(o *object, configuration map[string]tftypes.Value) map[string]tftypes.Value {
	if o.typeName == accessType && e.selectionOf(memberType) != nil {
		delete(configuration, "user_list")
		delete(configuration, "app_list")
	}
	return configuration
}

func importBlock(file *hclwrite.File, o *object) {
	file.Body().AppendNewline()
	body := file.Body().AppendNewBlock("import", nil).Body()
	body.SetAttributeTraversal("to", traversal(o.typeName, o.name))
	body.SetAttributeValue("id", cty.StringVal(o.id))
}

// settings is the file with the provider and its requirements.
func (e *export) settings(version string) []byte {
	file := hclwrite.NewEmptyFile()
	settings := file.Body().AppendNewBlock("terraform", nil).Body()
	settings.SetAttributeValue("required_version", cty.StringVal(">= 1.11"))
	source := map[string]cty.Value{"source": cty.StringVal(strings.TrimPrefix(provider.Address, "registry.terraform.io/"))}
	if numbers := regexp.MustCompile(`^v?(\d+\.\d+)\.\d+$`).FindStringSubmatch(version); numbers != nil {
		source["version"] = cty.StringVal("~> " + numbers[1])
	}
	settings.AppendNewline()
	settings.AppendNewBlock("required_providers", nil).Body().SetAttributeValue(provider.TypeName, cty.ObjectVal(source))
	file.Body().AppendNewline()
	configuration := file.Body().AppendNewBlock("provider", []string{provider.TypeName}).Body()
	edge := map[string]cty.Value{}
	if e.Auth != "" {
		edge["auth"] = cty.StringVal(e.Auth)
	}
	if len(e.Routes) > 0 {
		entries := map[string]cty.Value{}
		for operation, route := range e.Routes {
			entries[operation] = cty.StringVal(route)
		}
		edge["routes"] = cty.ObjectVal(entries)
	}
	if len(edge) > 0 {
		configuration.SetAttributeValue("edge", cty.ObjectVal(edge))
	}
	text := strings.Replace(string(hclwrite.Format(file.Bytes())), "provider \"", "# Addresses and credentials are in the environment: ZEROTRUST_EDGE_ENDPOINT and so on.\nprovider \"", 1)
	return []byte(header + "\n" + strings.Replace(text, "{\n}\n", "{}\n", 1))
}

// variables is the file with a variable for each secret that the service keeps. Their default sends nothing.
func variables(all []variable) []byte {
	file := hclwrite.NewEmptyFile()
	for _, v := range all {
		file.Body().AppendNewline()
		body := file.Body().AppendNewBlock("variable", []string{v.name}).Body()
		body.SetAttributeValue("description", cty.StringVal("For "+v.about+". The service never shows it; without a value it stays as it is."))
		body.SetAttributeTraversal("type", traversal("string"))
		body.SetAttributeValue("sensitive", cty.True)
		body.SetAttributeValue("ephemeral", cty.True)
		body.SetAttributeValue("default", cty.NullVal(cty.String))
	}
	return append([]byte(header), hclwrite.Format(file.Bytes())...)
}

// summarize tells what was written and what was not.
func (e *export) summarize(out io.Writer) {
	objects := 0
	for _, s := range e.found {
		for _, o := range s.objects {
			if o.problem == "" {
				objects++
			}
		}
	}
	fmt.Fprintf(out, "Wrote %d objects to %s (%s).\n", objects, e.dir, e.progress)
	for _, s := range e.found {
		if s.err == nil && len(s.objects)+s.left+s.revoked > 0 {
			fmt.Fprintf(out, "%6d %s", len(s.objects), s.typeName)
			if s.left > 0 {
				fmt.Fprintf(out, ", and %d left out that an integration or another object keeps", s.left)
			}
			if s.revoked > 0 {
				fmt.Fprintf(out, ", and %d left out that were revoked", s.revoked)
			}
			fmt.Fprintln(out)
		}
	}
	for _, problem := range e.problems {
		fmt.Fprintln(out, "Not taken over:", problem)
	}
	fmt.Fprintf(out, "\nNext: read the files, then run init and plan in %s. The plan says imports only.\n", e.dir)
}
