package review

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// maxShown is how many characters of a text from the plan are shown.
const maxShown = 200

// display makes a text from the plan fit for one line that shows all there is: characters that move the cursor, change the
// direction of writing or are not seen at all are written out, and what is blank stands between quotes.
func display(text string) string {
	if strings.Trim(text, " ") == "" {
		return `"` + text + `"`
	}
	var b strings.Builder
	shown := 0
	for i, r := range text {
		if shown == maxShown {
			fmt.Fprintf(&b, "... (%d more characters)", utf8.RuneCountInString(text[i:]))
			break
		}
		shown++
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == utf8.RuneError, unicode.IsControl(r), !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\u{%04X}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain writes a sentence for JSON, where each text from the plan is made fit to be shown.
func plain(s meaning.Sentence) string {
	var b strings.Builder
	for _, p := range s {
		if p.Data {
			b.WriteString(display(p.Text))
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// code writes text from the plan as a code span of Markdown, in which nothing is markup, a link, HTML or a mention.
func code(text string) string {
	text = display(text)
	longest, run := 0, 0
	for _, r := range text {
		if r == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// markdown writes a sentence in Markdown.
func markdown(s meaning.Sentence) string {
	var b strings.Builder
	for _, p := range s {
		if p.Data {
			b.WriteString(code(p.Text))
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// mermaidText writes text as a label of Mermaid between quotes. All but letters, digits and a few marks are character codes of
// Mermaid, so that no text ends a label, is markup or HTML.
func mermaidText(text string) string {
	var b strings.Builder
	for _, r := range display(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" .,:_-+/()", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
