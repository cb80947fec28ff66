package nouns

import (
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func blob() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_blob", Kind: mockapi.KindBlob, Title: "Blob", Titles: "Blobs", List: "blobs", ListConfig: `{"prefix":"o"}`, ID: "key", Fixed: true,
		Minimal: `{"key":"o-min"}`,
		Creates: "createBlob", Reads: "getBlob", Lists: "queryBlobs", Deletes: "deleteBlob", Undocumented: []string{"deleteBlob"}, Ends: lifetest.LeftBehind,
		Unmatched: []string{"user_uuid"},
		Arguments: []lifetest.Argument{
			lifetest.Replacing(lifetest.Argument{Name: "key", Before: `"o-before"`, After: `"o-after"`}),
			lifetest.Replacing(lifetest.Text("name")), lifetest.Replacing(lifetest.Text("data")), lifetest.Replacing(lifetest.Number("expire_time_sec", `1900000000`, `1900000001`)),
		},
		Also: mockapi.Object{"user_uuid": "u1"}, Shown: `"user_uuid":"u1"`,
		Objects: []mockapi.Object{{"key": "o3", "name": "twice"}, {"key": "o2", "name": "twice"}, {"key": "p1"}},
		Filters: []lifetest.Filter{
			{Config: `{"prefix":"o"}`, Found: "o1 o2 o3", Query: "prefix=o"}, {Config: `{"prefix":"p"}`, Found: "p1", Query: "prefix=p"}, {Config: `{"prefix":"nobody"}`},
		},
		RefusedFilters: map[string][]string{`{"prefix":""}`: {`at AttributeName("prefix")`}},
		Refused: map[string][]string{
			`{}`: {`error at AttributeName("key"): Missing Configuration`}, `{"key":""}`: {`error at AttributeName("key"): Invalid Id`}, `{"key":".."}`: {`error at AttributeName("key"): Invalid Id`},
			`{"key":"k","expire_time_sec":-1}`: {`error at AttributeName("expire_time_sec")`},
		},
		Accepted: []string{`{"key":"${unknown}","data":"${unknown}","expire_time_sec":"${unknown}"}`, `{"key":"a/b ä"}`},
		Generate: func(b *lifetest.Block) {
			b.Set("key", lifetest.Quote(fmt.Sprintf("o-%d", b.Index)))
			b.Strings("name", "data")
			b.Optional("expire_time_sec", b.Code, "0")
		},
		Canary: `
resource "zerotrust_blob" "b" {
  key  = "console/settings"
  data = "stage"
}
`,
	}
}
