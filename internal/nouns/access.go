package nouns

import (
	"fmt"
	"strings"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// free is a list that may have members of its own where nobody configures it.
func free(a lifetest.Argument) lifetest.Argument {
	a.Free = true
	return a
}

// later is an argument that no create takes, and that is shown in any case.
func later(a lifetest.Argument, chosen string, opens func(was, theirs any) string) lifetest.Argument {
	a.UpdateOnly, a.Chosen, a.Opens = true, chosen, opens
	return a
}

func access() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_access", Kind: mockapi.KindAccess, Title: "Access", Titles: "Accesses", List: "accesses",
		Minimal: `{"description":"d"}`, Changed: `{"description":"e","user_list":["user:a"],"app_list":["app:x"]}`,
		Creates: "createAccess", Reads: "getAccess", Lists: "queryAccesses", Updates: "updateAccess", Deletes: "updateAccess", Ends: lifetest.Retired,
		WrapUpdate: "access",
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Text("integration_id"), free(lifetest.Texts("app_list")), free(lifetest.Texts("user_list")),
			later(lifetest.Texts("revoked_user_list"), `[]`, func(_, theirs any) string {
				if users := strings.Trim(fmt.Sprint(theirs), "[]"); theirs != nil {
					return "gives access back to " + strings.ReplaceAll(users, " ", ", ") + "."
				}
				return ""
			}),
			later(lifetest.Argument{
				Name: "end_time", Before: `"2026-11-21T22:20:21.367Z"`, SentBefore: `1795299621367`, After: `"2100-01-01T00:00:00Z"`, Sent: `4102444800000`, Zeros: []string{`""`},
			}, `""`, func(was, theirs any) string {
				before, _ := was.(float64)
				ends, _ := theirs.(float64)
				if ends == 0 || before != 0 && before < ends {
					return ""
				}
				return "takes back that it ends at " + time.UnixMilli(int64(ends)).UTC().Format("2006-01-02T15:04:05.999Z07:00")
			}),
			lifetest.Number("access_type", `1`, `3`), lifetest.Flag("allow_guest_access"), lifetest.Status(),
		},
		Objects: []mockapi.Object{
			{"uuid": "o2", "user_list": []any{"user:bob"}}, {"uuid": "o3", "user_list": []any{"user:carol"}, "app_list": []any{"app:x"}},
		},
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3"}, {Config: `{"user_id":"user:bob"}`, Found: "o2", Query: "appid=&userid=user%3Abob"},
			{Config: `{"app_id":"app:x"}`, Found: "o3", Query: "appid=app%3Ax&userid="}, {Config: `{"user_id":"user:carol","app_id":"app:y"}`},
		},
		RefusedFilters: map[string][]string{`{"user_id":""}`: {`at AttributeName("user_id")`}},
		Refused: map[string][]string{
			`{"access_type":4}`:                        {`error at AttributeName("access_type")`, `value must be one of: 0, 1, 2, 3, got: 4`},
			`{"access_type":-1}`:                       {`error at AttributeName("access_type")`, "got: -1"},
			`{"end_time":"1795299621367"}`:             {`error at AttributeName("end_time")`, `"1795299621367" is not RFC 3339`},
			`{"end_time":"1970-01-01T00:00:00Z"}`:      {`error at AttributeName("end_time")`, "is before 1973-03-03T09:46:40Z"},
			`{"end_time":"2027-01-01T00:00:00.0001Z"}`: {`error at AttributeName("end_time")`, "a fraction of a millisecond"},
			`{"app_list":["a",""]}`:                    {`error at AttributeName("app_list")`, "it is empty"},
			`{"user_list":[""]}`:                       {`error at AttributeName("user_list")`, "it is empty"},
			`{"revoked_user_list":[""]}`:               {`error at AttributeName("revoked_user_list")`, "it is empty"},
			`{"app_list":["a",null]}`:                  {`error at AttributeName("app_list")`, "contains a null value"},
			`{"user_list":[null]}`:                     {`error at AttributeName("user_list")`, "contains a null value"},
			`{"revoked_user_list":[null]}`:             {`error at AttributeName("revoked_user_list")`, "contains a null value"},
			`{"status":"PAUSED"}`:                      {`error at AttributeName("status")`, `value must be one of: ["INIT" "ACTIVE" "SUSPENDED"], got: "PAUSED"`},
			`{"status":"DELETED"}`:                     {`error at AttributeName("status")`, `got: "DELETED"`},
		},
		Accepted: []string{
			`{}`, `{"access_type":0,"end_time":"","app_list":[],"user_list":["anything"]}`, `{"access_type":3,"end_time":"9999-12-31T23:59:59.999-12:00"}`,
			`{"app_list":["a","${unknown}"],"user_list":["${unknown}"],"revoked_user_list":["${unknown}"]}`,
		},
		Kills: []lifetest.Kill{{
			First:  `{"user_list":["group:a","group:b"],"end_time":"2030-03-17T17:46:40Z"}`,
			Second: `{"user_list":["group:a"],"end_time":"2030-03-17T17:46:40Z","description":"d"}`,
		}},
		Generate: func(b *lifetest.Block) {
			b.Strings("description", "integration_id")
			b.Selectors("app_list", "user_list", "revoked_user_list")
			b.Bools("allow_guest_access")
			b.Optional("access_type", b.Among(edge.AccessTypeValues()...), "0")
			b.Optional("end_time", b.OneOf("1973-03-03T09:46:40Z", "2026-11-21T22:20:21.367Z", "2030-01-31T18:00:00Z"), `""`)
			b.Status()
		},
		Canary: `
resource "zerotrust_access" "a" {
  description = "stage ${var.stage}"
  app_list    = [zerotrust_app.a.id]
}
`,
	}
}
