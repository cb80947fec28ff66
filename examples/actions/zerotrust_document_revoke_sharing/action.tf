action "zerotrust_document_revoke_sharing" "leaked_plan" {
  config {
    document_id   = "5nB8xK2wQz7VtM5rLc9JhY3fGdP"
    external_only = true
  }
}
