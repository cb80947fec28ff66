# For another provider: the session that this one calls Lacework Edge with.
ephemeral "zerotrust_edge_session" "current" {}
