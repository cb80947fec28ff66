action "zerotrust_document_revoke_access" "partner" {
  config {
    document_id = "5nB8xK2wQz7VtM5rLc9JhY3fGdP"
    access_id   = "anyone-with-the-link" # as zerotrust_document shows it
    drive_id    = "0AExampleDrive"
  }
}
