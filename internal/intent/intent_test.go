package intent_test

import (
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

// begin begins a create of an operation. Warnings returns what the operation has to warn of.
func begin(t *testing.T, s *intent.Store, k intent.Key) (r *intent.Record, warnings func() []string) {
	t.Helper()
	ctx, warnings := intent.Watch(t.Context())
	return s.Begin(ctx, k), warnings
}

// open returns the store of a process of its own.
func open(dir string) *intent.Store { return (&intent.Process{}).Open(intent.Options{Dir: dir}) }

func files(t *testing.T, dir, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// abandon leaves what a run leaves that has ended, in whatever way.
func abandon(t *testing.T, dir string, k intent.Key, id string) {
	t.Helper()
	p := &intent.Process{}
	r, _ := begin(t, p.Open(intent.Options{Dir: dir}), k)
	r.Attempt([]string{"other"})
	if id != "" {
		r.Answered(id)
	}
	r.End()
	p.Close()
}

// TestRecord_life: a record is there from before the request until a later run sees the object in state: that the answer has
// arrived, and that the process has ended, does not mean that it is stored.
func TestRecord_life(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data", "intents")
	p := &intent.Process{}
	r, warnings := begin(t, p.Open(intent.Options{Dir: dir}), key())
	if r.Left() != nil || r.Kept() || len(files(t, dir, "*")) != 0 {
		t.Errorf("before the request there is %v, %v", r.Left(), files(t, dir, "*"))
	}
	r.Attempt(nil)
	r.Attempt(nil)
	r.Answered("id-1")
	r.End()
	p.Close()
	records := files(t, dir, "*")
	if len(records) != 1 || len(warnings()) > 0 {
		t.Fatalf("after the process there are %v, %v", records, warnings())
	}
	text, err := os.ReadFile(records[0])
	if err != nil || !strings.Contains(string(text), "createThing") || !strings.Contains(string(text), "id-1") {
		t.Errorf("the record is %s, %v", text, err)
	}
	for _, secret := range []string{"canary", "acme"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the record tells %s: %s", secret, text)
		}
	}
	open(dir).InState("acme", "id-1")
	if left := files(t, dir, "*.intent"); len(left) != 0 {
		t.Errorf("the object is in state, and there is %v", left)
	}
}

// TestLeft: only the same create of the same tenant and place takes a record over, only once, and those with an id before the
// others.
func TestLeft(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "intents")
	abandon(t, dir, key(), "")
	// That one is taken over by the next; so the second record is made beside it.
	p := &intent.Process{}
	s := p.Open(intent.Options{Dir: dir})
	unanswered, _ := begin(t, s, key())
	answered, _ := begin(t, s, key())
	answered.Attempt([]string{"other"})
	answered.Answered("id-1")
	unanswered.End()
	p.Close()
	for name, k := range map[string]intent.Key{
		"another body":      {Operation: "createThing", Tenant: "acme", Body: `{}`},
		"another tenant":    {Operation: "createThing", Tenant: "other", Body: key().Body},
		"another operation": {Operation: "createOther", Tenant: "acme", Body: key().Body},
	} {
		if r, _ := begin(t, open(dir), k); r.Left() != nil {
			t.Errorf("%s takes over %v", name, r.Left())
		}
	}
	elsewhere := (&intent.Process{}).Open(intent.Options{Dir: dir, Place: "elsewhere"})
	if r, _ := begin(t, elsewhere, key()); r.Left() != nil {
		t.Errorf("another place takes over %v", r.Left())
	}
	elsewhere.InState("acme", "id-1")
	s = open(dir)
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

// TestLeft_sameProcess: what a process has got an answer to is nobody else's in it, and a create that ended without one is
// taken over by the next.
func TestLeft_sameProcess(t *testing.T) {
	t.Parallel()
	s := open(t.TempDir())
	answered, _ := begin(t, s, key())
	answered.Attempt(nil)
	answered.Answered("id-1")
	answered.End()
	lost, _ := begin(t, s, key())
	lost.Attempt(nil)
	if r, _ := begin(t, s, key()); r.Left() != nil {
		t.Errorf("%v was taken from a create that is under way", r.Left())
	}
	lost.End()
	if r, _ := begin(t, s, key()); r.Left() == nil || r.Left().ID != "" {
		t.Errorf("what is left is %v", r.Left())
	}
}

// TestLeft_alive: the record of a process that lives belongs to it; of many that look at once one gets a dead one's.
func TestLeft_alive(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "intents")
	working, _ := begin(t, open(dir), key())
	working.Attempt(nil)
	working.End()
	if r, _ := begin(t, open(dir), key()); r.Left() != nil {
		t.Errorf("%v was taken from a process that lives", r.Left())
	}
	abandon(t, dir, intent.Key{Operation: "o"}, "id")
	var wg sync.WaitGroup
	var mu sync.Mutex
	taken := 0
	for range 8 {
		wg.Go(func() {
			if r, _ := begin(t, open(dir), intent.Key{Operation: "o"}); r.Left() != nil {
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
	dir := filepath.Join(t.TempDir(), "intents")
	abandon(t, dir, key(), "id-1")
	s := open(dir)
	s.InState("other", "id-1")
	s.InState("acme", "id-2")
	if len(files(t, dir, "*.intent")) != 1 {
		t.Error("the record of another object was removed")
	}
	s.InState("acme", "id-1")
	if left := files(t, dir, "*.intent"); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	if r, _ := begin(t, s, key()); r.Left() != nil {
		t.Errorf("%v is left for the next create", r.Left())
	}
}

// TestLook_stale: what is older than a week is removed, also if it cannot be read, and so is what was never written; what else cannot be read and is younger stays.
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
	write("A-4.intent", strings.Repeat(" ", 2<<20), time.Hour)
	write("A-5.intent", "", 0)
	write("B.lock", "", time.Hour)
	write("C.lock", "", 0)
	if r, _ := begin(t, open(dir), key()); r == nil || r.Left() != nil {
		t.Errorf("the record is %v", r)
	}
	var left []string
	for _, path := range files(t, dir, "*") {
		left = append(left, filepath.Base(path))
	}
	if !slices.Equal(left, []string{"A-3.intent", "A-4.intent", "C.lock"}) {
		t.Errorf("left are %v", left)
	}
}

// TestOff: nothing is written where nothing is wanted, and where nothing can be written one create of the process warns.
func TestOff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	missing := intent.Options{Dir: filepath.Join(dir, "a", "b"), Within: filepath.Join(dir, "a")}
	for name, c := range map[string]struct {
		process *intent.Process
		options intent.Options
		said    int
	}{
		"not wanted":        {&intent.Process{}, intent.Options{}, 0},
		"no data directory": {&intent.Process{}, missing, 1},
		"no data directory, part of another program":   {nil, missing, 0},
		"a file instead of a folder":                   {&intent.Process{}, intent.Options{Dir: file}, 1},
		"a file instead of the folder of the folder":   {&intent.Process{}, intent.Options{Dir: filepath.Join(file, "intents")}, 1},
		"a file instead of the folder, no CLI started": {nil, intent.Options{Dir: file}, 3},
	} {
		said := 0
		for range 3 { // provider configurations
			s := c.process.Open(c.options)
			s.InState("acme", "id") // a plan says nothing
			for range 2 {
				r, warnings := begin(t, s, key())
				r.Attempt(nil)
				r.Answered("id")
				r.End()
				said += len(warnings())
			}
		}
		if said != c.said || len(files(t, dir, "*")) != 1 {
			t.Errorf("%s: %d warnings, want %d; there is %v", name, said, c.said, files(t, dir, "*"))
		}
	}
	if r := (*intent.Store)(nil).Begin(t.Context(), key()); r != nil {
		t.Errorf("no store, no scope: %v", r)
	}
}
