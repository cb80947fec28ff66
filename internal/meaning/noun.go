// Package meaning is the language in which each noun says what its objects and their changes mean for people: who reaches what,
// which conditions hold, what is risky. A review of a plan speaks it, and knows no noun by name.
package meaning

import "slices"

// End says what is left in the service when Terraform destroys an object.
type End int

// What a destroy leaves.
const (
	Gone    End = iota // nothing that has an effect
	Stays              // the object as it was: the vendor documents no call that ends it
	Revoked            // the object, without effect
	Kept               // a record, which was never meant to go
)

// Field is an argument that a sentence about a change names by words.
type Field struct {
	Name  string
	Words string // with a capital letter, such as "Recipients"
}

// Noun says what the objects of one managed resource mean.
type Noun struct {
	Type   string                   // such as "zerotrust_access"
	One    string                   // such as "access rule"
	Labels []string                 // arguments that name an object; the first that has a value counts
	End    End                      // what a destroy leaves
	Fields []Field                  // what is said of arguments that need no more than before and after
	Said   []string                 // arguments that Describe puts into words; nil for none
	Mute   []string                 // arguments and results of no interest, such as times
	Sum    func(Object) Sentence    // what an object is, when it is made or ends; may be nil
	Change func(*Change)            // what a change means, beyond Fields; may be nil
	Reach  func(Object) Reach       // the part in who reaches what; may be nil
	Secret func(*Change) []Sentence // credentials that are made, sent or rotated; may be nil

	// Order is an argument by which the objects are tried one after another, the smallest number first; "" for none.
	Order string

	// ReplacedUnless are the arguments that change in place. If it is not nil, the service documents no update of the others, and
	// a plan that updates one will try an undocumented call.
	ReplacedUnless []string
}

// Object is an object as a plan tells of it, at one of its moments. The zero value is no object.
type Object struct {
	Value
	exists bool
	source Source
}

// Source tells what the configuration says of the arguments of an object.
type Source interface {
	// Configured says whether the configuration sets an argument.
	Configured(name string) bool
	// Named returns the name that it gives a number, or "".
	Named(name string, v Value) string
	// References returns what the expression of an argument refers to.
	References(name string) []string
}

// NewObject makes an object. Without a source, the configuration says nothing of it.
func NewObject(v Value, source Source) Object { return Object{Value: v, exists: true, source: source} }

// Exists says whether there is an object.
func (o Object) Exists() bool { return o.exists }

// Get returns an argument or a result, null if there is none.
func (o Object) Get(name string) Value {
	v := o.At(name)
	if o.source != nil && !v.IsHidden() {
		v = v.Named(o.source.Named(name, v))
	}
	return v
}

// Configured says whether the configuration sets an argument. What is unknown and not configured is left to the service.
func (o Object) Configured(name string) bool { return o.source != nil && o.source.Configured(name) }

// References returns what the configuration refers to where it sets an argument.
func (o Object) References(name string) []string {
	if o.source == nil {
		return nil
	}
	return o.source.References(name)
}

// State says whether an object with a status has an effect. A status that is left to the service is that of an active object,
// and INIT becomes active by itself.
func (o Object) State() Truth {
	status := o.Get("status")
	switch {
	case !o.exists:
		return False
	case status.IsUnknown() && o.Configured("status"):
		return Perhaps
	case status.Is("SUSPENDED"), status.Is("DELETED"):
		return False
	}
	return True
}

// Truth is what is known of something.
type Truth int

// What can be known.
const (
	False Truth = iota
	Perhaps
	True
)

// Reach is the part of an object in who reaches what: at most one of its members is set.
type Reach struct {
	Target *Target
	Rule   *Rule
	Member *Member
}

// Target is something that can be reached.
type Target struct {
	ID     Value
	Where  Sentence // protocol, host, ports
	Active Truth
}

// Rule lets every one of its selectors reach every one of its targets.
type Rule struct {
	ID                 Value
	Selectors, Targets Value
	// Names of the arguments of the two lists, to look for what the configuration says of them.
	SelectorsName, TargetsName, RevokedName, EndsName string
	Revoked                                           Value
	Ends                                              Value // a time
	Active                                            Truth
}

// Member adds a selector or a target to a rule. The other one is null.
type Member struct {
	Rule, Selector, Target             Value
	RuleName, SelectorName, TargetName string
}

// Found is a risk that a change has.
type Found struct {
	ID   string
	Text Sentence
}

// Change is a change of one object, which its noun puts into words. Before or After may not exist.
type Change struct {
	Before, After              Object
	Created, Updated, Replaced bool // what the plan does; none of them for what was done outside of Terraform

	Sentences []Sentence
	Risks     []Found
}

// Say adds a sentence about the change.
func (c *Change) Say(parts ...any) { c.Sentences = append(c.Sentences, Say(parts...)) }

// Risk adds a risk.
func (c *Change) Risk(id string, parts ...any) {
	c.Risks = append(c.Risks, Found{ID: id, Text: Say(parts...)})
}

// Differs says whether an argument changes, or may change.
func (c *Change) Differs(name string) bool {
	before, after := c.Before.Get(name), c.After.Get(name)
	if after.IsUnknown() && !c.After.Configured(name) {
		return false // left to the service, which decides as it did
	}
	return !before.Same(after)
}

// Begins says whether a flag becomes true.
func (c *Change) Begins(name string) bool {
	return c.After.Get(name).True() && !c.Before.Get(name).True()
}

// MayBegin says whether a flag that the configuration sets is not known before the apply, and so may become true.
func (c *Change) MayBegin(name string) bool {
	return c.After.Get(name).HasUnknown() && c.After.Configured(name) && !c.Before.Get(name).True()
}

// Ends says whether a flag that was true becomes false while the object lives on.
func (c *Change) Ends(name string) bool {
	return c.Before.Get(name).True() && c.After.exists && c.After.Get(name).IsZero()
}

// Stops says whether an object that had an effect has none any more.
func (c *Change) Stops() bool { return c.Before.State() == True && c.After.State() == False }

// Gained returns the elements of a list that were not in it before; Lost those that are not in it any more. Unknown elements
// are neither.
func (c *Change) Gained(name string) []Value { return less(c.After.Get(name), c.Before.Get(name)) }

// Lost is Gained the other way round. Where the list has unknown elements, nothing is known to be lost.
func (c *Change) Lost(name string) []Value {
	if after := c.After.Get(name); after.HasUnknown() {
		return nil
	}
	return less(c.Before.Get(name), c.After.Get(name))
}

// less returns the known elements of a list that are not in another.
func less(list, other Value) []Value {
	var rest []Value
	others := other.Elements()
	for _, element := range list.Elements() {
		if !element.HasUnknown() && !slices.ContainsFunc(others, element.Same) {
			rest = append(rest, element)
		}
	}
	return rest
}

// Shown returns what may be shown of values.
func Shown(values []Value) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Text()
	}
	slices.SortFunc(texts, Natural)
	return slices.Compact(texts)
}
