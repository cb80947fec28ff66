package provider

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/loglevel"

// MatchLogLevel is loglevel.Match for this provider.
func MatchLogLevel() { loglevel.Match(TypeName) }
