package blob_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_blob"

// TestCreate_looks: whether a create overwrites is not known, so a blob that is there is never sent one.
func TestCreate_looks(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindBlob, mockapi.Object{"key": "a", "data": "theirs"})
	s.Put(mockapi.KindBlob, mockapi.Object{"key": "bc"}) // whose key only begins so
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"key":"a","data":"ours"}`), "error: Unable to Create Blob", "exists already", "import {", `id = "a"`)
	s.Wrote(t, map[string]int{})
	acctest.Quiet(t, l.Apply(t.Context(), `{"key":"b"}`))
	s.Wrote(t, map[string]int{"createBlob": 1})
	other := s.Lifecycle(t, typeName, `"max_retries":0`)
	s.Inject(mockapi.Fault{Operation: "queryBlobs", Status: 403})
	acctest.Says(t, other.Apply(t.Context(), `{"key":"d"}`), "error: Unable to Create Blob", "queryBlobs", "403 Forbidden")
	s.Wrote(t, map[string]int{"createBlob": 1})
}

// TestCreate_lost: what a create has made whose answer was lost is ours.
func TestCreate_lost(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createBlob", ResetAfter: true, Times: 1})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"key":"a","data":"d"}`), "warning: Adopted Object: ")
	s.Wrote(t, map[string]int{"createBlob": 1})
	l.NothingToDo(t, `{"key":"a","data":"d"}`)
}

// TestPlan_refused: no operation changes a blob, and its key stays taken.
func TestPlan_refused(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"key":"a","data":"d"}`))
	acctest.Says(t, l.Plan(t.Context(), `{"key":"a","data":"e"}`).Diagnostics, "error: Blob Cannot Be Changed: The plan changes data", `of the blob "a"`, "Change key as well")
	acctest.Says(t, l.Plan(t.Context(), `{"key":"b","data":"e"}`).Diagnostics, "warning: Replaced Object Stays in the Service: The blob (a)")
}

// TestRows: the data is sensitive, so no row of a list has it.
func TestRows(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindBlob, mockapi.Object{"key": "a", "data": "canary"})
	p := s.Protocol(t, "")
	many, said := p.ReadData(t.Context(), "zerotrust_blobs", `{"prefix":"a"}`)
	if acctest.Quiet(t, said); len(acctest.Elements(t, many["blobs"])) != 1 || strings.Contains(many["blobs"].String(), "canary") {
		t.Errorf("the list is %s", many["blobs"])
	}
	one, said := p.ReadData(t.Context(), typeName, `{"id":"a"}`)
	if acctest.Quiet(t, said); acctest.TextOf(t, one["data"]) != "canary" {
		t.Errorf("the data is %s", one["data"])
	}
	_, said = p.ReadData(t.Context(), "zerotrust_blobs", `{}`)
	acctest.Says(t, said, "error", "prefix")
}
