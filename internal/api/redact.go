package api

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	minSecret = 4 // bytes; shorter ones would blank out unrelated text

	maxExcerpt    = 512 // bytes
	maxMessage    = 4096
	maxHeaderText = 200
)

// redactor takes secrets out of texts. It is never changed, so that goroutines can share one.
type redactor struct {
	forms []string // every spelling of every secret
}

func newRedactor(secrets []string) redactor { return redactor{}.with(secrets...) }

// with returns a redactor that knows further secrets.
func (r redactor) with(secrets ...string) redactor {
	forms := slices.Clip(r.forms)
	for _, s := range secrets {
		forms = append(forms, spellings(s)...)
	}
	return redactor{forms: forms}
}

// spellings returns the forms in which a secret may come back in an answer: services quote what they were sent in JSON,
// in HTML, as part of a URL, or as the base64 of an Authorization header.
func spellings(secret string) []string {
	if len(secret) < minSecret {
		return nil
	}
	forms := []string{secret, html.EscapeString(secret)}
	if trimmed := strings.TrimSpace(secret); len(trimmed) >= minSecret {
		forms = append(forms, trimmed)
	}
	escaped, plain := jsonText(secret, true), jsonText(secret, false)
	forms = append(forms, escaped, plain,
		strings.ReplaceAll(plain, "/", `\/`),                               // PHP
		strings.NewReplacer("=", `\u003d`, "'", `\u0027`).Replace(escaped), // Gson
	)
	for _, s := range []string{url.QueryEscape(secret), url.PathEscape(secret), strings.ReplaceAll(url.QueryEscape(secret), "+", "%20")} {
		forms = append(forms, s, lowerEscapes(s))
	}
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		forms = append(forms, enc.EncodeToString([]byte(secret))) // a form with padding begins with it
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

func jsonText(s string, escapeHTML bool) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(escapeHTML)
	_ = enc.Encode(s) // a string always encodes
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(b.String()), `"`), `"`)
}

// lowerEscapes turns %2F into %2f.
func lowerEscapes(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], strings.ToLower(s[i+1:i+3]))
		}
	}
	return string(b)
}

// credentials returns the secrets within an Authorization header.
func credentials(header string) []string {
	secrets := []string{header}
	scheme, value, ok := strings.Cut(header, " ")
	if !ok {
		return secrets
	}
	value = strings.TrimSpace(value)
	secrets = append(secrets, value)
	if strings.EqualFold(scheme, "Basic") {
		if pair, err := base64.StdEncoding.DecodeString(value); err == nil {
			_, password, _ := strings.Cut(string(pair), ":")
			secrets = append(secrets, string(pair), password)
		}
	}
	return secrets
}

// text returns s without secrets, from no more than its first limit bytes; cut says whether that left something out.
// Secrets are found before the cut, so that none is shown in part.
func (r redactor) text(s string, limit int) (clean string, cut bool) {
	type span struct{ from, to int }
	var spans []span
	window := s[:min(len(s), limit+r.longest())]
	for _, form := range r.forms {
		for from := 0; ; {
			i := strings.Index(window[from:], form)
			if i < 0 {
				break
			}
			spans = append(spans, span{from + i, from + i + len(form)})
			from += i + 1 // occurrences may overlap
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var b strings.Builder
	end, done := min(limit, len(s)), 0
	for _, sp := range spans {
		if sp.from >= end {
			break
		}
		if sp.from >= done {
			b.WriteString(s[done:sp.from])
			b.WriteString(redacted)
		}
		done = max(done, sp.to)
	}
	if done < end {
		for i := 1; i < utf8.UTFMax && end < len(s) && end > done && !utf8.RuneStart(s[end]); i++ {
			end-- // not within a character
		}
		b.WriteString(s[done:end])
	}
	return b.String(), max(end, done) < len(s)
}

func (r redactor) longest() int {
	n := 0
	for _, f := range r.forms {
		n = max(n, len(f))
	}
	return n
}

// line returns s as one line without secrets, with control characters escaped, so that an answer cannot write to the
// practitioner's terminal.
func (r redactor) line(s string, limit int) string {
	clean, cut := r.text(s, limit)
	clean = printable(clean)
	if cut {
		clean += "..."
	}
	return clean
}

func (r redactor) excerpt(body []byte) string {
	// Only the beginning is looked at; a body may have many megabytes.
	return r.line(string(body[:min(len(body), maxExcerpt+r.longest()+1)]), maxExcerpt)
}

func (r redactor) fields(fields map[string][]string) map[string][]string {
	if len(fields) == 0 {
		return nil
	}
	clean := make(map[string][]string, len(fields))
	for name, messages := range fields {
		name = r.line(name, maxHeaderText)
		for _, m := range messages {
			clean[name] = append(clean[name], r.line(strings.TrimSpace(m), maxMessage))
		}
	}
	return clean
}

// cause returns err, or an error that stands for it if its text would show a secret or a control character.
func (r redactor) cause(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if clean := r.line(text, maxMessage); clean != text {
		return &redactedError{text: clean, err: err}
	}
	return err
}

// redactedError has no Unwrap: the texts below it hold the secret.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string        { return e.text }
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }
func (e *redactedError) GoString() string     { return strconv.Quote(e.text) }

// printable escapes control characters and what is not UTF-8. Line breaks, with the spaces around them, become one
// space.
func printable(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == utf8.RuneError || !strconv.IsPrint(r) }) {
		return s
	}
	var b strings.Builder
	gap := false // the last character written is a space
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		space := c == ' ' || c == '\n' || c == '\r' || c == '\t'
		switch {
		case space && !gap:
			b.WriteByte(' ')
		case space:
		case c == utf8.RuneError && size == 1, !strconv.IsPrint(c):
			quoted := strconv.Quote(s[i : i+size])
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteString(s[i : i+size])
		}
		gap = space
		i += size
	}
	return b.String()
}

// Redact returns a text without secrets, in whatever spelling a service may have quoted them. Secrets of less than four
// bytes are ignored, since they would blank out unrelated text.
func Redact(text string, secrets ...Secret) string {
	plain := make([]string, len(secrets))
	for i, s := range secrets {
		plain[i] = s.Value()
	}
	clean, _ := newRedactor(plain).text(text, len(text))
	return clean
}
