data "zerotrust_dataset" "partners" {
  dataset_name = "Partner domains"
}

output "partner_domains" {
  value = [for item in data.zerotrust_dataset.partners.customer_dataset_items : item.list_item.value]
}
