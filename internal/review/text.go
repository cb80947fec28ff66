package review

import (
	"fmt"
	"io"
	"strings"
)

// text writes the document for a terminal.
func (d document) text(w io.Writer, colours bool) error {
	paint := func(code, text string) string {
		if !colours || code == "" {
			return text
		}
		return "\x1b[" + code + "m" + text + "\x1b[0m"
	}
	const bold = "1"
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n", paint(bold, d.title), plain(d.summary))
	for _, s := range d.sections {
		fmt.Fprintf(&b, "\n%s\n", paint(bold, s.title))
		if s.intro != "" {
			fmt.Fprintf(&b, "%s\n", s.intro)
		}
		for _, item := range s.items {
			sign := string(item.mark)
			if item.mark == dot {
				sign = "*"
			}
			fmt.Fprintf(&b, "  %s %s\n", paint(item.mark.colour(), sign), paint(item.mark.colour(), plain(item.text)))
			for _, below := range item.below {
				fmt.Fprintf(&b, "      %s\n", plain(below))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// colour is the code by which a terminal shows a mark.
func (m mark) colour() string {
	switch m {
	case plus:
		return "32"
	case minus:
		return "31"
	case alarm:
		return "33"
	case doubtful:
		return "36"
	case tilde, dot:
	}
	return ""
}
