package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// Meaning says what apps mean to people who review a plan.
func Meaning() meaning.Noun {
	fields := []meaning.Field{
		{Name: "name", Words: "Name"}, {Name: "protocol", Words: "Protocol"}, {Name: "host", Words: "Host"}, {Name: "port", Words: "Port"}, {Name: "path", Words: "Path"},
		{Name: "internal_protocol", Words: "Protocol inside"}, {Name: "internal_host_pattern", Words: "Host inside"}, {Name: "internal_port", Words: "Port inside"},
		{Name: "connector_unique_name", Words: "Connector that carries the traffic"}, {Name: "verify_server_cert", Words: "Check of the server's certificate"},
		{Name: "host_match_type", Words: "How the host is matched"}, {Name: "protocols", Words: "Protocol numbers"}, {Name: "tags", Words: "Tags, by which policies select it"}, {Name: "refs", Words: "References"},
	}
	for _, name := range ports() {
		fields = append(fields, meaning.Field{Name: name, Words: strings.ToUpper(name[:3]) + strings.ReplaceAll(name[3:], "_", " ")})
	}
	return meaning.Noun{
		Type: "zerotrust_app", One: "app", Labels: []string{"name"}, End: meaning.Stays, ReplacedUnless: []string{},
		Sum:    func(o meaning.Object) meaning.Sentence { return meaning.Say("Reached at: ", where(o), ".") },
		Fields: fields, Mute: []string{"ref_matches"}, Change: change,
		Reach: func(o meaning.Object) meaning.Reach {
			return meaning.Reach{Target: &meaning.Target{ID: o.Get("id"), Where: where(o), Active: o.State()}}
		},
	}
}

func ports() []string {
	return []string{"tcp_ports", "tcp_port_ranges", "udp_ports", "udp_port_ranges"}
}

// where says protocol, host and ports: what a user who reaches the app can connect to.
func where(o meaning.Object) meaning.Sentence {
	var s meaning.Sentence
	add := func(words string, v meaning.Value) {
		if !v.IsZero() {
			if len(s) > 0 {
				s = append(s, meaning.Say(", ")...)
			}
			s = append(s, meaning.Say(words, v)...)
		}
	}
	add("", o.Get("protocol"))
	add("host ", o.Get("host"))
	add("port ", o.Get("port"))
	add("path ", o.Get("path"))
	for _, transport := range []string{"tcp", "udp"} {
		list, ranges := o.Get(transport+"_ports"), o.Get(transport+"_port_ranges")
		if list.IsZero() && ranges.IsZero() {
			continue
		}
		var texts []string
		switch {
		case list.IsHidden() || ranges.IsHidden():
			texts = []string{meaning.Hidden}
		default:
			texts = list.Texts()
			for _, r := range ranges.Elements() {
				texts = append(texts, r.At("start").Text()+"-"+r.At("end").Text())
			}
		}
		slices.SortFunc(texts, meaning.Natural)
		if len(s) > 0 {
			s = append(s, meaning.Say(", ")...)
		}
		s = append(s, meaning.Say(strings.ToUpper(transport)+" ports ", texts)...)
	}
	add("inside: protocol ", o.Get("internal_protocol"))
	add("inside: host ", o.Get("internal_host_pattern"))
	add("inside: port ", o.Get("internal_port"))
	if len(s) == 0 {
		return meaning.Say("no host or port is set")
	}
	return s
}

func change(c *meaning.Change) {
	for _, name := range []string{"host", "internal_host_pattern"} {
		host, known := c.After.Get(name).Exact()
		if known && strings.Contains(host, "*") && !c.Before.Get(name).Is(host) {
			c.Risk(meaning.WildcardHost, "The host ", c.After.Get(name), " has a wildcard: it stands for every host that fits.")
		}
	}
	for _, transport := range []string{"tcp", "udp"} {
		before, after := c.Before.Get(transport+"_port_ranges"), c.After.Get(transport+"_port_ranges")
		for _, r := range joined(after) {
			if r.size() <= wide || slices.ContainsFunc(joined(before), func(b span) bool { return b.start <= r.start && r.end <= b.end }) {
				continue
			}
			if after.IsHidden() {
				c.Risk(meaning.WidePortRange, "A range of "+strings.ToUpper(transport)+" ports has more than 1,000 ports.")
				continue
			}
			c.Risk(meaning.WidePortRange, "The "+strings.ToUpper(transport)+" ports ", meaning.Data(strconv.FormatInt(r.start, 10)+"-"+strconv.FormatInt(r.end, 10)),
				" are "+meaning.Count(r.size())+" ports.")
		}
	}
}

// wide is how many ports a range may have before it is a risk.
const wide = 1000

type span struct{ start, end int64 }

func (s span) size() int64 { return s.end - s.start + 1 }

// joined returns the ranges of ports, those that overlap or touch made one.
func joined(ranges meaning.Value) []span {
	var all []span
	for _, r := range ranges.Elements() {
		start, known := r.At("start").Int()
		end, knownEnd := r.At("end").Int()
		const last = 65535
		if known && knownEnd && 0 <= start && start <= end && end <= last {
			all = append(all, span{start, end})
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var whole []span
	for _, r := range all {
		if n := len(whole); n > 0 && r.start <= whole[n-1].end+1 {
			whole[n-1].end = max(whole[n-1].end, r.end)
			continue
		}
		whole = append(whole, r)
	}
	return whole
}
