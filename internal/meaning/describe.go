package meaning

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Label returns the argument by which people know an object, or a null value.
func (n Noun) Label(o Object) Value {
	for _, name := range n.Labels {
		if v := o.Get(name); !v.IsZero() {
			return v
		}
	}
	return Value{}
}

// Describe has a noun put a change into words, and adds what is said of every noun.
func (n Noun) Describe(c *Change) {
	if n.Change != nil {
		n.Change(c)
	}
	if c.Before.Exists() && c.After.Exists() && c.Before.Get("status").Is("SUSPENDED") && c.After.State() != False {
		c.Risk(SuspendedToActive, "It was suspended, and becomes active.")
	}
	switch {
	case !c.Before.Exists():
		if n.Sum != nil {
			c.Sentences = append([]Sentence{n.Sum(c.After)}, c.Sentences...)
		}
	case !c.After.Exists():
		if n.Sum != nil {
			c.Sentences = append([]Sentence{n.Sum(c.Before)}, c.Sentences...)
		}
	default:
		n.fields(c)
	}
}

// fields says how the arguments change that need no more words, and names those that have none.
func (n Noun) fields(c *Change) {
	for _, field := range n.Fields {
		if c.Differs(field.Name) {
			c.Sentences = append(c.Sentences, c.becomes(field.Words, field.Name))
		}
	}
	if c.Differs("status") && !slices.Contains(n.Said, "status") {
		c.Sentences = append(c.Sentences, c.becomes("Status", "status"))
	}
	named := func(name string) bool {
		return slices.ContainsFunc(n.Fields, func(f Field) bool { return f.Name == name })
	}
	var others []string
	for _, name := range union(c.Before.Keys(), c.After.Keys()) {
		common := []string{"id", "status", "timeouts", "create_time", "creator_uuid"}
		if c.Differs(name) && !named(name) && !slices.Contains(common, name) && !slices.Contains(n.Said, name) && !slices.Contains(n.Mute, name) &&
			(!c.After.Get(name).HasUnknown() || c.After.Configured(name)) {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		c.Say("Other arguments that change: ", others, ".")
	}
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// becomes says how an argument changes: what a list gains and loses, or a value before and after.
func (c *Change) becomes(words, name string) Sentence {
	before, after := c.Before.Get(name), c.After.Get(name)
	if (before.IsList() || before.IsNull()) && (after.IsList() || after.IsNull()) && !before.IsHidden() && !after.IsHidden() {
		s := Say(words, ":")
		gained, lost := Shown(c.Gained(name)), Shown(c.Lost(name))
		if len(gained) > 0 {
			s = append(s, Say(" gains ", gained)...)
		}
		if len(lost) > 0 {
			if len(gained) > 0 {
				s = append(s, Say(";")...)
			}
			s = append(s, Say(" loses ", lost)...)
		}
		if after.HasUnknown() {
			if len(gained)+len(lost) > 0 {
				s = append(s, Say("; the rest is")...)
			}
			s = append(s, Say(" known after apply")...)
			if references := c.After.References(name); len(references) > 0 {
				s = append(s, Say(", by ", references)...)
			}
		}
		if len(s) > 1 {
			return append(s, Say(".")...)
		}
	}
	switch {
	case before.IsZero():
		return Say(words, " is set to ", after, ".")
	case after.IsZero():
		return Say(words, " (", before, ") is removed.")
	}
	if long(before) || long(after) {
		return Say(words, " changes.")
	}
	return Say(words, " changes from ", before, " to ", after, ".")
}

// long says whether a value is better not repeated in a sentence.
func long(v Value) bool {
	const limit = 200
	text := v.Text()
	return len(text) > limit || strings.ContainsAny(text, "\n\r")
}

// Span says a number of seconds in the largest unit that fits.
func Span(seconds int64) string {
	for _, unit := range []struct {
		seconds int64
		name    string
	}{{86400, "day"}, {3600, "hour"}, {60, "minute"}} {
		if seconds >= unit.seconds && seconds%unit.seconds == 0 {
			return Plural(seconds/unit.seconds, unit.name)
		}
	}
	return Plural(seconds, "second")
}

// Plural says a number of things.
func Plural(n int64, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") && !strings.HasSuffix(one, "day") {
		return Count(n) + " " + strings.TrimSuffix(one, "y") + "ies"
	}
	return Count(n) + " " + one + "s"
}

// Count writes a number with its thousands set apart.
func Count(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func count(n int) string { return Count(int64(n)) }

// Moment writes a time for people.
func Moment(at time.Time) string { return at.UTC().Format("2006-01-02 15:04 MST") }

// IsEverybody says whether a selector of users, with or without a key such as "group:", selects everybody.
func IsEverybody(selector string) bool {
	key, value, found := strings.Cut(selector, ":")
	if !found {
		key, value = "", selector
	}
	if !slices.Contains([]string{"", "user", "group", "role"}, strings.TrimSpace(key)) {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "*", "all", "any", "anyone", "everyone", "everybody", "all users", "all_users", "all-users":
		return true
	}
	return false
}

// Opens adds the risk of a list that gains a selector of everybody.
func (c *Change) Opens(name, words string) {
	for _, v := range c.Gained(name) {
		if text, known := v.Exact(); known && IsEverybody(text) {
			c.Risk(Everybody, words, " ", v, ", which selects everybody.")
		}
	}
}

// OpensFilter is Opens for the tags of a filter.
func (c *Change) OpensFilter(name, words string) {
	before := flat(tagsOf(c.Before.Get(name).At("include_any")))
	for _, tag := range flat(tagsOf(c.After.Get(name).At("include_any"))) {
		if !IsEverybody(tag) || slices.Contains(before, tag) {
			continue
		}
		if holdsTrue(c.After.Get(name).hidden) {
			c.Risk(Everybody, words, " a ", Hidden, ", which selects everybody.")
			continue
		}
		c.Risk(Everybody, words, " ", Data(tag), ", which selects everybody.")
	}
}

// Constraints adds the risk of a map of constraints that loses one.
func (c *Change) Constraints(name string) {
	before, after := c.Before.Get(name), c.After.Get(name)
	if after.HasUnknown() {
		return
	}
	for _, key := range before.Keys() {
		if after.At(key).IsNull() {
			if before.IsHidden() {
				c.Risk(ConditionLost, "The policy loses a constraint.")
				continue
			}
			c.Risk(ConditionLost, "The policy loses the constraint ", Data(key), ".")
		}
	}
}

// Silences adds the risk of something that tells people of alerts and no longer does, or no longer tells some of them.
func (c *Change) Silences(recipients, one string) {
	switch {
	case c.Before.Exists() && !c.After.Exists():
		c.Risk(AlertingRemoved, "Terraform no longer manages the "+one+".")
	case c.Replaced:
		c.Risk(AlertingRemoved, "The "+one+" is replaced by another one.")
	case c.Stops():
		c.Risk(AlertingRemoved, "The "+one+" is suspended.")
	case c.Before.Exists() && len(c.Lost(recipients)) > 0:
		c.Risk(AlertingRemoved, "No longer told of alerts: ", Shown(c.Lost(recipients)), ".")
	}
}
