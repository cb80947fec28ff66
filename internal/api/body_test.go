package api_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// endless reads as blanks for ever, and counts them.
type endless struct{ read *int64 }

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	*e.read += int64(len(p))
	return len(p), nil
}

func (endless) Close() error { return nil }

// TestLimitOfABody: 64 MiB of an answer that is good, 1 MiB of any other, which still says what happened.
func TestLimitOfABody(t *testing.T) {
	t.Parallel()
	for status, limit := range map[int]int64{200: 64 << 20, 404: 1 << 20, 500: 1 << 20} {
		var read int64
		c, network := offline(t, func(_ int, r *http.Request) (*http.Response, error) {
			resp, err := respond(r, status, "")
			resp.ContentLength = -1
			resp.Body = endless{&read}
			return resp, err
		}, func(cfg *api.Config) { cfg.MaxRetries = 0 })
		err := c.Do(t.Context(), get("/x"), nil)
		if api.StatusOf(err) != status || network.count() != 1 || read != limit+1 {
			t.Errorf("%d: %v after %d bytes", status, err, read)
		}
		if tooLarge := strings.Contains(err.Error(), "larger than 64 MiB"); tooLarge != (status == 200) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// TestLimitOfABody_message: the message is in the part that is read.
func TestLimitOfABody_message(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "missing permission"+strings.Repeat(" x", 1<<20))
	})
	err := c.Do(t.Context(), get("/x"), nil)
	if e := asError(t, err); !api.IsForbidden(err) || !strings.HasPrefix(e.Message, "missing permission x") || len(e.Message) > 1000 || api.Ambiguous(err) {
		t.Errorf("got %+v", *e)
	}
}

// TestBody_inChunks: an answer arrives whole wherever its chunks end, with its length told or not.
func TestBody_inChunks(t *testing.T) {
	t.Parallel()
	for _, size := range []int{2, 4<<10 - 1, 4 << 10, 4<<10 + 1, 12 << 10, 1<<20 - 1, 1 << 20, 1<<20 + 1, 5 << 20} {
		for _, told := range []int64{-1, int64(size)} {
			body := `"` + strings.Repeat("x", size-2) + `"`
			c, _ := offline(t, func(_ int, r *http.Request) (*http.Response, error) {
				resp, err := respond(r, 200, body)
				resp.ContentLength = told
				return resp, err
			})
			var out string
			if err := c.Do(t.Context(), get("/x"), &out); err != nil || out != strings.Trim(body, `"`) {
				t.Errorf("%d bytes, told %d: got %d, %v", size, told, len(out), err)
			}
		}
	}
}

// allocated returns how much memory a function has asked for, in MiB.
func allocated(f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc-before.TotalAlloc) / (1 << 20)
}

// TestBombs: what a small compressed answer makes of itself in memory is bounded, and no answer is there more than once.
func TestBombs(t *testing.T) { //nolint:paralleltest // counts the allocations of the whole process
	var bomb bytes.Buffer
	compressed := gzip.NewWriter(&bomb)
	for range 100 {
		_, _ = compressed.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	_ = compressed.Close()
	big := strings.Repeat(" ", 16<<20) + "{}"
	for name, c := range map[string]struct {
		status int
		zipped bool
		limit  float64 // MiB
	}{
		"an error":                    {status: 500, zipped: true, limit: 3},
		"a success":                   {status: 200, zipped: true, limit: 67},
		"an answer of unknown length": {status: 200, limit: 2*16 + 3}, // in chunks, then in one piece
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if c.zipped {
				w.Header().Set("Content-Encoding", "gzip")
			}
			w.WriteHeader(c.status)
			if c.zipped {
				_, _ = w.Write(bomb.Bytes())
			} else {
				_, _ = io.WriteString(w, big)
			}
		}, func(cfg *api.Config) { cfg.MaxRetries = 0 })
		var err error
		if used := allocated(func() { err = client.Do(t.Context(), get("/x"), &struct{}{}) }); used > c.limit {
			t.Errorf("%s: %.1f MiB, want at most %.0f (%v)", name, used, c.limit, err)
		}
		if (err != nil) != c.zipped {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEmptyAnswer: a success that says nothing can be told from every other answer.
func TestEmptyAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		body   string
		empty  bool
	}{
		{204, "", true}, {200, "", true}, {200, " \r\n", true}, {201, "", true}, {202, "", true},
		{200, "null", false}, {200, "{", false}, {200, "{}", false}, {400, "", false}, {404, "", false}, {500, "", false}, {304, "", false},
	} {
		client, _ := offline(t, func(_ int, r *http.Request) (*http.Response, error) { return respond(r, c.status, c.body) },
			func(cfg *api.Config) { cfg.MaxRetries = 0 })
		err := client.Do(t.Context(), post("/x"), &struct{}{})
		if api.IsEmptyAnswer(err) != c.empty || c.empty && !api.Ambiguous(err) {
			t.Errorf("%d %q: empty %t, ambiguous %t: %v", c.status, c.body, api.IsEmptyAnswer(err), api.Ambiguous(err), err)
		}
	}
}
