// Package lifetest is the proof of the life of an object that the provider manages: how it is made, changed, read, imported,
// listed and ended, and what comes of every trouble on the way. It knows no noun: a Noun describes one, and Cases are the
// claims about it. It speaks the plugin protocol and nothing of the product.
package lifetest

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// End says how the life of an object ends.
type End int

// The ends.
const (
	Deleted    End = iota // by a documented call
	Retired               // by an update that sets the status DELETED
	Revoked               // by an update that sets the status SUSPENDED
	LeftBehind            // it stays in the service
	Forgotten             // it was a fact: there is nothing to delete
)

// Noun describes a managed resource. All configurations and values are JSON.
type Noun struct {
	TypeName      string
	Kind          string // of the mock
	Title, Titles string // as diagnostics write one and several of them
	One, Many     string // the same within a sentence; "": in small letters
	List          string // list attribute of the data source zerotrust_<List>; "": the noun has none
	ID            string // argument by which the service finds an object; "": it makes ids
	Key           string // argument by which people call an object, unique or not; "": there is none
	LookedUpBy    string // argument, beside id, by which the data source finds one; "": none

	// Minimal has few arguments, and an import finds all of them again; Changed updates it in place, "" if every argument
	// replaces. Once are further arguments that only a create sends.
	Minimal, Changed, Once string
	ListConfig             string // what the plural data source and the list resource need; "": nothing
	Before                 []Put  // what the configurations refer to

	// Operations of the service. Many nouns are ended by an update.
	Creates, Updates, Deletes string
	Reads                     string   // reads one; "": only the list does
	Lists                     string   // lists all
	Unclearable               bool     // no update clears an argument: a plan that does replaces the object
	Fixed                     bool     // a plan that changes an object is refused where the update is not permitted
	Undocumented              []string // those of them that no source mentions, and that the provider makes only with permission
	Stated                    []string // those of them whose route a source states: an answer of 404 does not put it in doubt
	Ends                      End

	WrapCreate, WrapUpdate string   // member of a request that holds the object; "": the request is the object
	Unmatched              []string // members of requests and of stored objects that are no arguments, and that the suite does not look at
	Arguments              []Argument
	Also                   mockapi.Object // what else the service keeps of a full object
	Shown                  string         // what else the data source shows of it, by attribute
	NeverShown             []string       // attributes of the data source that no answer fills

	Objects []mockapi.Object    // in the service for Filters; the first is shown by the data source
	Filters []Filter            // of the plural data source and of the list resource
	Refused map[string][]string // configurations, and what is said of them; the rest are accepted
	Doubted map[string][]string // configurations that look wrong and are accepted, and what the warning says of them
	// RefusedFilters are configurations of the plural data source, and what is said of them.
	RefusedFilters map[string][]string
	Accepted       []string

	Kills    []Kill // what is killed; nil: Minimal and Changed
	Generate func(*Block)
	Canary   string // blocks for a run that looks for secrets; var.stage is 1, then 2
}

// Put is an object that is in the service before.
type Put struct {
	Kind   string
	Object mockapi.Object
}

// Argument is one argument of a noun besides its key.
type Argument struct {
	Name               string
	Before, After      string   // two values; no After: only absence is tried
	SentBefore, Sent   string   // what a request holds for them, if something else
	StateBefore, State string   // Before and After in state, if something else
	Zeros              []string // spellings of what the service cannot tell from none
	Chosen             string   // state where it is not configured, if the service chooses; "": null
	Stored             string   // what the service keeps then; "": nothing
	Sure               bool     // that is known: an argument that has it and is removed stays as it is
	// Opens is what is said of a plan that sets an argument from theirs to was, as the service has them, because somebody has
	// closed the object so; "": it opens nothing.
	Opens      func(was, theirs any) string
	Replaces   bool   // no update takes it
	UpdateOnly bool   // no create takes it: an update follows
	First      string // what a create sends in place of After, which only an update takes; "": After
	Once       bool   // only a create sends it, and no answer has it: a change is recorded
	Local      bool   // the service never hears of it
	Unread     bool   // no answer has it
	Free       bool   // where it is not configured, others may set it
	Hidden     bool   // Free, also after an import
	Ordered    bool   // another order is another value
	// OrderedWithin are members of the argument of which another order is another value.
	OrderedWithin []string
}

// Filter is a configuration of a plural data source and of the list resource, and the ids that it finds, in order. Query is
// what the service is asked, "" if that does not matter.
type Filter struct{ Config, Found, Query string }

// Kill is what one kind of run of a noun does before and after it is killed.
type Kill struct {
	Name          string
	First, Second string // configurations; no Second: there is no update
	// Told says that a create of unknown outcome is reported, because the service has no way to look: the next apply sends it
	// again. After is the configuration that the practitioner has then; "" is First.
	Told, After string
}

// Prepare puts what the configurations refer to into the services.
func (n Noun) Prepare(s *acctest.Services) {
	for _, p := range n.Before {
		s.Put(p.Kind, maps.Clone(p.Object))
	}
}

// called is an object of a configuration at the beginning of a sentence.
func (n Noun) called(config object, id string) string {
	one := "The " + cmp.Or(n.One, strings.ToLower(n.Title))
	if label := n.label(config); label != "" {
		one += ` "` + label + `"`
	}
	return one + " (" + id + ")"
}

// IDMember is the member of requests and stored objects that holds the id.
func (n Noun) IDMember() string { return cmp.Or(n.ID, "uuid") }

// identified is a configuration of an object of an id.
func (n Noun) identified(config object, id string) object {
	if n.ID == "" {
		return config
	}
	return with(config, n.ID, encode(id))
}

// Event says that the noun is a fact that is sent once: it cannot be read, listed, imported or deleted.
func (n Noun) Event() bool { return n.Ends == Forgotten }

// Documented says whether a source mentions an operation.
func (n Noun) Documented(operation string) bool { return !slices.Contains(n.Undocumented, operation) }

// Calls returns, by create, read, update and delete, an operation of the service that it makes without permission for what
// is undocumented. Without it, an update may fail, and a deletion only warns.
func (n Noun) Calls() map[string]string {
	calls := map[string]string{"create": n.Creates, "read": cmp.Or(n.Reads, n.Lists), "update": n.Updates, "delete": n.Deletes}
	maps.DeleteFunc(calls, func(_, operation string) bool { return operation == "" || !n.Documented(operation) })
	return calls
}

// With returns the minimal configuration with what only a create sends, and with further members.
func (n Noun) With(members ...string) string { return n.complete(n.Minimal, members) }

// ChangedWith is With for the changed configuration, if there is one.
func (n Noun) ChangedWith(members ...string) string {
	return n.complete(cmp.Or(n.Changed, n.Minimal), members)
}

func (n Noun) complete(config string, more []string) string {
	members := []string{strings.TrimSuffix(config, "}")}
	for _, m := range append(more, n.Once) {
		if m != "" {
			members = append(members, m)
		}
	}
	return strings.Join(members, ",") + "}"
}

// Runs returns what is killed.
func (n Noun) Runs() []Kill {
	if n.Kills == nil {
		return []Kill{{First: n.Minimal, Second: n.Changed}}
	}
	return n.Kills
}

// Text, Flag, Status and the like are the arguments that many nouns have.

// Text is an argument that is any text.
func Text(name string) Argument {
	return Argument{Name: name, Before: `"before"`, After: `"after"`, Zeros: []string{`""`}}
}

// Flag is an argument that is on or off.
func Flag(name string) Argument {
	return Argument{Name: name, Before: `false`, After: `true`, Zeros: []string{`false`}}
}

// Number is an argument with two numbers for it, of which 0 is none.
func Number(name, before, after string) Argument {
	return Argument{Name: name, Before: before, After: after, Zeros: []string{`0`}}
}

// Texts is a set of texts.
func Texts(name string) Argument {
	return Argument{
		Name: name, Before: `["group:x"]`, After: `["group:c","group:b","user:ä","group:a"]`, Sent: `["group:a","group:b","group:c","user:ä"]`, Zeros: []string{`[]`},
	}
}

// Numbers is a set of numbers.
func Numbers(name, before, after, sent string) Argument {
	return Argument{Name: name, Before: before, After: after, Sent: sent, Zeros: []string{`[]`}}
}

// Status is the state of an object, which the service chooses where nobody does.
func Status() Argument {
	return Argument{
		Name: "status", Before: `"INIT"`, SentBefore: `1`, After: `"SUSPENDED"`, Sent: `3`, Chosen: `"ACTIVE"`, Stored: `2`, Sure: true, Opens: Resumes,
	}
}

// Resumes is what is said of a plan that makes another status of SUSPENDED.
func Resumes(_, theirs any) string {
	if encode(theirs) == `3` {
		return "the status "
	}
	return ""
}

// Replacing is an argument that no update takes.
func Replacing(a Argument) Argument {
	a.Replaces = true
	return a
}
