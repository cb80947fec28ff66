package meaning

import "strings"

// Part is a piece of a sentence: words of this program, or text that comes from the plan. The latter is whatever somebody wrote,
// and each format of a report escapes it.
type Part struct {
	Text string
	Data bool
}

// Sentence is what people read.
type Sentence []Part

// Data is text that comes from the plan.
type Data string

// Say makes a sentence: a string is words of this program, a Value or Data comes from the plan. Other sentences are taken in.
func Say(parts ...any) Sentence {
	var s Sentence
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			s = append(s, Part{Text: p})
		case Data:
			s = append(s, Part{Text: string(p), Data: true})
		case Value:
			text := p.Text()
			s = append(s, Part{Text: text, Data: text != Hidden && text != Unknown && text != "nothing"})
		case Sentence:
			s = append(s, p...)
		case []string:
			s = append(s, list(p)...)
		}
	}
	return s
}

// shown is how many elements of a list a sentence names.
const shown = 20

// list says texts of the plan one after another.
func list(texts []string) Sentence {
	var s Sentence
	for i, text := range texts {
		if i == shown {
			return append(s, Part{Text: " and " + count(len(texts)-shown) + " more"})
		}
		if i > 0 {
			s = append(s, Part{Text: ", "})
		}
		s = append(s, Part{Text: text, Data: text != Hidden && text != Unknown})
	}
	return s
}

// String returns the sentence without any escaping.
func (s Sentence) String() string {
	var b strings.Builder
	for _, p := range s {
		b.WriteString(p.Text)
	}
	return b.String()
}
