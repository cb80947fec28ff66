package cacertificate_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_ca_certificate"

// certificate makes a CA certificate in PEM.
func certificate(t *testing.T, subject string) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: subject}, IsCA: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

// unwrapped is PEM whose content is one line, with other line ends and blanks around it.
func unwrapped(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return " " + lines[0] + "\r\n" + strings.Join(lines[1:len(lines)-1], "") + "\r\n" + lines[len(lines)-1]
}

func config(t *testing.T, arguments map[string]any) string {
	t.Helper()
	text, err := json.Marshal(arguments)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPEM_whiteSpace: a service that wraps certificates anew changes nothing, and a configuration that does replaces nothing.
func TestPEM_whiteSpace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	one, other := certificate(t, "one"), certificate(t, "other")
	wanted := config(t, map[string]any{"public_key_pem": one, "chain": []string{other, one}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), wanted))
	id := acctest.TextOf(t, l.Attributes()["id"])
	if err := s.Change(mockapi.KindCACertificate, id, mockapi.Object{"public_key_pem": unwrapped(one), "chain": []any{unwrapped(other), unwrapped(one)}}); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, wanted)

	s.ResetJournal()
	again := config(t, map[string]any{"public_key_pem": unwrapped(one), "chain": []string{other, unwrapped(one)}})
	acctest.Quiet(t, l.Apply(t.Context(), again))
	l.NothingToDo(t, again)
	if n := s.Count("updateCaCertificate") + s.Count("createCaCertificate"); n > 0 || acctest.TextOf(t, l.Attributes()["id"]) != id {
		t.Errorf("%d requests changed something", n)
	}
	if replaced := l.Plan(t.Context(), config(t, map[string]any{"public_key_pem": other})).RequiresReplace; len(replaced) != 1 {
		t.Errorf("another certificate replaces because of %v", replaced)
	}
}

// TestCreate_lostAnswer: what was made is found, although the service has wrapped the certificate anew.
func TestCreate_lostAnswer(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	one := certificate(t, "one")
	s.Inject(mockapi.Fault{Operation: "createCaCertificate", ResetAfter: true, Times: 1})
	s.Inject(mockapi.Fault{Operation: "queryCaCertificates", Tamper: func(answer mockapi.Object) mockapi.Object {
		for _, o := range answer["certificates"].([]any) {
			o.(mockapi.Object)["public_key_pem"] = unwrapped(one)
		}
		return answer
	}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), config(t, map[string]any{"public_key_pem": one})), "warning: ", "createCaCertificate")
	if found := s.Objects(mockapi.KindCACertificate); len(found) != 1 || found[0]["uuid"] != acctest.TextOf(t, l.Attributes()["id"]) {
		t.Errorf("the service has %v", found)
	}
}

// TestDataSource_subject finds a certificate by what the service read from it.
func TestDataSource_subject(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), config(t, map[string]any{"public_key_pem": certificate(t, "Device CA")})))
	found, said := l.ReadData(t.Context(), typeName, `{"subject":"CN=Device CA"}`)
	acctest.Quiet(t, said)
	if !found["id"].Equal(l.Attributes()["id"]) {
		t.Errorf("found %v", found)
	}
}

// TestPrivateKey_isNotShown: what is refused because it is secret is in no message.
func TestPrivateKey_isNotShown(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	both := certificate(t, "one") + "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n"
	said := l.Validate(t.Context(), config(t, map[string]any{"public_key_pem": both, "chain": []string{both}}))
	if len(said) != 2 || said[0].Summary != "Private Key Refused" || strings.Contains(acctest.DiagnosticLines(said), "c2VjcmV0") {
		t.Errorf("said is %s", acctest.DiagnosticLines(said))
	}
}
