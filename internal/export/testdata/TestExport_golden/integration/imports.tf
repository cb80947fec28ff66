# Written by terraform-provider-zerotrust export.
