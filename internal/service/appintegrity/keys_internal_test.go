package appintegrity

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

func TestNeedOf(t *testing.T) {
	t.Parallel()
	sentOne := memory{Sent: private.NewDigest("one")}
	damaged := memory{Sent: private.Digest{Salt: sentOne.Sent.Salt}}
	none, unknown, one, two := types.StringNull(), types.StringUnknown(), types.StringValue("one"), types.StringValue("two")
	version := func(n int64) types.Int64 { return types.Int64Value(n) }
	noVersion := types.Int64Null()
	for name, test := range map[string]struct {
		value          types.String
		version, prior types.Int64
		status         string
		known          memory
		want           need
	}{
		"no key configured":               {none, noVersion, noVersion, "", memory{}, needNothing},
		"no key configured, drift":        {none, noVersion, noVersion, statusChangedOutside, sentOne, needNothing},
		"the key and its version go":      {none, noVersion, version(1), statusInSync, sentOne, needNothing},
		"first key":                       {one, noVersion, noVersion, "", memory{}, needFirst},
		"first key, version":              {one, version(1), noVersion, "", memory{}, needFirst},
		"known to none, same version":     {one, version(1), version(1), "", memory{}, needFirst},
		"same key":                        {one, noVersion, noVersion, statusInSync, sentOne, needNothing},
		"other key":                       {two, noVersion, noVersion, statusInSync, sentOne, needChanged},
		"same version, same key":          {one, version(1), version(1), statusInSync, sentOne, needNothing},
		"same version, other key":         {two, version(1), version(1), statusInSync, sentOne, needNothing},
		"other version, same key":         {one, version(2), version(1), statusInSync, sentOne, needVersion},
		"lower version":                   {one, version(0), version(1), statusInSync, sentOne, needVersion},
		"version set, same key":           {one, version(1), noVersion, statusInSync, sentOne, needVersion},
		"version removed, same key":       {one, noVersion, version(1), statusInSync, sentOne, needNothing},
		"version removed, other key":      {two, noVersion, version(1), statusInSync, sentOne, needChanged},
		"version removed, no digest":      {one, noVersion, version(1), statusInSync, memory{}, needUnverified},
		"imported":                        {one, noVersion, noVersion, statusUnverified, memory{}, needUnverified},
		"imported, version":               {one, version(1), noVersion, statusUnverified, memory{}, needVersion},
		"upgraded, version":               {one, version(1), version(1), statusUnverified, memory{}, needNothing},
		"digest damaged":                  {one, noVersion, noVersion, statusInSync, damaged, needUnverified},
		"digest damaged, version":         {one, version(1), version(1), statusInSync, damaged, needNothing},
		"changed outside":                 {one, noVersion, noVersion, statusChangedOutside, sentOne, needRepair},
		"changed outside, version":        {one, version(1), version(1), statusChangedOutside, sentOne, needRepair},
		"changed outside, other version":  {one, version(2), version(1), statusChangedOutside, sentOne, needRepair},
		"missing":                         {one, noVersion, noVersion, statusMissing, sentOne, needRepair},
		"missing, version":                {two, version(1), version(1), statusMissing, sentOne, needRepair},
		"unknown key":                     {unknown, noVersion, noVersion, statusInSync, sentOne, needValue},
		"unknown key, same version":       {unknown, version(1), version(1), statusInSync, sentOne, needNothing},
		"unknown key, other version":      {unknown, version(2), version(1), statusInSync, sentOne, needValue},
		"unknown key, same version, lost": {unknown, version(1), version(1), statusMissing, sentOne, needValue},
		"unknown key, first":              {unknown, version(1), version(1), "", memory{}, needValue},
		"unknown version":                 {one, types.Int64Unknown(), version(1), statusInSync, sentOne, needValue},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, null := types.StringValue(test.status), types.StringNull()
			if test.status == "" {
				status = null
			}
			got := needOf(keyFields{value: &test.value, version: &test.version}, keyFields{value: &null, version: &test.prior, status: &status}, test.known)
			if got != test.want {
				t.Errorf("need %d, want %d", got, test.want)
			}
			// Whatever is sent without a change of the version must change the plan, or no apply would come.
			if got.sends() && test.version.Equal(test.prior) && got.status(status).Equal(status) {
				t.Error("the plan does not change, although the key is to be sent")
			}
		})
	}
}

func TestMemory_compare(t *testing.T) {
	t.Parallel()
	sent := func(mask string) memory {
		m := memory{Sent: private.NewDigest("key")}
		m.accept(mask)
		return m
	}
	imported := func(mask string) memory {
		var m memory
		m.accept(mask)
		return m
	}
	for name, test := range map[string]struct {
		known  memory
		mask   string
		status string
		seen   string
	}{
		"nothing known, no mask":       {memory{}, "", "", ""},
		"nothing known, a mask":        {memory{}, "***A", statusUnverified, ""},
		"imported":                     {imported("***A"), "***A", statusUnverified, ""},
		"imported, changed":            {imported("***A"), "***B", statusChangedOutside, "another mask"},
		"imported, removed":            {imported("***A"), "", statusMissing, "no mask"},
		"sent":                         {sent("***A"), "***A", statusInSync, ""},
		"sent, changed":                {sent("***A"), "***B", statusChangedOutside, "another mask"},
		"sent, shorter":                {sent("***A"), "**A", statusChangedOutside, "a shorter mask"},
		"sent, longer":                 {sent("***A"), "****A", statusChangedOutside, "a longer mask"},
		"characters count, not bytes":  {sent("••••A"), "****A", statusChangedOutside, "another mask"},
		"sent, removed":                {sent("***A"), "", statusMissing, "no mask"},
		"sent, never shown":            {sent(""), "", statusInSync, ""},
		"sent, shown later":            {sent(""), "***A", statusInSync, ""},
		"the memory of a mask is lost": {memory{Sent: private.NewDigest("key"), Mask: private.Digest{Sum: []byte("x")}}, "***B", statusInSync, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.known.Seen = "of an earlier read"
			if got := test.known.compare(test.mask); got.ValueString() != test.status || got.IsNull() != (test.status == "") {
				t.Errorf("status %s, want %q", got, test.status)
			}
			if test.known.Seen != test.seen {
				t.Errorf("seen %q, want %q", test.known.Seen, test.seen)
			}
			raw, err := json.Marshal(test.known)
			if err != nil || strings.Contains(string(raw), "***") {
				t.Errorf("the memory %s (%v) holds a mask", raw, err)
			}
			before := test.known
			if again := test.known.compare(test.mask); again.ValueString() != test.status {
				t.Errorf("the same mask gives %s at the second read", again)
			}
			if after, _ := json.Marshal(test.known); string(after) != string(raw) {
				t.Errorf("a second read changes the memory from %v to %v", before, test.known)
			}
		})
	}
}
