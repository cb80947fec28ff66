package document_test

import (
	"slices"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func services(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	access := func(id string) any {
		return map[string]any{"access_id": id, "target_domain": "partner.example", "target_identity": map[string]any{"id": "p", "display": "Bob", "additional_context": map[string]any{"k": "v"}}}
	}
	s.Put(mockapi.KindDocument, mockapi.Object{
		"uuid": "d1", "type": 1, "datasource": "GOOGLE", "drive_id": "drive", "ancestor_ids": []any{"f"}, "file_extension": "pdf", "file_size": 10, "is_shared_externally": true,
		"identity": map[string]any{"id": "x", "display": "Plan", "site_id": "s"}, "owner": map[string]any{"id": "o", "display": "Alice"}, "external_access": []any{access("a2"), access("a1")},
		"web_view_url": map[string]any{"display": "https://docs.example/x"}, "created_time": 1705329025000, "updated_time": 1705329026000,
	})
	return s
}

func TestDocument_reads(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, "")
	const access = `"origin_type":0,"target_domain":"partner.example","target_identity":{"id":"p","display":"Bob","type":0,"anonymized":false,"deleted":false,"external":false,"additional_context":{"k":"v"}}`
	p.Shows(t.Context(), "zerotrust_document", `{"id":"d1"}`, `{"id":"d1","type":1,"datasource":"GOOGLE","drive_id":"drive","ancestor_ids":["f"],"file_extension":"pdf","file_size":10,
		"is_sensitive":false,"is_shared":false,"is_shared_externally":true,"has_augmented_permissions":false,"created_time":"2024-01-15T14:30:25Z","updated_time":"2024-01-15T14:30:26Z",
		"identity":{"id":"x","display":"Plan","site_id":"s","type":0,"anonymized":false,"deleted":false,"external":false},
		"owner":{"id":"o","display":"Alice","type":0,"anonymized":false,"deleted":false,"external":false,"additional_context":{}},
		"web_view_url":{"display":"https://docs.example/x","anonymized":false},
		"external_access":[{"access_id":"a1",`+access+`},{"access_id":"a2",`+access+`}]}`)
	_, said := p.ReadData(t.Context(), "zerotrust_document", `{"id":"nobody"}`)
	acctest.Says(t, said, "error: Unable to Read Document", "nobody")
}

func TestDocument_revoke(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, "")
	s.Inject(mockapi.Fault{Operation: "revokeDocumentAccess", Times: 1, Status: 500})
	progress, said := p.Invoke(t.Context(), "zerotrust_document_revoke_access", `{"document_id":"d1","access_id":"a1","drive_id":"drive","owner_uuid":"o"}`)
	acctest.Quiet(t, said)
	if want := "Waiting to repeat the request: revokeDocumentAccess."; !slices.Contains(progress, want) || len(progress) != 3 {
		t.Errorf("the progress is %q, want %q in the middle", progress, want)
	}
	if body := s.Bodies("revokeDocumentAccess")[0]; body != `{"normalized_document_uuid":"d1","access_id":"a1","drive_id":"drive","owner_uuid":"o"}` {
		t.Errorf("the body is %s", body)
	}
	if left, _ := s.Only(t, mockapi.KindDocument)["external_access"].([]any); len(left) != 1 {
		t.Errorf("accesses that are left: %v", left)
	}
	_, said = p.Invoke(t.Context(), "zerotrust_document_revoke_sharing", `{"document_id":"d1","external_only":true,"object_id":"x","site_id":"s","user_uuid":"u"}`)
	acctest.Quiet(t, said)
	if body := s.Bodies("revokeDocumentSharing")[0]; body != `{"normalized_document_uuid":"d1","external_only":true,"object_id":"x","site_id":"s","user_uuid":"u"}` {
		t.Errorf("the body is %s", body)
	}
	_, said = p.Invoke(t.Context(), "zerotrust_document_revoke_sharing", `{"document_id":"d1","object_id":"x"}`)
	acctest.Says(t, said, `error at AttributeName("object_id")`, "site_id")
	_, said = p.Invoke(t.Context(), "zerotrust_document_revoke_access", `{"document_id":"nobody","access_id":"a"}`)
	acctest.Says(t, said, "error: Unable to Revoke Document Access", "nobody")
}
