resource "zerotrust_alert_config" "break_glass" {
  name        = "Break glass"
  description = "Somebody uses an account for emergencies"
  recipients  = ["user:8uA3fTq6Kx1RwZ9bYc5JdM2sLfH"]

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
