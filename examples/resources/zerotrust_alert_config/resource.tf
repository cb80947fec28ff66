data "zerotrust_user" "on_call" {
  display_name = "Alice Example"
}

resource "zerotrust_alert_config" "break_glass" {
  name        = "Break glass"
  description = "Somebody uses an account for emergencies"
  recipients  = [provider::zerotrust::tag("user", data.zerotrust_user.on_call.id)]

  condition_filter = {
    include_any = [{ all = ["group:break-glass"] }]
  }

  card_data = {
    title             = "Logins of break-glass accounts"
    chart_data_source = "logins"
    metric            = "count"
    visible_columns   = ["time", "user", "device"]
    card_filters      = [{ field = "result", operator = "=", value = "success" }]
  }
}
