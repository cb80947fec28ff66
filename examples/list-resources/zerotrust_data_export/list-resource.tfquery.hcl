# Every data export, with its arguments, ready for generated configuration.
list "zerotrust_data_export" "all" {
  provider         = zerotrust
  include_resource = true
}
