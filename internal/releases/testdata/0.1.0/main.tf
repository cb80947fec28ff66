resource "zerotrust_access" "kept" {
  access_type = 3
  allow_guest_access = true
  app_list = ["group:c","group:b","user:ä","group:a"]
  description = "after"
  end_time = "2100-01-01T00:00:00Z"
  integration_id = "after"
  revoked_user_list = ["group:c","group:b","user:ä","group:a"]
  status = "SUSPENDED"
  user_list = ["group:c","group:b","user:ä","group:a"]
}

resource "zerotrust_alert_config" "kept" {
  card_data = {"aggregation":"sum","apply_global_filters":true,"card_filters":[{"display":"User","display_value":"Alice","field":"user","identity":{"display":"Alice","id":"u1","type":1},"operator":"=","type":2,"value":"u"},{"field":"x"}],"card_type":3,"chart_data_source":"events","chart_type":"bar","curated_query_config":{"behavior_id":"b","modifiers":[{"dataset_uuid":"d1","operator":"in","target_field":"f"},{"target_field":"g"}],"subject_type":1,"summaries":["s","t"]},"description":"d","from_eg_library":true,"group_by_dimension":"user","group_by_dimension2":"app","metric":"count","show_data_table":true,"show_text_box":true,"sort_order":[{"column_id":"b","is_desc":2},{"column_id":"a"}],"title":"Logins","uuid":"c1","visible_columns":["b","c","a"]}
  cloned_from_uuid = "after"
  condition_filter = {"exclude_any":[{"all":["country:CH"]}],"include_any":[{"all":["group:eng","os:macos"]},{"all":["os:linux"]}]}
  description = "after"
  event_description_template = "after"
  name = "n"
  recipients = ["group:c","group:b","user:ä","group:a"]
  skip_alerts = 2
  status = "SUSPENDED"
  tags = ["group:c","group:b","user:ä","group:a"]
}

resource "zerotrust_app" "kept" {
  connector_unique_name = "after"
  description = "after"
  host = "after"
  host_match_type = 2
  integration_id = "after"
  internal_host_pattern = "after"
  internal_port = 65535
  internal_protocol = "after"
  name = "n"
  path = "after"
  port = 65535
  protocol = "after"
  protocols = [8443,1,65535]
  ref_matches = [{"ref":"b","tags":["x","y","z"]},{"ref":"c"},{"ref":"d","tags":["x"]}]
  refs = ["group:c","group:b","user:ä","group:a"]
  request_host_header = "after"
  reverse_proxy_name = "after"
  status = "SUSPENDED"
  tags = ["group:c","group:b","user:ä","group:a"]
  tcp_port_ranges = [{"end":3,"start":1},{"end":9,"start":9},{"end":6,"start":5}]
  tcp_ports = [8443,1,65535]
  udp_port_ranges = [{"end":3,"start":1},{"end":9,"start":9},{"end":6,"start":5}]
  udp_ports = [8443,1,65535]
  verify_server_cert = 2
}

resource "zerotrust_app_control_policy" "kept" {
  app_filter = {"exclude_any":[{"all":["host:x"]}],"include_any":[{"all":["appgroup:pci"]},{"all":["app:wiki","os:linux"]}]}
  description = "after"
  name = "n"
  policy_event_actions = [{"action":3,"event_type":1},{"action":2,"event_type":4},{"action":2,"event_type":2}]
  session_filter = {"exclude_any":[{"all":["country:CH"]}],"include_any":[{"all":["group:eng","os:macos"]}]}
  status = "SUSPENDED"
}

resource "zerotrust_blob" "kept" {
  data = "after"
  expire_time_sec = 1900000001
  key = "o-after"
  name = "after"
}

resource "zerotrust_ca_certificate" "kept" {
  chain = ["-----BEGIN CERTIFICATE-----\nb3RoZXI=\n-----END CERTIFICATE-----\n","-----BEGIN CERTIFICATE-----\nb25l\n-----END CERTIFICATE-----\n"]
  description = "after"
  public_key_pem = "-----BEGIN CERTIFICATE-----\nb3RoZXI=\n-----END CERTIFICATE-----\n"
  purpose = 3
  status = 2
}

resource "zerotrust_card" "kept" {
  chart_type = 2147483647
  data = "{\"a\":[2]}"
  dataset = "after"
  description = "after"
  display_config = "after"
  layout = "after"
  name = "n"
  status = "SUSPENDED"
}

resource "zerotrust_client_config" "kept" {
  browser_performance_inspection = 2
  browser_performance_inspection_domains = ["group:c","group:b","user:ä","group:a"]
  browser_request_inspection = 2
  client_ca_uuid = "after"
  client_use_eg_upstream_dns = 2
  description = "after"
  disconnect_allowed = 2
  disconnect_interval_minutes = ["group:c","group:b","user:ä","group:a"]
  disconnect_justification_required = 2
  dns_search_domains = ["b","a"]
  enable_always_on_vpn = 2
  enable_auto_updates = 2
  enable_browser_proxy = 2
  enable_guest_user_mode = 2
  enable_manual_updates = 2
  enable_sensor_data = 2
  enable_transparent_proxy = 2
  enable_transparent_sso = 2
  installer_cert_thumbprint = "after"
  log_level = 4
  mac_install_root_ca = 2
  name = "n"
  policy_location = "after"
  post_login_redirect_url = "after"
  priority = 2
  proxy_exclusion_domains = ["group:c","group:b","user:ä","group:a"]
  session_filter = {"exclude_any":[{"all":["country:CH"]}],"include_any":[{"all":["group:eng","os:macos"]}]}
  session_refresh_interval_hours = 6
  should_fail_open = 2
  show_cellular_confirmation = 2
  show_popover_automatically = 2
  status = "SUSPENDED"
  update_channels = ["group:c","group:b","user:ä","group:a"]
  wifi_only_if_location_permission = 2
  windows_install_per_device_root_ca = 2
}

resource "zerotrust_connector" "kept" {
  description = "after"
  external_addr = ["group:c","group:b","user:ä","group:a"]
  name = "n"
  status = "SUSPENDED"
  tags = ["group:c","group:b","user:ä","group:a"]
  tcp_on_layer_three_vpn = 2
  unique_name = "c-after"
}

resource "zerotrust_dashboard" "kept" {
  data = "[2,1]"
  description = "after"
  icon = "after"
  name = "n"
  status = "SUSPENDED"
  tags = ["group:c","group:b","user:ä","group:a"]
}

resource "zerotrust_data_export" "kept" {
  data_export_types = [51,0,2]
  s3_bucket_account_id = "210987654321"
  s3_bucket_name = "acme-after"
}

resource "zerotrust_integration" "kept" {
  app_id = "after"
  data_source = 103
  display_name = "after-n"
  environment_id = "after"
  filter_domains = ["group:c","group:b","user:ä","group:a"]
  install_id = "after"
  integration_org_name = "after"
  ms365_cloud = 2
  shard_id = 9
  validate_credentials = true
}

resource "zerotrust_notification_channel" "kept" {
  description = "after"
  name = "n"
  recipients = ["group:c","group:b","user:ä","group:a"]
  redirect_uri = "https://acme.example/done"
  resolve_display_names = true
  status = "SUSPENDED"
  type = 3
}

resource "zerotrust_policy" "kept" {
  action = 301
  allow_guest_access = true
  app_filter = {"exclude_any":[{"all":["host:x"]},{"all":["host:y"]}],"include_any":[{"all":["appgroup:pci","domain:example.com","a:b"]},{"all":["app:wiki"]},{"all":["os:linux","group:c"]}]}
  constraints = {"max_sessions":"5","note":""}
  description = "after"
  integration_id = "after"
  metadata = "after"
  mitm_settings = {"fail_close":true}
  name = "n"
  priority = 100
  session_filter = {"exclude_any":[{"all":["country:CH","country:DE"]}],"include_any":[{"all":["group:eng","os:macos","posture_ge:high"]}]}
  status = "SUSPENDED"
  type = 1
  workflow_uuid = "after"
}

resource "zerotrust_posture_attribute" "kept" {
  attribute_type = 4
  description = "after"
  name = "n"
  required_processes = [{"process_regex":"^agentd$"},{"bundle_id":"com.example.agent","platform":0},{"binary_hash":"cafe","bundle_id":"b","cert_thumbprint":"c","platform":2,"process_regex":"a(?=b)","team_id":"t"}]
  supported_platforms = [2,0,3]
}

resource "zerotrust_posture_profile" "kept" {
  attribute_uuids = ["group:c","group:b","user:ä","group:a"]
  description = "after"
  name = "n"
  platform = 3
  posture_tag_value = "of one's own"
}

resource "zerotrust_token" "kept" {
  description = "after"
  name = "n"
  role = 3
  status = "ACTIVE"
  ttl_sec = 600
  user_uuid = "after"
}

resource "zerotrust_user" "kept" {
  display_name = "n"
  location = "after"
  role = 3
  status = "SUSPENDED"
  tags = ["group:c","group:b","user:ä","group:a"]
}

resource "zerotrust_workflow" "kept" {
  actions = [{"run":3},{"on_object":1,"run":2,"target":"b"},{"on_object":0,"run":1,"target":""}]
  answers = [{"answer":"Yes"},{"actions":[{"run":3},{"run":1,"target":"x"}],"answer":"No"},{"actions":[],"answer":"Later"}]
  approval_ttl_sec = -1
  approver_text_template = "after"
  default_answer_index = "after"
  description = "after"
  execution_ttl_sec = 3600
  justification_required = true
  name = "n"
  recipients = ["group:c","group:b","user:ä","group:a"]
  requestor_justification_required = true
  requestor_text_template = "after"
  status = "SUSPENDED"
  text_template = "after"
  title = "after"
  token_required = true
}

resource "zerotrust_access_member" "kept" {
  access_id = "rule-of-others"
  user = "group:a"
}

resource "zerotrust_app_integrity_config" "kept" {
  name = "n"
  platform = "ios"
  title = "t"
  version = "staging"
}

resource "zerotrust_group_settings" "kept" {
  description = "d"
  id = "g-1"
}

resource "zerotrust_device_app_connection_log" "kept" {
  application_id = "A"
  connection_type = "established"
  device_id = "D"
  status = "success"
  timestamp = "2024-01-15T14:30:25Z"
}

