package api

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"io"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSpellings(t *testing.T) {
	t.Parallel()
	const secret = "s3/cr+e=t<&>\"'\\ ü\t\x01"
	quoted, err := json.Marshal(secret)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := encode(secret)
	if err != nil {
		t.Fatal(err)
	}
	lower := strings.NewReplacer("%2F", "%2f", "%2B", "%2b", "%3D", "%3d", "%3C", "%3c", "%3E", "%3e", "%5C", "%5c", "%C3%BC", "%c3%bc")
	red := newRedactor([]string{secret})
	for name, form := range map[string]string{
		"plain":                              secret,
		"JSON":                               string(quoted),
		"JSON, HTML as is":                   string(plain),
		"JSON in JSON":                       jsonText(string(quoted), true),
		"JSON in JSON, HTML as is":           jsonText(string(plain), false),
		"JSON in JSON, the inner HTML as is": jsonText(string(plain), true), "JSON in JSON, the outer HTML as is": jsonText(string(quoted), false),
		"JSON of PHP":      strings.ReplaceAll(string(plain), "/", `\/`),
		"query":            url.QueryEscape(secret),
		"query, lower":     lower.Replace(url.QueryEscape(secret)),
		"path":             url.PathEscape(secret),
		"URI component":    strings.ReplaceAll(url.QueryEscape(secret), "+", "%20"),
		"HTML":             html.EscapeString(secret),
		"base64":           base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 for URLs":  base64.URLEncoding.EncodeToString([]byte(secret)),
		"base64, unpadded": base64.RawStdEncoding.EncodeToString([]byte(secret)),
	} {
		got := red.line("before "+form+" after", 1000)
		if strings.Contains(got, "cr") || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " after") || !strings.Contains(got, redacted) {
			t.Errorf("%s: %q became %q", name, form, got)
		}
	}
}

func TestRedactedTexts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		secrets []string
		text    string
		limit   int
		want    string
	}{
		"nothing":               {nil, "text", 10, "text"},
		"short ones are words":  {[]string{"", "a", "the"}, "the cat", 10, "the cat"},
		"again and again":       {[]string{"abcd"}, "abcdabcd abcd", 99, "[redacted][redacted] [redacted]"},
		"one within the other":  {[]string{"abcd", "xabcdx"}, "-xabcdx-abcd-", 99, "-[redacted]-[redacted]-"},
		"overlapping":           {[]string{"abcdef", "defghi"}, "-abcdefghi-", 99, "-[redacted]-"},
		"overlapping itself":    {[]string{"abcabcab"}, "-abcabcabcab-", 99, "-[redacted]-"},
		"cut before":            {[]string{"abcd"}, "0123456789abcd", 10, "0123456789..."},
		"cut within":            {[]string{"abcdefgh"}, "01234567abcdefgh-", 10, "01234567[redacted]..."},
		"cut at its end":        {[]string{"abcdefgh"}, "01abcdefgh", 10, "01[redacted]"},
		"shrunk texts stay cut": {[]string{strings.Repeat("s", 40)}, strings.Repeat("s", 40) + strings.Repeat("-", 10) + strings.Repeat("s", 40), 45, "[redacted]-----..."},
		"letters stay whole":    {nil, "äöü", 3, "ä..."},
		"no UTF-8":              {nil, "\xff\xfe\xfd\xfc\xfb", 4, `\xff\xfe\xfd\xfc...`},
		"control characters":    {nil, "a\x1b[2J\x00\u202eb\u2028c", 99, `a\x1b[2J\x00\u202eb\u2028c`},
		"lines":                 {nil, "a \r\n\t b\n", 99, "a b "},
		"a secret with a line":  {[]string{"-----BEGIN\nabc\n"}, "key: -----BEGIN\nabc\n", 99, "key: [redacted]"},
		"sent with a line end":  {[]string{"abcdef\n"}, "token abcdef is bad", 99, "token [redacted] is bad"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := newRedactor(tt.secrets).line(tt.text, tt.limit); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWithLeavesTheOriginalAlone(t *testing.T) {
	t.Parallel()
	base := newRedactor([]string{"first-secret"})
	one, two := base.with("second-secret"), base.with("third-secret")
	for text, red := range map[string]redactor{"second-secret": two, "third-secret": one} {
		if got := red.line(text, 99); got != text {
			t.Errorf("%s became %s", text, got)
		}
	}
	if got := one.line("first-secret second-secret", 99); got != "[redacted] [redacted]" {
		t.Error(got)
	}
}

func TestCause(t *testing.T) {
	t.Parallel()
	red := newRedactor([]string{"s3cr3t"})
	inner := errors.Join(io.ErrUnexpectedEOF, errors.New("s3cr3t"))
	err := red.cause(inner)
	if strings.Contains(err.Error(), "s3cr3t") || !errors.Is(err, io.ErrUnexpectedEOF) || errors.Unwrap(err) != nil {
		t.Errorf("got %v", err)
	}
	if err := red.cause(io.EOF); err != io.EOF { //nolint:errorlint // the very same error is expected
		t.Errorf("got %v", err)
	}
	if red.cause(nil) != nil {
		t.Error("an error out of nothing")
	}
}

func TestCredentials(t *testing.T) {
	t.Parallel()
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("key-id:key-secret"))
	red := redactor{}.with(credentials(basic)...).with(credentials("Bearer t0ken-1")...).with(credentials("naked-t0ken")...)
	for _, text := range []string{basic, basic[6:], "key-id:key-secret", "key-secret", "t0ken-1", "Bearer t0ken-1", "naked-t0ken",
		base64.StdEncoding.EncodeToString([]byte("t0ken-1"))} {
		if got := strings.TrimRight(red.line(text, 999), "="); got != redacted && got != "Bearer "+redacted {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// FuzzErrorBody feeds the reader of error bodies: it must not fail, and must never show the secret.
func FuzzErrorBody(f *testing.F) {
	for _, body := range []string{"", `{"message":"no"}`, `{"message":"s3cr3t!"}`, `{"message":"s3cr3`, "<html>\xff", `{"fields":{"a\n":["s3cr3t!",""]}}`,
		`["a"]`, "null", strings.Repeat("s3cr3t!", 100), strings.Repeat("x", 509) + "s3cr3t!", `{"message":"s3cr3t\u0021"}`} {
		f.Add([]byte(body), 400)
	}
	read := func(body []byte) (string, map[string][]string) {
		var shape struct {
			Message string
			Fields  map[string][]string
		}
		_ = json.Unmarshal(body, &shape)
		return shape.Message, shape.Fields
	}
	var clients []*Client
	for _, reader := range []func([]byte) (string, map[string][]string){read, nil} {
		c, err := New(Config{Endpoint: "https://service.example.com", Secrets: []string{"s3cr3t!"}, ErrorBody: reader})
		if err != nil {
			f.Fatal(err)
		}
		clients = append(clients, c)
	}
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		for _, c := range clients {
			e := c.answerError(status, "", body, c.secrets, false)
			e.Service, e.Method, e.Route = "Service", "GET", "/x"
			text := e.Error()
			if strings.Contains(text, "s3cr3t!") {
				t.Errorf("the secret shows in %q", text)
			}
			if strings.ContainsAny(text, "\n\r\x1b\x00") || !utf8.ValidString(text) {
				t.Errorf("not one clean line: %q", text)
			}
			if len(e.Excerpt) > 4*maxExcerpt+3 {
				t.Errorf("an excerpt of %d bytes", len(e.Excerpt))
			}
		}
	})
}
