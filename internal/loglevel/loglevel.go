// Package loglevel spares providers the log lines that nobody reads.
package loglevel

import (
	"cmp"
	"os"
	"strings"
)

// Match has the plugin libraries write only the log lines that somebody asked to see. By themselves they write every trace
// and leave it to Terraform or OpenTofu to throw away what nobody asked for, which by default is all of it: dozens of lines
// for each object, formatted here and parsed there. In a plan of many objects that is about half of the CPU time of the
// provider, and more than half of the CLI's.
//
// The CLIs pass their own environment on, so the provider sees the variables by which they choose (TF_LOG_PROVIDER, else
// TF_LOG). The libraries have variables of their own, one of them for the provider whose types begin with this name; one
// that is set stays as it is. It changes the environment of the process, so it belongs at the beginning of main.
func Match(typeName string) {
	level := strings.ToUpper(cmp.Or(os.Getenv("TF_LOG_PROVIDER"), os.Getenv("TF_LOG"), "OFF"))
	if level == "JSON" { // a format, which shows everything
		level = "TRACE"
	}
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_" + strings.ToUpper(typeName)} {
		if os.Getenv(name) == "" {
			_ = os.Setenv(name, level) // it fails for names that no environment can have
		}
	}
}
