package provider

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

// intentOptions says where the intent records of a provider configuration are. The CLI starts a provider in the working
// directory. An argument that is not known yet belongs to a plan, which creates nothing: then there are no records.
func intentOptions(config model) intent.Options {
	off := !config.IntentRecords.IsNull() && !config.IntentRecords.ValueBool()
	if off || config.IntentDirectory.IsUnknown() {
		return intent.Options{}
	}
	data := cmp.Or(os.Getenv("TF_DATA_DIR"), ".terraform")
	o := intent.Options{Dir: config.IntentDirectory.ValueString(), Workspace: workspace(data), Log: conns.LogRecords}
	if o.Dir == "" {
		o.Dir, o.Within = filepath.Join(data, "zerotrust", "intents"), data
	}
	return o
}

// workspace returns the selected workspace, as the CLI finds it.
func workspace(data string) string {
	if name := os.Getenv("TF_WORKSPACE"); name != "" {
		return name
	}
	selected, err := os.ReadFile(filepath.Join(data, "environment"))
	if err != nil {
		return "default" // the file is there only after another one was selected
	}
	return cmp.Or(strings.TrimSpace(string(selected)), "default")
}
