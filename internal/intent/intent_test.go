package intent_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

func key() intent.Key {
	return intent.Key{Operation: "createThing", Tenant: "acme", Body: `{"name":"canary-name"}`}
}

// begin opens an operation, and begins a create in it.
func begin(t *testing.T, s *intent.Store, k intent.Key) (*intent.Record, *intent.Scope) {
	t.Helper()
	ctx, scope := intent.Open(t.Context())
	return s.Begin(ctx, k), scope
}

func files(t *testing.T, dir, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// abandon leaves what a killed process leaves: a record, and a lock that nobody holds.
func abandon(t *testing.T, dir string, k intent.Key, id string) {
	t.Helper()
	p := &intent.Process{}
	r, scope := begin(t, p.Open(intent.Options{Dir: dir}), k)
	r.Attempt(t.Context(), []string{"other"})
	if id != "" {
		r.Answered(t.Context(), id)
	} else {
		scope.Close()
	}
	p.Close() // the operation is not over: the record stays
}

// TestRecord_life: a record is there from before the request until its operation is over, and nobody else can read it.
func TestRecord_life(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data", "intents")
	p := &intent.Process{}
	s := p.Open(intent.Options{Dir: dir})
	r, scope := begin(t, s, key())
	if r.Left() != nil || r.Path() != "" || len(files(t, dir, "*")) != 0 {
		t.Errorf("before the request there is %v, %v", r.Left(), files(t, dir, "*"))
	}
	r.Attempt(t.Context(), nil)
	r.Attempt(t.Context(), nil)
	r.Answered(t.Context(), "id-1")
	text, err := os.ReadFile(r.Path())
	if err != nil || !strings.Contains(string(text), "createThing") || !strings.Contains(string(text), "id-1") {
		t.Errorf("the record is %s, %v", text, err)
	}
	for _, secret := range []string{"canary", "acme"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the record tells %s: %s", secret, text)
		}
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, r.Path(): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if warnings := scope.Close(); len(warnings) > 0 || len(files(t, dir, "*.intent")) != 1 {
		t.Errorf("when the operation is over: %v, %v", warnings, files(t, dir, "*"))
	}
	p.Close()
	if left := files(t, dir, "*"); len(left) != 0 {
		t.Errorf("after the process there is %v", left)
	}
}

// TestRecord_grace: without an end of the process the record goes by itself.
func TestRecord_grace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r, scope := begin(t, (*intent.Process)(nil).Open(intent.Options{Dir: dir}), key())
	r.Attempt(t.Context(), nil)
	r.Answered(t.Context(), "id-1")
	scope.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for len(files(t, dir, "*.intent")) > 0 {
		select {
		case <-ctx.Done():
			t.Fatal("the record stays")
		case <-tick.C:
		}
	}
}

// TestLeft: only the same create of the same tenant and workspace takes a record over, only once, and those with an id
// before the others.
func TestLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := &intent.Process{}
	killed := p.Open(intent.Options{Dir: dir})
	unanswered, _ := begin(t, killed, key())
	answered, _ := begin(t, killed, key())
	unanswered.Attempt(t.Context(), []string{"other"})
	answered.Attempt(t.Context(), []string{"other"})
	answered.Answered(t.Context(), "id-1")
	p.Close()
	for name, k := range map[string]intent.Key{
		"another body":      {Operation: "createThing", Tenant: "acme", Body: `{}`},
		"another tenant":    {Operation: "createThing", Tenant: "other", Body: key().Body},
		"another operation": {Operation: "createOther", Tenant: "acme", Body: key().Body},
	} {
		if r, _ := begin(t, (*intent.Process)(nil).Open(intent.Options{Dir: dir}), k); r.Left() != nil {
			t.Errorf("%s takes over %v", name, r.Left())
		}
	}
	if r, _ := begin(t, (*intent.Process)(nil).Open(intent.Options{Dir: dir, Workspace: "prod"}), key()); r.Left() != nil {
		t.Errorf("another workspace takes over %v", r.Left())
	}
	s := (*intent.Process)(nil).Open(intent.Options{Dir: dir})
	first, _ := begin(t, s, key())
	second, _ := begin(t, s, key())
	third, _ := begin(t, s, key())
	if first.Left() == nil || first.Left().ID != "id-1" || !slices.Equal(first.Left().Others, []string{"other"}) {
		t.Errorf("the first one takes over %+v", first.Left())
	}
	if second.Left() == nil || second.Left().ID != "" || !slices.Contains(second.Left().Others, "id-1") || third.Left() != nil {
		t.Errorf("the others take over %+v and %+v", second.Left(), third.Left())
	}
}

// TestLeft_alive: the record of a process that lives belongs to it; two that look at once do not both get a dead one's.
func TestLeft_alive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	working, scope := begin(t, (*intent.Process)(nil).Open(intent.Options{Dir: dir}), key())
	working.Attempt(t.Context(), nil)
	if r, _ := begin(t, (*intent.Process)(nil).Open(intent.Options{Dir: dir}), key()); r.Left() != nil {
		t.Errorf("%v was taken from a process that lives", r.Left())
	}
	scope.Close()
	abandon(t, dir, intent.Key{Operation: "o"}, "id")
	var wg sync.WaitGroup
	var mu sync.Mutex
	taken := 0
	for range 8 {
		wg.Go(func() {
			if r, _ := begin(t, (*intent.Process)(nil).Open(intent.Options{Dir: dir}), intent.Key{Operation: "o"}); r.Left() != nil {
				mu.Lock()
				defer mu.Unlock()
				taken++
			}
		})
	}
	wg.Wait()
	if taken != 1 {
		t.Errorf("the record was taken over %d times", taken)
	}
}

// TestInState: what is in state is no orphan, so its record goes; another tenant's object of the same id does not count.
func TestInState(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	abandon(t, dir, key(), "id-1")
	s := (*intent.Process)(nil).Open(intent.Options{Dir: dir})
	s.InState(t.Context(), "other", "id-1")
	s.InState(t.Context(), "acme", "id-2")
	if len(files(t, dir, "*.intent")) != 1 {
		t.Error("the record of another object was removed")
	}
	s.InState(t.Context(), "acme", "id-1")
	if left := files(t, dir, "*.intent"); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
}

// TestLook_stale: what is older than a week is removed, also if it cannot be read, and so is what was never written; what
// cannot be read and is younger stays.
func TestLook_stale(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string, age time.Duration) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Now().Add(-age), time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	const week = 7 * 24 * time.Hour
	write("A-1.intent", `{"operation":"o","salt":"s","digest":"d","began":"2020-01-01T00:00:00Z"}`, time.Hour)
	write("A-2.intent", "no JSON", week+time.Hour)
	write("A-3.intent", "no JSON", time.Hour)
	write("A-4.intent", "", time.Hour)
	write("B.lock", "", time.Hour)
	if r, _ := begin(t, (*intent.Process)(nil).Open(intent.Options{Dir: dir}), key()); r == nil || r.Left() != nil {
		t.Errorf("the record is %v", r)
	}
	var left []string
	for _, path := range files(t, dir, "*") {
		left = append(left, filepath.Base(path))
	}
	if !slices.Equal(left, []string{"A-3.intent"}) {
		t.Errorf("left are %v", left)
	}
}

// TestOff: nothing is written where nothing is wanted, and a folder that cannot be written is one warning of the process.
func TestOff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, o := range map[string]intent.Options{"no folder": {}, "no data directory": {Dir: filepath.Join(dir, "a", "b"), Within: filepath.Join(dir, "a")}} {
		r, scope := begin(t, (*intent.Process)(nil).Open(o), key())
		r.Attempt(t.Context(), nil)
		r.Answered(t.Context(), "id")
		if warnings := scope.Close(); r != nil || len(warnings) > 0 || len(files(t, dir, "*")) > 0 {
			t.Errorf("%s: %v, %v, %v", name, r, warnings, files(t, dir, "*"))
		}
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := &intent.Process{}
	said := 0
	for range 3 {
		r, scope := begin(t, p.Open(intent.Options{Dir: filepath.Join(file, "intents")}), key())
		r.Attempt(t.Context(), nil)
		said += len(scope.Close())
	}
	if said != 1 {
		t.Errorf("%d warnings, want 1", said)
	}
	if r := (*intent.Store)(nil).Begin(t.Context(), key()); r != nil {
		t.Errorf("no store, no scope: %v", r)
	}
}
