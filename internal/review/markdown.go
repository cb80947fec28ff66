package review

import (
	"fmt"
	"io"
	"strings"
)

// maxComment is how long a report in Markdown may be, in bytes: hosts of pull requests refuse longer comments.
const maxComment = 60_000

// markdown writes the document in Markdown. What is too long for a comment is cut, and what was cut is counted.
func (d document) markdown(w io.Writer) error {
	var text string
	for limit := 100; limit > 0; limit /= 2 {
		if text = d.markdownOf(limit); len(text) <= maxComment {
			break
		}
	}
	_, err := io.WriteString(w, text)
	return err
}

func (d document) markdownOf(limit int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n", d.title, markdown(d.summary))
	for _, s := range d.sections {
		fmt.Fprintf(&b, "\n%s %s\n", strings.Repeat("#", s.depth+2), s.title)
		if s.intro != "" {
			fmt.Fprintf(&b, "\n%s\n", s.intro)
		}
		if len(s.items) > 0 {
			b.WriteByte('\n')
		}
		const folded = 5
		if s.folded && len(s.items) > folded {
			fmt.Fprintf(&b, "<details><summary>%d objects</summary>\n\n", len(s.items))
		}
		for i, item := range s.items {
			if i == limit {
				fmt.Fprintf(&b, "- %d more are not shown here; the report in JSON has them all.\n", len(s.items)-limit)
				break
			}
			m := ""
			if item.mark != dot {
				m = "**" + string(item.mark) + "** "
			}
			fmt.Fprintf(&b, "- %s%s\n", m, markdown(item.text))
			for j, below := range item.below {
				if j == limit {
					fmt.Fprintf(&b, "  - and %d more\n", len(item.below)-limit)
					break
				}
				fmt.Fprintf(&b, "  - %s\n", markdown(below))
			}
		}
		if s.folded && len(s.items) > folded {
			b.WriteString("\n</details>\n")
		}
		if s.graph != nil {
			fmt.Fprintf(&b, "\n%s", s.graph.mermaid())
		}
	}
	return b.String()
}
