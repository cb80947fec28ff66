package export

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// The services whose objects can be listed.
const (
	serviceEdge    = "edge"
	serviceAppTego = "apptego"
)

// options say what is exported, and to where.
type options struct {
	dir      string
	services list
	types    list
	statuses list
	name     *regexp.Regexp
	members  bool
	synced   bool
	force    bool
	provider.Settings
}

// list is a flag that takes several values, with commas between them or one after the other.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

// Set implements flag.Value.
func (l *list) Set(text string) error {
	for value := range strings.SplitSeq(text, ",") {
		if value = strings.TrimSpace(value); value != "" {
			*l = append(*l, value)
		}
	}
	return nil
}

func (l list) selects(value string) bool { return len(l) == 0 || slices.Contains(l, value) }

const usage = `Usage: terraform-provider-zerotrust export [options] FOLDER

Writes the objects of a tenant as configuration: one file for each type, with references instead of ids, and import blocks.
The first plan of it says imports only. Nothing is changed in the services.

The services are configured by the environment, as for the provider: ZEROTRUST_EDGE_ENDPOINT, ZEROTRUST_EDGE_ACCOUNT and
ZEROTRUST_EDGE_API_TOKEN, and ZEROTRUST_APPTEGO_TENANT_ID, ZEROTRUST_APPTEGO_TOKEN_KEY and ZEROTRUST_APPTEGO_TOKEN_SECRET.

Exit code: 0 if all was read, 1 if something could not be read or cannot be taken over, 2 if nothing was written.

Options:
`

// parse reads the arguments. Errors are in the practitioner's words, and flag.ErrHelp if help was asked for and given.
func parse(args []string, output io.Writer) (*options, error) {
	o := &options{}
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Var(&o.services, "service", "only objects of these services: edge, apptego (default: those that the environment configures)")
	flags.Var(&o.types, "type", "only these types, as in zerotrust_app,policy")
	name := flags.String("name", "", "only objects whose name this regular expression matches")
	flags.Var(&o.statuses, "status", "of the objects that have a status only those with one of these: INIT, ACTIVE, SUSPENDED")
	flags.BoolVar(&o.members, "members", false, "write the members of access rules one by one, as zerotrust_access_member")
	flags.BoolVar(&o.synced, "synced", false, "also write objects that an integration keeps in step")
	flags.BoolVar(&o.force, "force", false, "write to a folder that is not empty: files of an earlier export are replaced, others stay")
	o.Flags(flags)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(output, usage)
		flags.SetOutput(output)
		flags.PrintDefaults()
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w; see terraform-provider-zerotrust export -help", err)
	}
	if flags.NArg() != 1 {
		return nil, errors.New("name one folder to write to; see terraform-provider-zerotrust export -help")
	}
	o.dir = flags.Arg(0)
	if o.name, err = regexp.Compile(*name); err != nil {
		return nil, fmt.Errorf("-name is no regular expression: %w", err)
	}
	for _, service := range o.services {
		if service != serviceEdge && service != serviceAppTego {
			return nil, fmt.Errorf("-service %s: the services whose objects can be exported are %s and %s", service, serviceEdge, serviceAppTego)
		}
	}
	if len(o.services) == 0 {
		if o.services = configured(os.Environ()); len(o.services) == 0 {
			return nil, errors.New("no service is configured: set the environment variables that terraform-provider-zerotrust export -help names")
		}
	}
	return o, nil
}

// configured returns the services that an environment says something of.
func configured(environ []string) []string {
	var found []string
	for _, service := range []string{serviceEdge, serviceAppTego} {
		prefix := "ZEROTRUST_" + strings.ToUpper(service) + "_"
		if slices.ContainsFunc(environ, func(setting string) bool {
			return strings.HasPrefix(setting, prefix) && !strings.HasSuffix(setting, "=")
		}) {
			found = append(found, service)
		}
	}
	return found
}

// kinds returns the kinds that are wanted. A type that does not exist is an error.
func (o *options) kinds(all []*kind) ([]*kind, error) {
	for _, wanted := range o.types {
		if !slices.ContainsFunc(all, func(k *kind) bool { return k.is(wanted) }) {
			var names []string
			for _, k := range all {
				names = append(names, k.noun)
			}
			return nil, fmt.Errorf("-type %s: the types that can be listed are %s", wanted, strings.Join(names, ", "))
		}
	}
	var kinds []*kind
	for _, k := range all {
		wanted := len(o.types) == 0 || slices.ContainsFunc(o.types, k.is)
		if k.typeName == memberType {
			wanted = o.members && (len(o.types) == 0 || slices.ContainsFunc(o.types, func(t string) bool { return k.is(t) || strings.TrimPrefix(t, "zerotrust_") == "access" }))
		}
		if wanted && o.services.selects(k.service) {
			kinds = append(kinds, k)
		}
	}
	return kinds, nil
}

func (k *kind) is(name string) bool { return name == k.typeName || name == k.noun }
