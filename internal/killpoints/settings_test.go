package killpoints_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestRecords_off: without records nothing is written, and what a killed run has made is not taken, since it only looks
// alike.
func TestRecords_off(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	off := r.Undocumented() + `, "intent_records": false, "intent_directory": "` + filepath.ToSlash(r.dir) + `"`
	id := r.Put(mockapi.KindApp, mockapi.Object{"name": "n", "host": "h"})
	l := r.Lifecycle(t, "zerotrust_app", off)
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "n", "host": "h"}`))
	if acctest.TextOf(t, l.Attributes()["id"]) == id || len(r.Objects(mockapi.KindApp)) != 2 {
		t.Errorf("an object that looks alike was taken: %v", r.Objects(mockapi.KindApp))
	}
	if _, err := os.Stat(r.dir); !os.IsNotExist(err) {
		t.Errorf("the folder exists: %v", err)
	}
}

// TestRecords_unwritable: a folder that cannot be written is a warning, and the create goes on.
func TestRecords_unwritable(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	if err := os.WriteFile(r.dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l := r.Lifecycle(t, "zerotrust_app", r.extra())
	acctest.Says(t, l.Apply(t.Context(), `{"name": "n"}`), "warning: Creates Are Not Recorded: Records of creates are not kept in", "it is no folder", "intent_directory")
	r.Only(t, mockapi.KindApp)
}

// TestRecords_twoRuns: a run that goes on at the same time is left alone: both make their object.
func TestRecords_twoRuns(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	arrived, goOn := make(chan struct{}), make(chan struct{})
	r.arm(moments+committed, func() { // the first run waits for the answer to its create
		close(arrived)
		<-goOn
	})
	first, second := r.Lifecycle(t, "zerotrust_app", r.extra()), r.Lifecycle(t, "zerotrust_app", r.extra())
	done := make(chan struct{})
	go func() {
		defer close(done)
		first.Apply(t.Context(), `{"name": "n"}`) // it gets no answer, and may be told that there are two
	}()
	<-arrived
	r.disarm()
	acctest.Quiet(t, second.Apply(t.Context(), `{"name": "n"}`))
	close(goOn)
	<-done
	if len(r.Objects(mockapi.KindApp)) != 2 || !second.Exists(t) {
		t.Errorf("the service has %v", r.Objects(mockapi.KindApp))
	}
}
