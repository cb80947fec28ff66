package nouns

import (
	"encoding/base64"
	"strconv"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// pemOf is text in PEM that no certificate is in.
func pemOf(content string) string {
	return "-----BEGIN CERTIFICATE-----\n" + base64.StdEncoding.EncodeToString([]byte(content)) + "\n-----END CERTIFICATE-----\n"
}

func caCertificate() lifetest.Noun {
	one, other := strconv.Quote(pemOf("one")), strconv.Quote(pemOf("other"))
	certificate := `{"public_key_pem":` + one + `}`
	with := func(member string) string { return `{"public_key_pem":` + one + `,` + member + `}` }
	twin := func(id string) mockapi.Object {
		return mockapi.Object{"uuid": id, "public_key_pem": pemOf("twin"), "subject": "twice"}
	}
	return lifetest.Noun{
		TypeName: "zerotrust_ca_certificate", Kind: mockapi.KindCACertificate, Title: "CA Certificate", Titles: "CA Certificates",
		One: "CA certificate", Many: "CA certificates", List: "ca_certificates", LookedUpBy: "subject",
		Minimal: certificate, Changed: with(`"description":"d","chain":[` + other + `]`),
		Creates: "createCaCertificate", Reads: "getCaCertificate", Lists: "queryCaCertificates", Updates: "updateCaCertificate", Deletes: "deleteCaCertificate",
		Undocumented: []string{"deleteCaCertificate"}, Ends: lifetest.LeftBehind,
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Replacing(lifetest.Argument{Name: "public_key_pem", Before: strconv.Quote(pemOf("before")), After: other}),
			{Name: "chain", Before: `[` + other + `]`, After: `[` + other + `,` + one + `]`, Zeros: []string{`[]`}, Ordered: true},
			lifetest.Replacing(lifetest.Number("purpose", `1`, `3`)), {Name: "status", Before: `1`, After: `2`, Chosen: `2`, Stored: `2`},
		},
		Also: mockapi.Object{"subject": "once", "have_private_key": true}, Shown: `"subject":"once","have_private_key":true`,
		Objects: []mockapi.Object{twin("o3"), twin("o2")},
		Filters: []lifetest.Filter{{Config: `{}`, Found: "o1 o2 o3"}, {Config: `{"subject":"twice"}`, Found: "o2 o3"}, {Config: `{"subject":"nobody"}`}},
		Refused: map[string][]string{
			`{}`:                        {`error at AttributeName("public_key_pem"): Missing Configuration`},
			`{"public_key_pem":""}`:     {`error at AttributeName("public_key_pem"): Invalid PEM`, "-----BEGIN CERTIFICATE-----"},
			`{"public_key_pem":"MAA="}`: {`error at AttributeName("public_key_pem"): Invalid PEM`},
			with(`"chain":[null]`):      {`error at AttributeName("chain")`},
			with(`"chain":["x"]`):       {`error at AttributeName("chain").ElementKeyInt(0): Invalid PEM`},
			with(`"purpose":4`):         {`error at AttributeName("purpose")`, `0, 1, 2, 3`},
			with(`"status":0`):          {`error at AttributeName("status")`, `1, 2`},
			`{"public_key_pem":"-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----"}`: {`error at AttributeName("public_key_pem"): Private Key Refused`},
		},
		RefusedFilters: map[string][]string{`{"subject":""}`: {`at AttributeName("subject")`}},
		Accepted:       []string{`{"public_key_pem":"${unknown}","chain":["${unknown}"],"status":2}`},
		Generate: func(b *lifetest.Block) {
			certificate := func() string { return lifetest.Quote(pemOf(b.Raw())) }
			b.Set("public_key_pem", certificate())
			b.Strings("description")
			b.Optional("chain", b.Some(certificate), "[]")
			b.Optional("purpose", b.Among(edge.CaCertificatePurposeValues()...), "0")
			b.Optional("status", b.Among(1, 2))
		},
		Canary: `
resource "zerotrust_ca_certificate" "c" {
  description    = "stage ${var.stage}"
  public_key_pem = <<-EOT
    -----BEGIN CERTIFICATE-----
    MAA=
    -----END CERTIFICATE-----
  EOT
}
`,
	}
}
