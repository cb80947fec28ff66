package canary_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// window is how many bytes of a secret are looked for: a part of one is a leak as well.
const window = 12

// scanner looks for secrets in whatever a run leaves.
type scanner struct {
	windows map[string]string // part of a spelling: which secret
	encoded *regexp.Regexp    // what may be base64
	begins  [1 << 16]bool     // by the first two bytes of a window, so that most places are passed at once
	bytes   int               // looked at
}

// add looks for the last 24 bytes of a value, as they are, in hexadecimal digits, and in base64 at each of the three
// places where a group may begin. The beginning is left out: of a URL or a JWT it is no secret.
func (s *scanner) add(value, use string) {
	value = strings.TrimRight(value, "=")
	for _, part := range []string{last(value, window), last(value[:max(0, len(value)-window)], window)} {
		if len(part) < window {
			continue
		}
		forms := []string{part, hex.EncodeToString([]byte(part)), strings.ToUpper(hex.EncodeToString([]byte(part)))}
		for offset := range 3 {
			for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
				encoded := encoding.EncodeToString([]byte(strings.Repeat("x", offset) + part))
				forms = append(forms, encoded[(offset*8+5)/6:len(part)*8/6]) // without what the neighbours decide
			}
		}
		for _, form := range forms {
			form = form[:window]
			s.windows[form] = use
			s.begins[int(form[0])<<8|int(form[1])] = true
		}
	}
}

func last(text string, n int) string { return text[max(0, len(text)-n):] }

// find returns which secrets a content holds, each with what stands before its first place.
func (s *scanner) find(content []byte) map[string]string {
	s.bytes += len(content)
	found := map[string]string{}
	for i := 0; i+window <= len(content); i++ {
		if !s.begins[int(content[i])<<8|int(content[i+1])] {
			continue
		}
		use, ok := s.windows[string(content[i:i+window])]
		if _, seen := found[use]; ok && !seen {
			found[use] = string(content[max(0, i-160):i])
		}
	}
	return found
}

func newScanner() *scanner {
	return &scanner{windows: map[string]string{}, encoded: regexp.MustCompile(`[A-Za-z0-9+/_-]{16,}`)}
}

// deep is find, also within what is base64 in base64, as the private state is.
func (s *scanner) deep(content []byte, depth int) map[string]string {
	found := s.find(content)
	if depth == 0 {
		return found
	}
	for _, run := range s.encoded.FindAll(content, -1) {
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			if decoded, err := encoding.DecodeString(string(run)); err == nil {
				for use := range s.deep(decoded, depth-1) {
					found[use] = "(encoded within) " + string(run[:16])
				}
			}
		}
	}
	return found
}

// clean fails the test if a content holds a secret. The message does not show it.
func (s *scanner) clean(t *testing.T, name string, content []byte, depth int) {
	t.Helper()
	for _, leak := range s.leaks(name, content, depth) {
		t.Error(leak)
	}
}

func (s *scanner) leaks(name string, content []byte, depth int) []string {
	var all []string
	for use, before := range s.deep(content, depth) {
		all = append(all, fmt.Sprintf("%s holds the secret of %q, after ...%s", name, use, before))
	}
	return all
}

// files looks at every file below a directory, by the rules for its kind: what is a zip archive (a plan) is looked at by
// its members, what is JSON without the attributes of zerotrust_token that may be there, which are what kept finds.
func (s *scanner) files(t *testing.T, directory string, kept *scanner) (leaks []string) {
	t.Helper()
	err := filepath.WalkDir(directory, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		where := filepath.Base(name)
		switch {
		case bytes.HasPrefix(content, []byte("PK\x03\x04")):
			// Plans hold the prior state, and so what a token keeps; where exactly is seen in their JSON.
			leaks = append(leaks, s.leaks(where, content, 0)...)
			for member, content := range members(t, content) {
				leaks = append(leaks, s.leaks(where+"/"+member, content, 3)...)
			}
		case strings.HasSuffix(where, ".json") || strings.Contains(where, ".tfstate"):
			leaks = append(leaks, s.leaks(where, content, 3)...)
			leaks = append(leaks, kept.leaks(where+", outside of zerotrust_token,", withoutTokens(t, content), 3)...)
		default:
			leaks = append(leaks, s.leaks(where, content, 0)...)
			leaks = append(leaks, kept.leaks(where, content, 0)...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return leaks
}

// members unpacks an archive.
func members(t *testing.T, content []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	unpacked := map[string][]byte{}
	for _, member := range archive.File {
		reader, err := member.Open()
		if err != nil {
			t.Fatal(err)
		}
		if unpacked[member.Name], err = io.ReadAll(reader); err != nil {
			t.Fatal(err)
		}
	}
	return unpacked
}

// withoutTokens takes out of a state or a plan what the managed resources of tokens, connectors and client
// configurations keep on purpose.
func withoutTokens(t *testing.T, content []byte) []byte {
	t.Helper()
	if len(bytes.TrimSpace(content)) == 0 {
		return nil
	}
	var tree any
	if err := json.Unmarshal(content, &tree); err != nil {
		t.Fatalf("%v in %.100s", err, content)
	}
	var visit func(v any, inside bool) any
	visit = func(v any, inside bool) any {
		switch v := v.(type) {
		case map[string]any:
			typeName, _ := v["type"].(string)
			inside = inside || slices.Contains([]string{"zerotrust_client_config", "zerotrust_connector", "zerotrust_token"}, typeName) && v["mode"] == "managed"
			for name, member := range v {
				if text, ok := member.(string); ok && inside && slices.Contains([]string{"secret", "login_url", "access_token", "guest_user_api_token"}, name) {
					v[name] = fmt.Sprintf("%d bytes", len(text))
				} else {
					v[name] = visit(member, inside)
				}
			}
		case []any:
			for i, element := range v {
				v[i] = visit(element, inside)
			}
		}
		return v
	}
	raw, err := json.Marshal(visit(tree, false))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestScanner_findsWhatIsPlanted is the check of the check: a secret that was planted on purpose is found in every form
// in which something could write it, and other text is not.
func TestScanner_findsWhatIsPlanted(t *testing.T) {
	t.Parallel()
	secret := "Zq\"<&>%+/é " + core("planted")
	s := newScanner()
	s.add(secret, "it")
	s.add("https://login.example.com/token/"+core("url"), "url")
	quoted, err := json.Marshal(secret)
	if err != nil {
		t.Fatal(err)
	}
	private := base64.StdEncoding.EncodeToString([]byte(`{"key":"` + base64.StdEncoding.EncodeToString([]byte(`"`+secret+`"`)) + `"}`))
	for name, text := range map[string]string{
		"as it is": "x" + secret, "in JSON": string(quoted), "in JSON twice": fmt.Sprintf("%q", quoted), "quoted by Go": fmt.Sprintf("%q", secret),
		"its end": "..." + last(secret, 14), "its middle": secret[len(secret)-26 : len(secret)-10],
		"hexadecimal": fmt.Sprintf("%x", secret), "hexadecimal, large": fmt.Sprintf("%X", secret),
		"base64": base64.StdEncoding.EncodeToString([]byte(secret)), "base64 in a URL": base64.RawURLEncoding.EncodeToString([]byte("k" + secret)),
		"base64 of a pair": base64.StdEncoding.EncodeToString([]byte("user:" + secret + ":more")), "private state": `"private": "` + private + `"`,
	} {
		if found := s.deep([]byte("begin "+text+" end"), 3); found["it"] == "" || found["url"] != "" {
			t.Errorf("%s: found %v in %s", name, found, text)
		}
	}
	for _, text := range []string{"", "nothing", "https://login.example.com/token/", secret[:14], core("another")} {
		if found := s.deep([]byte(text), 3); len(found) > 0 {
			t.Errorf("found %v in %s", found, text)
		}
	}
}

// TestWithoutTokens: only what zerotrust_token keeps is allowed, and only there.
func TestWithoutTokens(t *testing.T) {
	t.Parallel()
	in := `[{"type":"zerotrust_token","mode":"managed","values":{"secret":"a","login_url":"b","name":"c"},"sensitive":{"secret":true}},` +
		`{"type":"zerotrust_token","mode":"data","values":{"secret":"d"}},{"type":"other","mode":"managed","secret":"e"}]`
	want := `[{"mode":"managed","sensitive":{"secret":true},"type":"zerotrust_token","values":{"login_url":"1 bytes","name":"c","secret":"1 bytes"}},` +
		`{"mode":"data","type":"zerotrust_token","values":{"secret":"d"}},{"mode":"managed","secret":"e","type":"other"}]`
	if got := string(withoutTokens(t, []byte(in))); got != want {
		t.Errorf("got %s", got)
	}
}

// TestScanner_files: in each kind of file that a CLI writes, a secret that was planted on purpose is found.
func TestScanner_files(t *testing.T) {
	t.Parallel()
	secret, own := core("planted"), core("of a token")
	secrets, kept := newScanner(), newScanner()
	secrets.add(secret, "it")
	kept.add(own, "own")
	var archive bytes.Buffer
	packed := zip.NewWriter(&archive)
	member, err := packed.Create("tfplan")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := member.Write([]byte("\x01\xd9" + secret + own)); err != nil || packed.Close() != nil {
		t.Fatal("the archive cannot be written")
	}
	token := func(attribute string) string {
		return fmt.Sprintf(`{"resources":[{"type":"zerotrust_token","mode":"managed","instances":[{"attributes":{%q:%q}}]}]}`, attribute, own)
	}
	for name, c := range map[string]struct {
		content string
		leaks   int
	}{
		"trace.log": {"2026 [TRACE] " + secret + " " + own, 2}, "plan.tfplan": {archive.String(), 1}, "crash.log": {"goroutine 1 " + secret, 1},
		"terraform.tfstate": {`{"private":"` + base64.StdEncoding.EncodeToString([]byte(secret)) + `"}`, 1}, "terraform.tfstate.backup": {`{"a":"` + secret + `"}`, 1},
		"a.json": {token("secret"), 0}, "b.json": {token("description"), 1}, "c.json": {`{"secret":"` + own + `"}`, 1}, "clean.log": {"nothing", 0},
	} {
		directory := t.TempDir()
		if err := os.WriteFile(filepath.Join(directory, name), []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if leaks := secrets.files(t, directory, kept); len(leaks) != c.leaks {
			t.Errorf("%s: found %q", name, leaks)
		}
	}
}
