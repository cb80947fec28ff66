# Written by terraform-provider-zerotrust export.

resource "zerotrust_alert_config" "minimal" {
  name = "Minimal"
}

resource "zerotrust_alert_config" "full" {
  name        = "Full"
  description = "after"
  card_data = {
    description          = "d"
    aggregation          = "sum"
    apply_global_filters = true
    card_filters = [
      {
        field         = "user"
        display       = "User"
        display_value = "Alice"
        identity      = { display = "Alice", id = "u1", type = 1 }
        operator      = "="
        type          = 2
        value         = "u"
      },
      { field = "x" },
    ]
    card_type         = 3
    chart_data_source = "events"
    chart_type        = "bar"
    curated_query_config = {
      behavior_id = "b"
      modifiers = [
        { dataset_uuid = "d1", operator = "in", target_field = "f" },
        { target_field = "g" },
      ]
      subject_type = 1
      summaries    = ["s", "t"]
    }
    from_eg_library     = true
    group_by_dimension  = "user"
    group_by_dimension2 = "app"
    metric              = "count"
    show_data_table     = true
    show_text_box       = true
    sort_order          = [{ column_id = "b", is_desc = 2 }, { column_id = "a" }]
    title               = "Logins"
    uuid                = "c1"
    visible_columns     = ["b", "c", "a"]
  }
  cloned_from_uuid = "after"
  condition_filter = {
    include_any = [{ all = ["group:eng", "os:macos"] }, { all = ["os:linux"] }]
    exclude_any = [{ all = ["country:CH"] }]
  }
  event_description_template = "after"
  recipients                 = ["group:a", "group:b", "group:c", "user:ä"]
  skip_alerts                = 2
  status                     = "SUSPENDED"
  tags                       = ["group:a", "group:b", "group:c", "user:ä"]
}
