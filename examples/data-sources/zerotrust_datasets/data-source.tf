data "zerotrust_datasets" "all" {}

output "datasets" {
  description = "Ids of the datasets by name."
  value       = { for dataset in data.zerotrust_datasets.all.datasets : dataset.dataset_name => dataset.id }
}
