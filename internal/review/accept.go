package review

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// acceptance says why a risk of an object is accepted.
type acceptance struct {
	id, address, reason string
}

// parseAcceptance reads ID@ADDRESS:reason. The address may hold a colon between brackets.
func parseAcceptance(text string) (acceptance, error) {
	text = strings.TrimSpace(text)
	id, rest, found := strings.Cut(text, "@")
	end, quoted, depth := -1, false, 0
	for i := 0; i < len(rest) && end < 0; i++ {
		switch c := rest[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == ':' && depth == 0:
			end = i
		}
	}
	if !found || end < 0 {
		return acceptance{}, fmt.Errorf("%q is not of the form ID@ADDRESS:reason", display(text))
	}
	a := acceptance{id: strings.TrimSpace(id), address: strings.TrimSpace(rest[:end]), reason: strings.TrimSpace(rest[end+1:])}
	switch {
	case a.reason == "":
		return a, fmt.Errorf("%q gives no reason", display(text))
	case a.address == "":
		return a, fmt.Errorf("%q has no address", display(text))
	case !slices.ContainsFunc(meaning.Risks(), func(kind meaning.Risk) bool { return kind.ID == a.id }):
		return a, fmt.Errorf("%q: there is no risk %q", display(text), display(a.id))
	}
	return a, nil
}

// readAcceptances reads a file of acceptances, one a line. Empty lines and those that begin with # say nothing.
func readAcceptances(r io.Reader) ([]acceptance, error) {
	var all []acceptance
	s := bufio.NewScanner(r)
	for number := 1; s.Scan(); number++ {
		text := strings.TrimSpace(s.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		a, err := parseAcceptance(text)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		all = append(all, a)
	}
	return all, s.Err()
}

// accept marks the risks that are accepted, and notes what accepts nothing.
func (r *report) accept(acceptances []acceptance) {
	used := make([]bool, len(acceptances))
	mark := func(risks []risk) {
		for i := range risks {
			for j, a := range acceptances {
				if risks[i].kind.ID == a.id && risks[i].object.address == a.address {
					used[j] = true
					if risks[i].accepted == nil {
						risks[i].accepted = &acceptances[j]
					}
				}
			}
		}
	}
	mark(r.risks)
	mark(r.drift.risks)
	for j, a := range acceptances {
		if !used[j] {
			r.unused = append(r.unused, a)
		}
	}
}
