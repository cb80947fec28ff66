package provider

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

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
	o := intent.Options{Dir: config.IntentDirectory.ValueString(), Place: place(data)}
	if o.Dir == "" {
		o.Dir, o.Within = filepath.Join(data, "zerotrust", "intents"), data
	}
	return o
}

// place tells apart the states that a folder of records may serve: each is of a working directory and a workspace.
func place(data string) string {
	dir, err := filepath.Abs(".")
	if err == nil {
		if resolved, err := filepath.EvalSymlinks(dir); err == nil {
			dir = resolved
		}
	}
	return workspace(data) + "\n" + dir
}

// workspace returns the selected workspace, as the CLI finds it.
func workspace(data string) string {
	if name := os.Getenv("TF_WORKSPACE"); name != "" {
		return name
	}
	selected, err := os.ReadFile(filepath.Join(data, "environment")) //nolint:gosec // the data directory of the CLI, which starts us
	if err != nil {
		return "default" // the file is there only after another one was selected
	}
	return cmp.Or(strings.TrimSpace(string(selected)), "default")
}
