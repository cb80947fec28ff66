data "zerotrust_countries" "all" {}

variable "allowed_countries" {
  type    = set(string)
  default = []
}

# A code that the service does not know would never match.
check "country_codes" {
  assert {
    condition     = length(setsubtract(var.allowed_countries, data.zerotrust_countries.all.countries[*].country_code)) == 0
    error_message = "A country is not known to the service."
  }
}
