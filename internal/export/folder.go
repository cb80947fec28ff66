package export

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// header begins every file, and tells those of an earlier export from those of a person.
const header = "# Written by terraform-provider-zerotrust export.\n"

// free says why files cannot be written to a folder: there is something in it, and nobody has said that it may go.
func free(dir string, force bool) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0 && !force:
		return fmt.Errorf("the folder %s is not empty: name another one, or write over it with -force", dir)
	}
	return nil
}

// save writes files into a folder. They are complete in a temporary folder beside it before the first one gets to its place,
// so that an end at any moment leaves no half of a file. In a folder that exists, the files of an earlier export that are no
// longer among them are removed; whatever else is there stays.
func save(dir string, files map[string][]byte) (err error) {
	dir = filepath.Clean(dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil { //nolint:gosec // configuration is for the team to read
		return err
	}
	temporary, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(temporary, name), files[name], 0o644); err != nil { //nolint:gosec // as above
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // as above
		return err
	}
	stale, err := exported(dir)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.Rename(filepath.Join(temporary, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	for _, name := range stale {
		if _, again := files[name]; !again {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// exported names the files of an earlier export in a folder.
func exported(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, entry := range entries {
		if entry.IsDir() || filepath.Ext(entry.Name()) != ".tf" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, entry.Name())) //nolint:gosec // the folder is the one that was named
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(content, []byte(header)) {
			found = append(found, entry.Name())
		}
	}
	return found, nil
}
