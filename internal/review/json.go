package review

import (
	"encoding/json"
	"io"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// The JSON of a report. The guide documents it; lists are never null.

type jsonReport struct {
	FormatVersion string          `json:"format_version"`
	Plan          jsonPlan        `json:"plan"`
	Reach         jsonReach       `json:"reach"`
	Risks         []jsonRisk      `json:"risks"`
	Changes       []jsonChange    `json:"changes"`
	Orders        []jsonOrder     `json:"orders"`
	LeftBehind    []jsonLine      `json:"left_behind"`
	Replaced      []jsonLine      `json:"replaced"`
	Secrets       []jsonLine      `json:"secrets"`
	Undocumented  []jsonLine      `json:"undocumented"`
	Deferred      []jsonLine      `json:"deferred"`
	Actions       []jsonAction    `json:"actions"`
	Drift         jsonDrift       `json:"drift"`
	Unused        []jsonAccepting `json:"unused_acceptances"`
}

type jsonPlan struct {
	Errored bool `json:"errored"`
	Partial bool `json:"partial"`
}

type jsonReach struct {
	Gained  []jsonPair    `json:"gained"`
	Lost    []jsonPair    `json:"lost"`
	Changed []jsonAltered `json:"changed"`
	Unknown []jsonUnknown `json:"unknown"`
}

type jsonApp struct {
	Name    string `json:"name"`
	Address string `json:"address"`
	Where   string `json:"where"`
}

type jsonPair struct {
	Selector    string   `json:"selector"`
	App         jsonApp  `json:"app"`
	By          []string `json:"by"`
	ByReference bool     `json:"by_reference"`
}

type jsonAltered struct {
	App       jsonApp  `json:"app"`
	Before    string   `json:"before"`
	After     string   `json:"after"`
	Replaced  bool     `json:"replaced"`
	Selectors []string `json:"selectors"`
	By        []string `json:"by"`
}

type jsonUnknown struct {
	Address  string    `json:"address"`
	Selector string    `json:"selector"`
	Among    []jsonApp `json:"among"`
	Text     string    `json:"text"`
}

type jsonRisk struct {
	ID       string `json:"id"`
	Level    string `json:"level"`
	Address  string `json:"address"`
	Name     string `json:"name"`
	Text     string `json:"text"`
	Accepted bool   `json:"accepted"`
	Reason   string `json:"reason"`
	Stays    *bool  `json:"stays,omitempty"`
}

type jsonChange struct {
	Address   string   `json:"address"`
	Type      string   `json:"type"`
	Name      string   `json:"name"`
	Action    string   `json:"action"`
	Sentences []string `json:"sentences"`
}

type jsonOrder struct {
	Kind   string       `json:"kind"`
	Before []jsonObject `json:"before"`
	After  []jsonObject `json:"after"`
}

type jsonObject struct {
	Address string `json:"address"`
	Name    string `json:"name"`
}

type jsonLine struct {
	Address string `json:"address"`
	Type    string `json:"type"`
	Name    string `json:"name"`
	Text    string `json:"text"`
}

type jsonAction struct {
	Address string `json:"address"`
	Type    string `json:"type"`
}

type jsonDrift struct {
	Reach   jsonReach       `json:"reach"`
	Risks   []jsonRisk      `json:"risks"`
	Objects []jsonDriftedOf `json:"objects"`
}

type jsonDriftedOf struct {
	Address   string   `json:"address"`
	Type      string   `json:"type"`
	Name      string   `json:"name"`
	What      string   `json:"what"`
	Sentences []string `json:"sentences"`
	Effect    string   `json:"effect"`
	Plan      string   `json:"plan"`
}

type jsonAccepting struct {
	ID      string `json:"id"`
	Address string `json:"address"`
	Reason  string `json:"reason"`
}

func (r *report) json(w io.Writer) error {
	out := jsonReport{
		FormatVersion: FormatVersion,
		Plan:          jsonPlan{r.errored, r.partial},
		Reach:         r.reach.json(),
		Risks:         each(r.risks, risk.json),
		Changes: each(r.changes, func(c change) jsonChange {
			return jsonChange{c.object.address, c.object.typ, c.object.name(), c.action, each(c.sentences, plain)}
		}),
		Orders: each(r.orders, func(o order) jsonOrder {
			return jsonOrder{o.one, each(o.before, (*object).json), each(o.after, (*object).json)}
		}),
		LeftBehind: each(r.leftBehind, line.json), Replaced: each(r.replaced, line.json), Secrets: each(r.secrets, line.json),
		Undocumented: each(r.undocumented, line.json), Deferred: each(r.deferred, line.json),
		Actions: each(r.actions, func(a actionInvocation) jsonAction { return jsonAction{a.Address, a.Type} }),
		Drift: jsonDrift{
			Reach: r.drift.reach.json(),
			Risks: each(r.drift.risks, func(x risk) jsonRisk {
				j := x.json()
				j.Stays = &x.stays
				return j
			}),
			Objects: each(r.drift.objects, func(d drifted) jsonDriftedOf {
				return jsonDriftedOf{d.object.address, d.object.typ, d.object.name(), d.what, each(d.sentences, plain), d.effect, plain(d.plan)}
			}),
		},
		Unused: each(r.unused, func(a acceptance) jsonAccepting { return jsonAccepting{a.id, a.address, a.reason} }),
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// each turns the elements of a list into others. The list is there, even if it is empty.
func each[A, B any](list []A, turn func(A) B) []B {
	turned := make([]B, len(list))
	for i, element := range list {
		turned[i] = turn(element)
	}
	return turned
}

func (d difference) json() jsonReach {
	pairs := func(list []pair) []jsonPair {
		return each(list, func(p pair) jsonPair {
			by := p.by
			if by == nil {
				by = []string{}
			}
			return jsonPair{p.selector.Text(), p.target.json(), by, p.byReference}
		})
	}
	return jsonReach{
		Gained: pairs(d.gained), Lost: pairs(d.lost),
		Changed: each(d.changed, func(a alteration) jsonAltered {
			return jsonAltered{a.target.json(), plain(a.before), plain(a.after), a.replaced, each(a.selectors, meaning.Value.Text), each(a.by, func(s string) string { return s })}
		}),
		Unknown: each(d.doubts, func(x doubt) jsonUnknown {
			u := jsonUnknown{Address: x.object.address, Among: each(x.among, (*target).json), Text: plain(x.text)}
			if x.selector != nil {
				u.Selector = x.selector.Text()
			}
			return u
		}),
	}
}

func (t *target) json() jsonApp {
	if t.object == nil {
		return jsonApp{Name: t.id.Text()}
	}
	return jsonApp{Name: t.object.name(), Address: t.object.address, Where: plain(t.where)}
}

func (x risk) json() jsonRisk {
	j := jsonRisk{ID: x.kind.ID, Level: x.kind.Level.String(), Address: x.object.address, Name: x.object.name(), Text: plain(x.text)}
	if x.accepted != nil {
		j.Accepted, j.Reason = true, x.accepted.reason
	}
	return j
}

func (l line) json() jsonLine {
	return jsonLine{l.object.address, l.object.typ, l.object.name(), plain(l.text)}
}

func (o *object) json() jsonObject { return jsonObject{o.address, o.name()} }

// name is what people call an object; "" if it has no name.
func (o *object) name() string {
	label := o.label()
	if label.IsNull() {
		return ""
	}
	return label.Text()
}
