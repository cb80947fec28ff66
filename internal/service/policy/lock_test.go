package policy_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// locked drives one policy through the plugin protocol: a CLI always reads before it plans, so only here can an apply
// come upon a state that is old, or has no private part.
func locked(t *testing.T, o mockapi.Options) (*acctest.Services, *acctest.Lifecycle) {
	t.Helper()
	s := acctest.Start(t, o)
	p := s.Lifecycle(t, typeName, `"max_retries": 1`)
	if d := p.Apply(t.Context(), `{"name": "test", "description": "first", "status": "SUSPENDED"}`); len(d) > 0 {
		t.Fatal(acctest.DiagnosticLines(d))
	}
	s.ResetJournal()
	return s, p
}

func TestLock(t *testing.T) {
	t.Parallel()
	const planned = `{"name": "test", "description": "second", "status": "SUSPENDED"}`
	for name, test := range map[string]struct {
		config  string // planned, if empty
		before  func(*acctest.Services, *acctest.Lifecycle)
		between mockapi.Object // changed between plan and apply
		writes  int            // updates that are sent
		err     []string       // what the error says
		stored  mockapi.Object // what is stored then, of these fields
	}{
		"nobody else": {writes: 1, stored: mockapi.Object{"description": "second"}},
		"only the update time moved": {
			between: mockapi.Object{}, writes: 2, stored: mockapi.Object{"description": "second"},
		},
		"somebody did the same": {
			between: mockapi.Object{"description": "second"}, writes: 1, stored: mockapi.Object{"description": "second"},
		},
		"somebody did the same and more": {
			between: mockapi.Object{"description": "second", "priority": 5}, writes: 1,
			err:    []string{"Changed by Somebody Else", `description: the plan was made on "first", it is now "second"`, "priority: the plan was made on <null>, it is now 5"},
			stored: mockapi.Object{"priority": int64(5)},
		},
		"somebody cleared": {
			between: mockapi.Object{"description": nil}, writes: 1,
			err:    []string{"Changed by Somebody Else", `description: the plan was made on "first", it is now <null>`},
			stored: mockapi.Object{"description": nil},
		},
		"the lock is not remembered": {
			before: func(_ *acctest.Services, p *acctest.Lifecycle) { p.Private = nil },
			writes: 1, stored: mockapi.Object{"description": "second"},
		},
		"the lock is not remembered, and somebody changed": {
			before:  func(_ *acctest.Services, p *acctest.Lifecycle) { p.Private = nil },
			between: mockapi.Object{"priority": 5}, writes: 0,
			err:    []string{"Changed by Somebody Else", "priority: the plan was made on <null>, it is now 5"},
			stored: mockapi.Object{"description": "first", "priority": int64(5)},
		},
		"a stale lock is answered with 400": {
			before: func(s *acctest.Services, _ *acctest.Lifecycle) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", Status: 400, Times: 1})
			},
			between: mockapi.Object{"priority": 5}, writes: 1,
			err:    []string{"Changed by Somebody Else", "priority: the plan was made on <null>, it is now 5"},
			stored: mockapi.Object{"description": "first"},
		},
		"400 and nobody else": {
			before: func(s *acctest.Services, _ *acctest.Lifecycle) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", Status: 400})
			},
			writes: 1, err: []string{"Unable to Update Policy", "injected fault: Bad Request"}, stored: mockapi.Object{"description": "first"},
		},
		"the newer version is refused as well": {
			before: func(s *acctest.Services, _ *acctest.Lifecycle) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", Status: 400, Skip: 1})
			},
			between: mockapi.Object{}, writes: 2, err: []string{"Unable to Update Policy", "injected fault: Bad Request"}, stored: mockapi.Object{"description": "first"},
		},
		"403 says nothing about the lock": {
			before: func(s *acctest.Services, _ *acctest.Lifecycle) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", Status: 403})
			},
			between: mockapi.Object{"priority": 5}, writes: 1,
			err: []string{"Unable to Update Policy", "403 Forbidden", "edge.api_token"}, stored: mockapi.Object{"description": "first"},
		},
		"what is there now cannot be read": {
			before: func(s *acctest.Services, _ *acctest.Lifecycle) {
				s.Inject(mockapi.Fault{Operation: "getPolicy", Status: 403})
			},
			between: mockapi.Object{"priority": 5}, writes: 1,
			err: []string{"Unable to Update Policy", "409 Conflict"}, stored: mockapi.Object{"description": "first"},
		},
		"the answer lost": {
			before: func(s *acctest.Services, _ *acctest.Lifecycle) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", ResetAfter: true, Times: 1})
			},
			writes: 2, stored: mockapi.Object{"description": "second"}, // lost, refused and found done
		},
		"a status is given back and the answer lost": {
			config: `{"name": "test", "description": "second"}`,
			before: func(s *acctest.Services, _ *acctest.Lifecycle) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", ResetAfter: true, Times: 1})
			},
			writes: 3, stored: mockapi.Object{"description": "second", "status": int64(2)}, // lost, refused, on the newer version
		},
		"a status is given back while the update time moves": {
			config:  `{"name": "test", "description": "first"}`,
			between: mockapi.Object{}, writes: 2, stored: mockapi.Object{"status": int64(2)},
		},
		"a status is given back while somebody sets another": {
			config:  `{"name": "test", "description": "first"}`,
			between: mockapi.Object{"status": 1}, writes: 1,
			err:    []string{"Changed by Somebody Else", `status: the plan was made on "SUSPENDED", it is now "INIT"`},
			stored: mockapi.Object{"status": int64(1)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := locked(t, mockapi.Options{})
			if test.before != nil {
				test.before(s, p)
			}
			if test.config == "" {
				test.config = planned
			}
			prior := p.Attributes()
			said := acctest.DiagnosticLines(p.Apply(t.Context(), test.config, func() {
				if test.between != nil {
					change(t, s, test.between)()
				}
			}))
			if (said == "") != (test.err == nil) {
				t.Errorf("the apply says %q, want %q", said, test.err)
			}
			for _, part := range test.err {
				if !strings.Contains(said, part) {
					t.Errorf("the apply says %q, which lacks %q", said, part)
				}
			}
			if n := s.Count("updatePolicy"); n != test.writes {
				t.Errorf("%d updates were sent, want %d", n, test.writes)
			}
			s.ClearFaults()
			have := s.Only(t, mockapi.KindPolicy)
			for field, want := range test.stored {
				if have[field] != want {
					t.Errorf("stored %s = %v, want %v", field, have[field], want)
				}
			}
			if test.err != nil {
				for attribute, v := range p.Attributes() {
					if !v.Equal(prior[attribute]) {
						t.Errorf("state has %s = %s after the error, want %s", attribute, v, prior[attribute])
					}
				}
				return
			}
			if changed := p.Changes(p.Plan(t.Context(), test.config)); len(changed) > 0 {
				t.Errorf("the next plan changes %v", changed)
			}
		})
	}
}

// The lock of an update and of a deletion is the update time of the last read, or of the write after it.
func TestLock_isThatOfTheLastRead(t *testing.T) {
	t.Parallel()
	s, p := locked(t, mockapi.Options{})
	updateTime := func() int64 { return s.Only(t, mockapi.KindPolicy)["update_time"].(int64) }
	expect := func(want int64) {
		t.Helper()
		bodies := s.Bodies("updatePolicy")
		var request struct {
			Expected int64 `json:"expected_update_time"`
		}
		if err := json.Unmarshal([]byte(bodies[len(bodies)-1]), &request); err != nil {
			t.Fatal(err)
		}
		if request.Expected != want {
			t.Errorf("expected_update_time %d, want %d", request.Expected, want)
		}
	}
	step := func(config string) {
		t.Helper()
		if d := p.Apply(t.Context(), config); len(d) > 0 {
			t.Fatal(acctest.DiagnosticLines(d))
		}
	}
	created := updateTime()
	step(`{"name": "test", "priority": 1}`)
	expect(created)
	updated := updateTime()
	step(`{"name": "test", "priority": 2}`)
	expect(updated)

	change(t, s, mockapi.Object{"metadata": "theirs"})()
	if d := p.Refresh(t.Context()); len(d) > 0 {
		t.Fatal(acctest.DiagnosticLines(d))
	}
	read := updateTime()
	step(`{"name": "test", "priority": 3}`)
	expect(read)
	updated = updateTime()
	step(``)
	expect(updated)
	if left := s.Objects(mockapi.KindPolicy); len(left) > 0 {
		t.Errorf("policies are left: %v", left)
	}
	if !slices.Equal(s.Operations(), []string{"updatePolicy", "updatePolicy", "getPolicy", "updatePolicy", "updatePolicy"}) {
		t.Errorf("operations %v", s.Operations())
	}
}
