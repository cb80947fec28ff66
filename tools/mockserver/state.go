package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// pause is how long changes are collected before they are written.
const pause = 50 * time.Millisecond

// A stateFile keeps the state of the services. One without a path keeps nothing.
type stateFile struct {
	path  string
	dirty chan struct{}
}

func newStateFile(path string) *stateFile {
	return &stateFile{path: path, dirty: make(chan struct{}, 1)}
}

// changed asks for the state to be written soon.
func (f *stateFile) changed() {
	select {
	case f.dirty <- struct{}{}:
	default: // asked for already
	}
}

// load restores the state of the last run, if there was one.
func (f *stateFile) load(mock *mockapi.Mock) error {
	if f.path == "" {
		return nil
	}
	snapshot, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := mock.Restore(snapshot); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return nil
}

// keep writes the state after changes until ctx ends, and then once more. Only the last time tells whether it worked:
// what failed before is written again.
func (f *stateFile) keep(ctx context.Context, mock *mockapi.Mock) error {
	if f.path == "" {
		return nil
	}
	for {
		select {
		case <-ctx.Done():
			return f.write(mock)
		case <-f.dirty:
		}
		collect := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-collect.C:
		}
		collect.Stop()
		_ = f.write(mock)
	}
}

// write replaces the file in one step, so that a reader and a crash find the old state or the new one. Only the owner
// may read it: it holds secrets.
func (f *stateFile) write(mock *mockapi.Mock) (err error) {
	snapshot, err := mock.Snapshot()
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(f.path), filepath.Base(f.path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(snapshot)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), f.path) // CreateTemp has made it with mode 0600
}
