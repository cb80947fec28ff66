// Package parent tells when the process that started this one has ended. A CLI that is killed cannot end the providers that
// it started.
package parent
