package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// useless are answers that say nothing about an object, or nothing that can be believed. None means that it is gone.
func useless() map[string]mockapi.Fault {
	literal := func(body string) mockapi.Fault {
		return mockapi.Fault{Status: 200, ContentType: "application/json", Body: body}
	}
	return map[string]mockapi.Fault{
		"401":                  {Status: 401},
		"403":                  {Status: 403},
		"405":                  {Status: 405},
		"429 for an hour":      {Status: 429, RetryAfter: "3600"},
		"500":                  {Status: 500},
		"502 with HTML":        {Status: 502, ContentType: "text/html", Body: "<html>Bad Gateway</html>"},
		"503":                  {Status: 503},
		"reset":                {ResetBefore: true},
		"truncated":            {TruncateBody: true},
		"a login page":         {Status: 200, ContentType: "text/html", Body: "<html>Sign in</html>"},
		"nothing":              {Status: 204, ContentType: "application/json", Body: " "},
		"a word":               literal(`"gone"`),
		"null":                 literal(`null`),
		"something else":       literal(`{"error":"try later"}`),
		"a list":               literal(`[]`),
		"half a JSON":          literal(`{"uuid":"`),
		"a number for an id":   literal(`{"uuid":7,"tokens":[{"uuid":7}],"data_export_configs":[{"uuid":7}],"integrations":[{"uuid":7}],"configs":[{"config_id":7}]}`),
		"a list of words":      literal(`{"uuid":["a"],"tokens":["a"],"data_export_configs":["a"],"integrations":["a"],"configs":["a"]}`),
		"an object for a list": literal(`{"tokens":{},"data_export_configs":{},"integrations":{},"configs":{}}`),
	}
}

// TestAnswers_thatAreNoAnswer: a refresh and a deletion that get one of these fail, and leave state and object alone.
func TestAnswers_thatAreNoAnswer(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		for _, operation := range []string{"read", "delete"} {
			if n.Calls()[operation] == "" {
				continue
			}
			t.Run(n.TypeName+"/"+operation, func(t *testing.T) {
				t.Parallel()
				s := acctest.Start(t, mockapi.Options{})
				n.Prepare(s)
				l := s.Lifecycle(t, n.TypeName, `"max_retries": 0`)
				acctest.Quiet(t, l.Apply(t.Context(), n.With()))
				for name, fault := range useless() {
					if operation == "delete" && fault.TruncateBody {
						continue // the deletion was carried out, and is seen to be
					}
					before := l.State
					fault.Operation = n.Calls()[operation]
					s.Inject(fault)
					said, failed := refreshOrDestroy(t, l, operation)
					s.ClearFaults()
					lines := acctest.DiagnosticLines(said)
					if !failed || !strings.Contains(lines, "error: Unable to ") {
						t.Errorf("%s says %q, want an error", name, lines)
					}
					if string(l.State.MsgPack) != string(before.MsgPack) {
						t.Fatalf("%s changes the state to %v", name, l.Attributes())
					}
					if operation == "read" {
						continue
					}
					if acctest.Quiet(t, l.Refresh(t.Context())); !l.Exists(t) {
						t.Fatalf("%s: the object is gone", name)
					}
				}
			})
		}
	}
}

func refreshOrDestroy(t *testing.T, l *acctest.Lifecycle, operation string) (said []*tfprotov6.Diagnostic, failed bool) {
	t.Helper()
	if operation == "read" {
		said = l.Refresh(t.Context())
	} else {
		said = l.Apply(t.Context(), "")
	}
	return said, acctest.ErrorAmong(said)
}

// TestAnswers_aboutAnotherObject: an answer to a read by id that is about another object, or about none, is an error.
func TestAnswers_aboutAnotherObject(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		if n.Reads == "" {
			continue
		}
		for name, uuid := range map[string]any{"another": "somebody-else", "none": nil, "empty": ""} {
			t.Run(n.TypeName+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := acctest.Start(t, mockapi.Options{})
				n.Prepare(s)
				l := s.Lifecycle(t, n.TypeName, `"max_retries": 0`)
				acctest.Quiet(t, l.Apply(t.Context(), n.With()))
				before := l.State
				s.Inject(mockapi.Fault{Operation: n.Reads, Tamper: func(o mockapi.Object) mockapi.Object {
					if o[n.IDMember()] = uuid; uuid == nil {
						delete(o, n.IDMember())
					}
					return o
				}})
				said := l.Refresh(t.Context())
				want := `the answer is about "somebody-else"`
				if name != "another" {
					want = "the answer holds no uuid"
				}
				acctest.Says(t, said, "error: Unable to Read", want)
				if string(l.State.MsgPack) != string(before.MsgPack) {
					t.Error("the state has changed")
				}
			})
		}
	}
}

// TestAnswers_deletedBefore: what somebody else has deleted needs no deletion, and nothing is said about it.
func TestAnswers_deletedBefore(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		if n.Calls()["delete"] == "" {
			continue
		}
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			n.Prepare(s)
			l := s.Lifecycle(t, n.TypeName, `"max_retries": 0`)
			acctest.Quiet(t, l.Apply(t.Context(), n.With()))
			if err := s.Remove(n.Kind, n.storedID(t, l)); err != nil {
				t.Fatal(err)
			}
			acctest.Quiet(t, l.Apply(t.Context(), ""))
			if l.Exists(t) {
				t.Error("the object is still in state")
			}
		})
	}
}

// storedID is the id under which the services have the object: a member of a rule lives in the rule.
func (n noun) storedID(t *testing.T, l *acctest.Lifecycle) string {
	t.Helper()
	if n.TypeName == "zerotrust_access_member" {
		return nouns.Rule
	}
	return acctest.TextOf(t, l.Attributes()["id"])
}
