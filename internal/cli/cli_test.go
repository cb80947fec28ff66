package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
)

const (
	oldTerraform = "echo Terraform v1.10.5"
	newTerraform = "echo; echo 'Warning: something'; echo; echo Terraform v1.14.0; echo on linux_amd64"
	pinnedTofu   = "echo OpenTofu v1.12.6"
)

// These tests change the environment, hence none of them is parallel.

func TestFind(t *testing.T) {
	for name, test := range map[string]struct {
		onPath    string // script of the terraform on the PATH; none if empty
		named     string // script of the executable named by the environment variable; none if empty
		want      string
		wantLog   string
		wantError string
	}{
		"terraform from the PATH":          {onPath: newTerraform, want: "Terraform 1.14.0"},
		"pre-release of the minimum":       {onPath: "echo Terraform v1.11.0-rc1", want: "Terraform 1.11.0-rc1"},
		"terraform too old":                {onPath: oldTerraform, want: "OpenTofu 1.12.6", wantLog: "older than 1.11.0"},
		"terraform that does not run":      {onPath: "exit 3", want: "OpenTofu 1.12.6", wantLog: "exit status 3"},
		"something else called terraform":  {onPath: "echo v2", want: "OpenTofu 1.12.6", wantLog: "neither Terraform"},
		"no terraform":                     {want: "OpenTofu 1.12.6", wantLog: "not found"},
		"named executable wins":            {onPath: newTerraform, named: "echo OpenTofu v1.11.1", want: "OpenTofu 1.11.1"},
		"named executable must be usable":  {onPath: newTerraform, named: oldTerraform, wantError: "older than 1.11.0"},
		"terraform that wants a clean run": {onPath: `test -z "$TF_CLI_ARGS" && ` + newTerraform, want: "Terraform 1.14.0"},
	} {
		t.Run(name, func(t *testing.T) {
			root, path := fakeRepository(t, pinnedTofu)

			t.Setenv("PATH", path)
			t.Setenv("TF_CLI_ARGS", "-json")
			t.Setenv(cli.PathEnv, "")

			if test.onPath != "" {
				script(t, filepath.Join(path, "terraform"), test.onPath)
			}

			if test.named != "" {
				named := filepath.Join(t.TempDir(), "named")
				script(t, named, test.named)
				t.Setenv(cli.PathEnv, named)
			}

			var log bytes.Buffer

			got, err := cli.Find(t.Context(), root, &log)

			if test.wantError != "" {
				if err == nil || !strings.Contains(err.Error(), test.wantError) {
					t.Fatalf("error: %v, want one with %q", err, test.wantError)
				}

				return
			}

			if err != nil {
				t.Fatal(err)
			}

			if got.String() != test.want {
				t.Errorf("found %s, want %s", got, test.want)
			}

			if !filepath.IsAbs(got.Path) {
				t.Errorf("path %q is not absolute", got.Path)
			}

			if !strings.Contains(log.String(), test.wantLog) {
				t.Errorf("log %q lacks %q", log.String(), test.wantLog)
			}
		})
	}
}

func TestTofuIsBuiltOnce(t *testing.T) {
	root, path := fakeRepository(t, pinnedTofu)
	t.Setenv("PATH", path)

	for _, wantBuild := range []bool{true, false} {
		var log bytes.Buffer

		if _, err := cli.Tofu(t.Context(), root, &log); err != nil {
			t.Fatal(err)
		}

		if built := strings.Contains(log.String(), "Building OpenTofu 1.12.6"); built != wantBuild {
			t.Errorf("built: %t, want %t; log: %s", built, wantBuild, log.String())
		}
	}
}

func TestTofuOfAnotherVersionIsReplaced(t *testing.T) {
	root, path := fakeRepository(t, pinnedTofu)
	t.Setenv("PATH", path)
	script(t, filepath.Join(root, "bin", "tofu"), "echo OpenTofu v1.12.0")

	got, err := cli.Tofu(t.Context(), root, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}

	if got.Version != "1.12.6" {
		t.Errorf("version %s, want 1.12.6", got.Version)
	}
}

func TestTofuReportsABuildOfTheWrongVersion(t *testing.T) {
	root, path := fakeRepository(t, "echo OpenTofu v1.12.6-dev")
	t.Setenv("PATH", path)

	_, err := cli.Tofu(t.Context(), root, &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "1.12.6-dev, not 1.12.6") {
		t.Errorf("error: %v", err)
	}
}

func TestAcceptanceEnviron(t *testing.T) {
	t.Setenv("TF_WORKSPACE", "mine")
	t.Setenv("TF_LOG", "DEBUG")
	t.Setenv("TF_ACC_PROVIDER_HOST", "mine.example")
	t.Setenv("TF_CLI_CONFIG_FILE", "mine.tfrc")
	t.Setenv("ZEROTRUST_EDGE_ACCOUNT", "mine")

	env := cli.CLI{Path: "/x/tofu", Product: cli.OpenTofu}.AcceptanceEnviron()

	// Of two entries with one name the last one counts.
	effective := map[string]string{}

	for _, variable := range env {
		name, value, _ := strings.Cut(variable, "=")
		effective[name] = value
	}

	for name, want := range map[string]string{
		"TF_ACC":                    "1",
		"TF_ACC_TERRAFORM_PATH":     "/x/tofu",
		"TF_ACC_PROVIDER_HOST":      "registry.opentofu.org",
		"TF_ACC_PROVIDER_NAMESPACE": "zerotrust-as-code",
		"TF_LOG":                    "DEBUG",
		"TF_CLI_CONFIG_FILE":        os.DevNull,
		"TF_WORKSPACE":              "",
		"ZEROTRUST_EDGE_ACCOUNT":    "",
	} {
		if got := effective[name]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestMirrored(t *testing.T) {
	t.Parallel()

	for platform, want := range map[string]string{
		"linux_amd64":   "m/registry.opentofu.org/zerotrust-as-code/zerotrust/0.1.0/linux_amd64/terraform-provider-zerotrust_v0.1.0",
		"windows_arm64": "m/registry.opentofu.org/zerotrust-as-code/zerotrust/0.1.0/windows_arm64/terraform-provider-zerotrust_v0.1.0.exe",
	} {
		if got := (cli.CLI{Product: cli.OpenTofu}).Mirrored("m", "0.1.0", platform); got != filepath.FromSlash(want) {
			t.Errorf("%s: %s", platform, got)
		}
	}
}

// fakeRepository returns a repository and a directory to be the whole PATH. In it is a go command that knows the pinned
// version, 1.12.6, and whose build writes the given script.
func fakeRepository(t *testing.T, built string) (root, path string) {
	t.Helper()

	root, path = t.TempDir(), t.TempDir()

	for _, dir := range []string{"bin", filepath.Join("tools", "tofu")} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}

	script(t, filepath.Join(root, "product"), built)
	script(t, filepath.Join(path, "go"), `
case "$1" in
list)  echo v1.12.6 ;;
build)
	while [ "$1" != -o ]; do shift; done
	/bin/cp ../../product "$2" ;;
esac`)

	return root, path
}

func script(t *testing.T, path, body string) {
	t.Helper()

	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}
