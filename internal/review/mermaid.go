package review

import (
	"fmt"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// How much a picture shows before it is cut.
const (
	maxGroups = 12 // of selectors that gain or lose the same apps by the same rules
	maxNames  = 4  // of selectors in a box
	maxApps   = 5  // of one group
)

// picture is selectors that gain or lose the same apps by the same rules.
type picture struct {
	gains     bool
	by        []string
	selectors []string
	targets   []*target
}

// pictures groups the changes of reach: first targets by selector and rules, then selectors by targets.
func (d difference) pictures() []picture {
	var all []picture
	for _, gains := range []bool{true, false} {
		pairs := d.lost
		if gains {
			pairs = d.gained
		}
		type reached struct {
			selector, by string
		}
		index := map[reached]*picture{}
		var order []*picture
		for _, p := range pairs {
			key := reached{p.selector.Text(), strings.Join(p.by, "\x00")}
			one := index[key]
			if one == nil {
				one = &picture{gains: gains, by: p.by, selectors: []string{key.selector}}
				index[key] = one
				order = append(order, one)
			}
			one.targets = append(one.targets, p.target)
		}
		same := map[string]*picture{}
		var merged []*picture
		for _, one := range order {
			key := strings.Join(one.by, "\x00")
			for _, t := range one.targets {
				key += "\x01" + t.key
			}
			if other := same[key]; other != nil {
				other.selectors = append(other.selectors, one.selectors...)
				continue
			}
			same[key] = one
			merged = append(merged, one)
		}
		for _, one := range merged {
			all = append(all, *one)
		}
	}
	return all
}

// mermaid draws who gains and who loses what, as a graph in Mermaid. Gained are thick lines with a plus, lost dotted lines with a
// minus, so that nobody needs colours to tell them apart.
func (d difference) mermaid() string {
	all := d.pictures()
	shown := all[:min(len(all), maxGroups)]
	var b strings.Builder
	b.WriteString("```mermaid\nflowchart LR\n")
	apps := map[string]string{}
	cutApps := 0
	for i, p := range shown {
		line, words, class := "==>", "+ gains", "gained"
		if !p.gains {
			line, words, class = "-.->", "- loses", "lost"
		}
		fmt.Fprintf(&b, "  s%d([\"%s\"]):::%s %s|\"%s\"| r%d[\"%s\"]\n", i, mermaidText(names(p.selectors)), class, line, words, i, mermaidText(names(d.labels(p.by))))
		for j, t := range p.targets {
			if j == maxApps {
				cutApps += len(p.targets) - maxApps
				fmt.Fprintf(&b, "  r%d %s m%d[[\"and %d more apps\"]]\n", i, line, i, len(p.targets)-maxApps)
				break
			}
			id, known := apps[t.key]
			if !known {
				id = fmt.Sprintf("a%d", len(apps))
				apps[t.key] = id
				fmt.Fprintf(&b, "  r%d %s %s[[\"%s\"]]\n", i, line, id, mermaidText(t.short()))
				continue
			}
			fmt.Fprintf(&b, "  r%d %s %s\n", i, line, id)
		}
	}
	b.WriteString("  classDef gained stroke:#1a7f37,stroke-width:3px\n  classDef lost stroke:#cf222e,stroke-dasharray:4 4\n```\n")
	if n := len(all) - len(shown); n > 0 {
		rest := 0
		for _, p := range all[len(shown):] {
			rest += len(p.selectors) * len(p.targets)
		}
		fmt.Fprintf(&b, "\nThe picture leaves out %s, with %s of a selector and an app.\n", meaning.Plural(int64(n), "group"), meaning.Plural(int64(rest), "pair"))
	}
	if cutApps > 0 {
		fmt.Fprintf(&b, "\nIt leaves out %s of the groups that it shows.\n", meaning.Plural(int64(cutApps), "app"))
	}
	return b.String()
}

// names writes some texts in one line, and counts the rest.
func names(texts []string) string {
	if len(texts) > maxNames {
		return strings.Join(texts[:maxNames], ", ") + " and " + meaning.Count(int64(len(texts)-maxNames)) + " more"
	}
	return strings.Join(texts, ", ")
}

// labels are what a picture calls rules and members.
func (d difference) labels(addresses []string) []string {
	return each(addresses, func(address string) string {
		if o := d.estate.lookup(address); o != nil {
			return o.short()
		}
		return address
	})
}

// short is what a picture calls an object: its name, or else its address.
func (o *object) short() string {
	if label := o.label(); !label.IsNull() && !label.IsHidden() && !label.IsUnknown() {
		return label.Text()
	}
	return o.address
}

// short is what a picture calls a target.
func (t *target) short() string {
	if t.object == nil {
		return t.id.Text()
	}
	return t.object.short()
}
